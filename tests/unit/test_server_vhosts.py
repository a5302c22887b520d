"""What is asked of `rabbitmqctl`, with a script in its place and a door that is always open."""

import json
from pathlib import Path

import pytest

from tests.servers import vhosts
from tests.servers.machine import NoServer
from tests.servers.vhosts import Vhosts

SERVER = "amqp://me:secret@127.0.0.1:5672/"


@pytest.fixture(autouse=True)
def always_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vhosts, "why_closed", lambda url: None)


def control(folder: Path, text: str) -> str:
    path = folder / "ctl"
    path.write_text(f"#!/bin/sh\ncd {folder}\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_one_call_makes_several_with_permissions_for_the_user(tmp_path: Path) -> None:
    ctl = control(tmp_path, 'echo "$1" >> calls; cat > given')
    made = Vhosts(SERVER, ctl, batch=3)

    taken = {made.take(), made.take(), made.take()}

    assert (tmp_path / "calls").read_text().split() == ["import_definitions"]
    given = json.loads((tmp_path / "given").read_text())
    assert {f"{SERVER}{vhost['name']}" for vhost in given["vhosts"]} == taken
    assert {(grant["user"], grant["configure"]) for grant in given["permissions"]} == {("me", ".*")}
    assert len(taken) == len(given["permissions"]) == 3


def test_all_that_were_made_are_deleted_at_the_end_once(tmp_path: Path) -> None:
    ctl = control(tmp_path, 'if test "$1" = eval; then echo "$2" >> deleted; else cat > given; fi')
    made = Vhosts(SERVER, ctl, batch=2)
    taken = made.take().removeprefix(SERVER)

    made.close()
    made.close()

    deleted = (tmp_path / "deleted").read_text()
    assert deleted.count("hub_test_") == 2
    assert deleted.count(taken) == 1


def test_what_cannot_be_deleted_at_the_end_is_said_and_fails_no_test(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ctl = control(tmp_path, 'if test "$1" = eval; then echo Error: busy; exit 1; else cat > given; fi')
    made = Vhosts(SERVER, ctl)
    made.take()

    made.close()

    assert "stay behind until a later run sweeps them: " in capsys.readouterr().err


def test_only_stale_ones_of_ours_are_swept(tmp_path: Path) -> None:
    listed = "/\\nhub_test_1000_ab\\nhub_test_99999999999_ab\\nother"
    ctl = control(tmp_path, f'if test "$1" = eval; then echo "$2" > deleted; else printf \'{listed}\\n\'; fi')

    Vhosts(SERVER, ctl).sweep()

    assert '[<<"hub_test_1000_ab">>]' in (tmp_path / "deleted").read_text()


def test_a_broker_that_refuses_is_quoted(tmp_path: Path) -> None:
    ctl = control(tmp_path, "echo Usage; echo; echo 'Only root or rabbitmq should run rabbitmqctl'; exit 1")

    with pytest.raises(NoServer, match="import_definitions failed: Only root or rabbitmq"):
        Vhosts(SERVER, ctl).take()


def test_a_missing_rabbitmqctl_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoServer, match="no-such-ctl cannot be used"):
        Vhosts(SERVER, str(tmp_path / "no-such-ctl")).take()


def test_rabbitmqctl_may_be_a_command_with_arguments(tmp_path: Path) -> None:
    ctl = control(tmp_path, 'echo "$1 $2 $3" > calls; cat > given')

    Vhosts(SERVER, f"{ctl} exec -i").take()

    assert (tmp_path / "calls").read_text() == "exec -i import_definitions\n"
