"""The port to the machine: what is installed, what may be installed, and who we are.

The choice of a server (`choose.py`) sees the machine only through this class, so its tests put a fake in its place.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")
APT_SECONDS = 900


class NoServer(Exception):  # noqa: N818 - it is a statement, and reads as one in the terminal
    """A server the tests need cannot be had; the message says what to do."""


class Machine:
    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self.environment = environment

    def program(self, name: str, *globs: str) -> Path | None:
        """Where a program is: the newest match of the globs (below the root folder), else in PATH.

        Globs come first because Debian puts wrappers into PATH which insist on the packaged server's user and folders.
        """
        found = [match for glob in globs for match in Path("/").glob(glob) if os.access(match, os.X_OK)]
        if found:
            return max(found, key=_version)
        on_path = shutil.which(name, path=self.environment.get("PATH"))
        return Path(on_path) if on_path else None

    def is_root(self) -> bool:
        return os.geteuid() == 0

    def can_install(self) -> bool:
        return self.is_root() and self.program("apt-get") is not None

    def say(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def install(self, package: str) -> None:
        """Install a Debian package without letting its service start: we start our own, and stop it again."""
        quiet = {**self.environment, "DEBIAN_FRONTEND": "noninteractive"}
        ours = not POLICY.exists()
        if ours:
            POLICY.write_text("#!/bin/sh\nexit 101\n")
            POLICY.chmod(0o755)
        try:
            self._apt(["update", "-qq"], quiet)
            self._apt(["install", "-y", "-qq", "--no-install-recommends", package], quiet)
        finally:
            if ours:
                POLICY.unlink()

    def _apt(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments]
        done = subprocess.run(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=APT_SECONDS,
            check=False,
        )
        if done.returncode:
            raise NoServer(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout)[-2000:]}")


def _version(path: Path) -> list[int]:
    """Numbers in a path, so that …/postgresql/15/… sorts after …/postgresql/9/…."""
    digits = "".join(letter if letter.isdigit() else " " for letter in str(path))
    return [int(number) for number in digits.split()]
