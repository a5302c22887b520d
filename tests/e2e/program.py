"""`hub` as a program, looked at from outside only."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from hub.compose.rooms import PARTS
from tests.waiting import eventually

ROOT = Path(__file__).parents[2]
HUB = (sys.executable, "-m", "hub.cli")
PATIENCE_SECONDS = 30.0


def environment(**settings: str) -> dict[str, str]:
    """Nothing of the settings of whoever runs the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return {**own, "PYTHONPATH": str(ROOT), **settings}


class Up:
    """A running `hub up`."""

    def __init__(self, process: asyncio.subprocess.Process, output: Path) -> None:
        self.process = process
        self._output = output

    @property
    def output(self) -> str:
        return self._output.read_text()

    @property
    def url(self) -> str:
        """Where it answers; empty until it says so."""
        found = re.search(r"answers on (http://[\d.:]+)", self.output)
        return found.group(1) if found else ""

    @property
    def targets(self) -> dict[str, str]:
        """Where its rooms are."""
        lines = (json.loads(line) for line in self.output.splitlines() if line.startswith("{"))
        return {line["room"]: line["grpc"] for line in lines if line["event"] == "room.started"}

    async def end(self, number: signal.Signals) -> int:
        """Sends a signal; how the process ended."""
        self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.process.wait()


@contextlib.asynccontextmanager
async def up(database: Path, *arguments: str, **settings: str) -> AsyncIterator[Up]:
    """`hub up` on ports of its own, once it answers; killed when the test is over."""
    listen = {f"HUB_{'CORE' if room == 'com' else room.upper()}_LISTEN": "127.0.0.1:0" for room in PARTS}
    settings = {"HUB_DATABASE_URL": f"sqlite:///{database}", "HUB_HTTP_PORT": "0", **listen, **settings}
    output = database.with_name(f"output-{len(list(database.parent.glob('output-*')))}.log")
    with output.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *HUB, "up", *arguments, env=environment(**settings), cwd=database.parent, stdout=file, stderr=file
        )
    running = Up(process, output)
    try:
        await eventually(lambda: running.url or process.returncode is not None, PATIENCE_SECONDS)
        assert process.returncode is None, running.output
        yield running
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
