"""Runs one server for as long as the process that started it lives, then stops it and removes its folder.

A program of its own, and of the standard library only. The parent holds the other end of our standard input: when it
closes that, or dies in whatever way, the end of file reaches us. So even a killed test run leaves nothing behind.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 10


def stop(server: "subprocess.Popen[bytes]", number: int) -> None:
    if server.poll() is not None:
        return
    try:
        # The whole group: a server may be a shell script with the real server under it.
        os.killpg(server.pid, number)
        server.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def main(order: dict[str, Any]) -> None:
    folder, log = Path(order["folder"]), Path(order["log"])
    who: dict[str, Any] = {}
    if order["user"]:
        who = {"user": order["user"], "group": order["group"], "extra_groups": []}
    with log.open("ab") as output:
        server = subprocess.Popen(
            order["command"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **who,
        )
    released = threading.Event()

    def hold() -> None:
        os.read(0, 1)  # nobody writes: this returns at the end of file
        stop(server, order["signal"])
        released.set()

    threading.Thread(target=hold, daemon=True).start()
    server.wait()
    # The parent learns from this file that its server fell, and reads the log before it lets go. A server that shares
    # its folder may end after the other one has removed it.
    with contextlib.suppress(FileNotFoundError):
        log.with_suffix(".ended").touch()
    released.wait()
    if order["remove"]:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
