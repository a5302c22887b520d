"""The hub as separate processes on the PostgreSQL and RabbitMQ that HUB_DATABASE_URL and HUB_AMQP_URL name.

For trying it out on one machine; it ends when one of the processes does, or with Ctrl-C.
"""

import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from types import FrameType

import click

from hub.cli.errors import explain
from hub.cli.hints import hints
from hub.cli.processes import WORKERS
from hub.compose.addresses import targets
from hub.kernel.errors import HubError
from hub.platform.files import shipped
from hub.platform.settings import Settings, load_settings

HUB = (sys.executable, "-m", "hub.cli")
STOP_SECONDS = 15
PAUSE_SECONDS = 0.1

Command = Sequence[str]


def http_url(settings: Settings) -> str:
    """Where the gateway we start is reached."""
    return f"http://{settings.http_host}:{settings.http_port}"


def parts() -> list[Command]:
    return [(*HUB, "core"), *((*HUB, "worker", name) for name in WORKERS), (*HUB, "gateway")]


def run_together(
    commands: Sequence[Command],
    ready: Callable[[], bool] = lambda: True,
    then: Callable[[], None] = lambda: None,
) -> int:
    """Run them until the first one ends, or until we are told to stop; then stop the others.

    `then` is called once, when all run and are `ready`.
    """
    someone_ended = threading.Event()
    with ExitStack() as running:
        processes = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own programs
        running.callback(_stop, processes)
        for process in processes:
            threading.Thread(target=_wait, args=(process, someone_ended), daemon=True).start()
        while not ready() and not someone_ended.wait(PAUSE_SECONDS):
            pass
        if not someone_ended.is_set():
            then()
        someone_ended.wait()
        return next((code for code in (process.poll() for process in processes) if code is not None), 0)


def all_answer(settings: Settings) -> bool:
    """Whether every room can be reached, and the gateway says that it reaches the core."""
    with ExitStack() as opened:
        try:
            for target in targets(settings).values():
                host, port = target.rsplit(":", 1)
                opened.enter_context(socket.create_connection((host, int(port)), timeout=1))
            url = f"{http_url(settings)}/health/ready"
            opened.enter_context(urllib.request.urlopen(url, timeout=1))  # noqa: S310 - our own gateway
        except OSError:
            return False
    return True


def fill(settings: Settings) -> None:
    """Give it something to sell, and say what to try."""
    subprocess.run((*HUB, "catalog", "load", str(shipped("examples") / "catalog")), check=True)  # noqa: S603 - our own program
    click.echo(hints(http_url(settings), targets(settings)))


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
        settings = load_settings()
        subprocess.run((*HUB, "migrate"), check=True)  # noqa: S603 - our own program
        return run_together(parts(), partial(all_answer, settings), partial(fill, settings))
    except subprocess.CalledProcessError as error:
        return error.returncode
    except HubError as error:
        sys.exit("\n".join(explain(error)))
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
