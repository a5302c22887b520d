"""What every privately started server has: a folder, a free port, a leash, and a bounded wait until it answers."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from pwd import struct_passwd

from tests.servers import leash
from tests.servers.machine import NoServer

READY_SECONDS = 90
STOP_SECONDS = 2 * leash.PATIENCE_SECONDS


def folder(owner: struct_passwd | None = None) -> Path:
    made = Path(tempfile.mkdtemp(prefix="hub-test-"))
    if owner:
        os.chown(made, owner.pw_uid, owner.pw_gid)
    return made


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Leashed:
    """A running server program that ends with `stop`, and at the latest with this process."""

    name: str
    log: Path
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str | Path],
        home: Path,
        *,
        environment: Mapping[str, str],
        owner: struct_passwd | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        remove: bool = True,
    ) -> "Leashed":
        log = home / f"{name}.log"
        order = {
            "command": [str(word) for word in command],
            "folder": str(home),
            "log": str(log),
            "signal": int(stop_signal),
            "user": owner.pw_uid if owner else None,
            "group": owner.pw_gid if owner else None,
            "remove": remove,
        }
        process = subprocess.Popen(
            [sys.executable, leash.__file__, json.dumps(order)],
            stdin=subprocess.PIPE,
            env=dict(environment),
            # Ctrl-C is for the tests; the servers go after them.
            start_new_session=True,
        )
        return cls(name, log, process)

    def wait_until(self, why_not: Callable[[], str | None]) -> None:
        limit = time.monotonic() + READY_SECONDS
        while (reason := why_not()) is not None:
            fell = self.log.with_suffix(".ended").exists() or self.process.poll() is not None
            if fell or time.monotonic() > limit:
                what = "ended at once" if fell else f"is not ready after {READY_SECONDS} s ({reason})"
                tail = self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""
                self.stop()
                raise NoServer(f"The private {self.name} {what}. Its log ends with:\n{tail}")
            time.sleep(0.1)

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(STOP_SECONDS)
