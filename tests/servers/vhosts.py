"""Virtual hosts to throw away, made through `rabbitmqctl`, several in one call because each call starts a VM."""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import aio_pika

from tests.servers import names, urls
from tests.servers.loop import blocking
from tests.servers.machine import NoServer

CTL_SECONDS = 60
# A broker takes a virtual host away with all its quorum queues, one after the other, while it does other things.
DELETE_SECONDS = 15
CONNECT_SECONDS = 5
OPEN_SECONDS = 30
BATCH = 8


def why_closed(url: str) -> str | None:
    async def knock() -> None:
        await (await aio_pika.connect(url, timeout=CONNECT_SECONDS)).close()

    where = urlsplit(url)
    try:
        # The client logs each connection it is refused, and a starting broker refuses many.
        socket.create_connection((where.hostname, where.port or 5672), CONNECT_SECONDS).close()
        blocking(knock())
    except (OSError, TimeoutError, aio_pika.exceptions.AMQPError) as error:
        return " ".join(str(error).split()) or type(error).__name__
    return None


class Vhosts:
    """The virtual hosts of one run on one broker."""

    def __init__(self, server: str, ctl: str, batch: int = BATCH) -> None:
        self.server = server
        self.ctl = ctl
        self.batch = batch
        self.made: list[str] = []
        self.unused: list[str] = []

    def take(self) -> str:
        """The address of an empty virtual host that nobody else has."""
        if not self.unused:
            self._make()
        url = urls.with_path(self.server, self.unused.pop())
        limit = time.monotonic() + OPEN_SECONDS
        while (reason := why_closed(url)) is not None:  # the broker opens them after the command has ended
            if time.monotonic() > limit:
                raise NoServer(f"A new virtual host at {urls.place(url)} does not open: {reason}")
            time.sleep(0.05)
        return url

    def close(self) -> None:
        """Delete all of them; what a busy broker keeps is said, and swept by a later run: it is nobody's failure."""
        made, self.made, self.unused = self.made, [], []
        try:
            self._delete(made)
        except NoServer as error:
            sys.stderr.write(f"Virtual hosts stay behind until a later run sweeps them: {error}\n")

    def sweep(self) -> None:
        """Delete the virtual hosts of runs that were killed long ago."""
        listed = self._control(["list_vhosts", "-q", "--no-table-headers"]).split()
        self._delete([name for name in listed if names.is_stale(name, time.time())])

    def _make(self) -> None:
        new = [names.throwaway() for _ in range(self.batch)]
        self.made += new
        self.unused += new
        everything = {"configure": ".*", "write": ".*", "read": ".*", "user": urls.user(self.server)}
        definitions = {
            "vhosts": [{"name": name} for name in new],
            "permissions": [{"vhost": name, **everything} for name in new],
        }
        self._control(["import_definitions"], given=json.dumps(definitions))

    def _delete(self, which: Sequence[str]) -> None:
        """Delete many in one call, which `rabbitmqctl delete_vhost` does not offer."""
        if which:
            listed = ", ".join(f'<<"{name}">>' for name in which)
            command = ["eval", f'[rabbit_vhost:delete(Name, <<"tests">>) || Name <- [{listed}]].']
            self._control(command, seconds=CTL_SECONDS + DELETE_SECONDS * len(which))

    def _control(self, arguments: Sequence[str], given: str = "", seconds: float = CTL_SECONDS) -> str:
        command = [*shlex.split(self.ctl), *arguments]
        pipe = subprocess.PIPE
        try:
            # A group of its own: the script starts further programs, and all of them end at the limit.
            with subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
            ) as process:
                try:
                    out, err = process.communicate(given, timeout=seconds)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoServer(f"{self.ctl} cannot be used: {error}") from error
        if process.returncode:
            raise NoServer(f"{self.ctl} {arguments[0]} failed: {_complaint(err + out)}")
        return out


def _complaint(output: str) -> str:
    """The line that says what is wrong, which usage and advice surround."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("Error", "Only root"))]
    return (telling or lines or ["it did not say why"])[0]
