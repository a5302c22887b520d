"""The hub as separate processes on the PostgreSQL and RabbitMQ that HUB_DATABASE_URL and HUB_AMQP_URL name.

For trying it out on one machine; it ends when one of the processes does, or with Ctrl-C.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parent.parent
HUB = (sys.executable, "-m", "hub.cli")
STOP_SECONDS = 15

Command = Sequence[str]


def preparations() -> list[Command]:
    catalogues = sorted((ROOT / "examples" / "catalog").glob("*.*"))
    return [(*HUB, "migrate"), *((*HUB, "catalog", "load", str(file)) for file in catalogues)]


def parts() -> list[Command]:
    workers = sorted(folder.parent.name for folder in (ROOT / "workers").glob("*/handlers.py"))
    return [(*HUB, "core"), *((*HUB, "worker", name) for name in workers), (*HUB, "gateway")]


def run_together(commands: Sequence[Command]) -> int:
    """Run them until the first one ends, or until we are told to stop; then stop the others."""
    someone_ended = threading.Event()
    with ExitStack() as running:
        processes = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own programs
        running.callback(_stop, processes)
        for process in processes:
            threading.Thread(target=_wait, args=(process, someone_ended), daemon=True).start()
        someone_ended.wait()
        return next((code for code in (process.poll() for process in processes) if code is not None), 0)


def _wait(process: "subprocess.Popen[bytes]", ended: threading.Event) -> None:
    process.wait()
    ended.set()


def _stop(processes: "Sequence[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a signal handler
    sys.exit(128 + number)


def main() -> int:
    signal.signal(signal.SIGTERM, _leave)
    try:
        for command in preparations():
            subprocess.run(command, check=True)  # noqa: S603 - our own programs
        return run_together(parts())
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
