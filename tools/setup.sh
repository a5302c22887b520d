#!/bin/sh
# Makes .venv what requirements.lock and pyproject.toml say, on a machine that has python3, git and make.
#
# The locks hold hashes and name no host: any mirror that pip or uv is set up for will do, and what it serves is what was
# locked, or nothing.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.ready
python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# Two makes at once: the second waits, and finds the work done. (The lock is on a file that is always there.)
if command -v flock >/dev/null 2>&1; then
    exec 9<pyproject.toml
    flock 9 || :
fi

fresh() {
    [ -f "$stamp" ] || return 1
    for input in requirements.lock pyproject.toml tools/uv.lock tools/setup.sh; do
        [ "$stamp" -nt "$input" ] || return 1
    done
}
if fresh; then exit 0; fi

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then echo "$name"; return; fi
    done
    fail "Python 3.11 or newer is needed, and none of python3, python3.13, python3.12, python3.11 is that." \
         "Install one (Debian and Ubuntu: sudo apt-get install python3 python3-venv) and run make again."
}

can_make_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# Debian keeps what makes virtual environments in a package of its own.
need_venv() {
    if can_make_venv "$1"; then return; fi
    package="$1-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing $package …"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update </dev/null >/dev/null
        apt-get -qq install -y "$package" </dev/null >/dev/null
    fi
    can_make_venv "$1" || fail "$1 cannot make virtual environments (it has no venv or no ensurepip)." \
        "Install them (Debian and Ubuntu: sudo apt-get install $package) and run make again."
}

# An environment whose Python has gone, or which was copied from elsewhere, is made anew.
if ! { new_enough "$python" && "$python" -m pip --version && grep -qF "$PWD/.venv" .venv/bin/activate; } >/dev/null 2>&1
then
    base=$(find_python)
    need_venv "$base"
    say "Making .venv with $("$base" --version) …"
    "$base" -m venv --clear .venv
fi
rm -f "$stamp"

pip() { "$python" -m pip -qq --disable-pip-version-check --no-input "$@"; }

# Whom the system trusts, pip trusts too; uv has to be told.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"

say "Installing the locked packages …"
if ! { pip install --require-hashes -r tools/uv.lock &&
       .venv/bin/uv pip sync --quiet --python "$python" --require-hashes requirements.lock; }
then
    # A mirror may be known to pip alone.
    say "That did not work with uv. Installing them with pip, which is slower …"
    pip install --require-hashes --no-deps -r requirements.lock
fi
# The build backend is among the locked packages: nothing is fetched for this.
pip install --no-deps --no-build-isolation --no-index -e .

touch "$stamp"
