"""`hub demo` as whoever tries the project first sees it."""

import asyncio
import contextlib
import fcntl
import os
import pty
import re
import struct
import termios

from tests.e2e.program import HUB, PATIENCE_SECONDS, environment

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


async def demo(*arguments: str, terminal: int | None = None) -> tuple[int, str]:
    """Runs it; its exit code, and what it wrote (nothing when a terminal takes that)."""
    out = asyncio.subprocess.PIPE if terminal is None else terminal
    process = await asyncio.create_subprocess_exec(
        *HUB, "demo", *arguments, env=environment(TERM="xterm-256color"), stdout=out, stderr=out
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        written, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, (written or b"").decode()


async def test_without_a_terminal_it_tells_each_change_and_what_came_of_it() -> None:
    status, output = await demo("--fast")

    assert status == 0, output
    assert re.search(r"product order ACME-2026-0042 +completed", output)
    assert len(re.findall(r"head office +● active", output)) == 3
    assert re.search(r"vlan-id +1000", output)
    assert re.search(r"public-address +198\.18\.0\.1", output)
    assert "\x1b" not in output


async def test_in_a_terminal_the_tree_changes_in_place() -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    reading = asyncio.create_task(asyncio.to_thread(_read, ours))
    try:
        status, _ = await demo(terminal=theirs)
    finally:
        os.close(theirs)
        written = await reading
        os.close(ours)

    text = CONTROL.sub("", written)
    assert status == 0, text
    assert re.search(r"└── service order cfs-static-ip +○ waiting +needs cfs-fiber-access", text)
    assert re.search(r"activation +◐ configuring", text)
    assert re.search(r"product order ACME-2026-0042 +● completed", text)
    assert "\x1b[1A" in written  # it went back up to draw over what was there
    assert max(len(line) for line in re.split(r"[\r\n]+", text)) <= 100


def _read(terminal: int) -> str:
    """Everything until nobody holds the other end any more."""
    parts = []
    with contextlib.suppress(OSError):  # how Linux says that it is closed
        while part := os.read(terminal, 65536):
            parts.append(part)
    return b"".join(parts).decode()
