"""How programs are found and packages installed, with scripts in the place of the real programs."""

from pathlib import Path

import pytest

from tests.servers import machine as subject
from tests.servers.machine import Machine, NoServer


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy-rc.d"
    monkeypatch.setattr(subject, "POLICY", path)
    return path


def machine(tmp_path: Path) -> Machine:
    return Machine({"PATH": f"{tmp_path}:/usr/bin:/bin", "LOG": str(tmp_path / "log")})


def test_of_several_versions_the_newest_is_found(tmp_path: Path) -> None:
    script(tmp_path / "9" / "initdb", "")
    newest = script(tmp_path / "15" / "initdb", "")

    found = Machine({"PATH": ""}).program("initdb", f"{tmp_path}/*/initdb".removeprefix("/"))

    assert found == newest


def test_a_program_without_a_known_place_is_looked_for_in_the_path(tmp_path: Path) -> None:
    program = script(tmp_path / "epmd", "")

    assert machine(tmp_path).program("epmd", "no/such/*/epmd") == program
    assert machine(tmp_path).program("no-such-program") is None


def test_a_package_is_installed_without_questions_and_without_starting_its_service(
    tmp_path: Path, policy: Path
) -> None:
    script(tmp_path / "apt-get", f'echo "$3 $DEBIAN_FRONTEND $(tail -n 1 {policy})" >> "$LOG"')

    machine(tmp_path).install("fake-server")

    assert (tmp_path / "log").read_text().splitlines() == [
        "update noninteractive exit 101",
        "install noninteractive exit 101",
    ]
    assert not policy.exists()


def test_a_policy_that_was_there_is_left_as_it_was(tmp_path: Path, policy: Path) -> None:
    script(policy, "exit 7")
    script(tmp_path / "apt-get", "")

    machine(tmp_path).install("fake-server")

    assert policy.read_text() == "#!/bin/sh\nexit 7\n"


def test_a_package_that_does_not_install_is_an_error_with_the_installers_words(
    tmp_path: Path, policy: Path
) -> None:
    script(tmp_path / "apt-get", "echo 'no space left' >&2; exit 100")

    with pytest.raises(NoServer, match="no space left"):
        machine(tmp_path).install("fake-server")

    assert not policy.exists()
