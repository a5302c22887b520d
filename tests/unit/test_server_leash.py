"""A leashed program lives no longer than the process that started it, and leaves nothing."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import private
from tests.servers.machine import NoServer

SECONDS = 20
# Connects, says its name, and then waits for a word that never comes.
PROGRAM = "import socket, sys; s = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); s.sendall(b'up'); s.recv(1)"


class Door:
    """Where the leashed program knocks: its end closes the connection, which needs no polling to be seen."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(SECONDS)
        self.command = [sys.executable, "-c", PROGRAM, str(self.listener.getsockname()[1])]

    def wait_for_arrival(self) -> socket.socket:
        guest, _ = self.listener.accept()
        guest.settimeout(SECONDS)
        assert guest.recv(2) == b"up"
        return guest


def start(command: list[str], home: Path) -> private.Leashed:
    return private.Leashed.start("server", command, home, environment=os.environ)


def test_a_stopped_program_has_ended_and_its_folder_is_gone() -> None:
    door, home = Door(), private.folder()
    server = start(door.command, home)

    with door.listener, door.wait_for_arrival() as guest:
        server.stop()

        assert guest.recv(1) == b""
    assert not home.exists()


def test_a_program_ends_when_the_process_that_started_it_is_killed() -> None:
    door, home = Door(), private.folder()
    code = (
        "import os, sys; from pathlib import Path; from tests.servers import private;"
        f"private.Leashed.start('server', {door.command!r}, Path({str(home)!r}), environment=os.environ);"
        "sys.stdin.read()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)

    with parent, door.listener, door.wait_for_arrival() as guest:
        parent.kill()

        assert guest.recv(1) == b""


def test_a_program_that_falls_at_once_is_an_error_with_the_end_of_its_log() -> None:
    home = private.folder()
    server = start([sys.executable, "-c", "print('no such option'); raise SystemExit(3)"], home)

    with pytest.raises(NoServer, match=r"ended at once[\s\S]*no such option"):
        server.wait_until(lambda: "not ready")

    assert not home.exists()
