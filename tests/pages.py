"""Pages that are run as they are read: each `sh` block in one shell, what it prints held against the `text` block after it."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: Stands in a page for what is different every time.
ANYTHING = "…"
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Block:
    """Commands, the line they begin in, and what they print; None where the page does not say."""

    line: int
    commands: str
    printed: str | None


def blocks(page: str) -> Iterator[Block]:
    """What a page tells people to type, in its order."""
    found = [(m[1], page.count("\n", 0, m.start()) + 2, m[2]) for m in _BLOCK.finditer(page)]
    for position, (kind, line, text) in enumerate(found):
        if kind == "sh":
            after = found[position + 1] if position + 1 < len(found) else ("", 0, "")
            yield Block(line, text, after[2] if after[0] == "text" else None)


def matches(printed: str, told: str) -> bool:
    """Whether that is what the page has told: word for word, but for `…` and blanks at the ends of lines."""
    pattern = ".*?".join(map(re.escape, _tidy(told).split(ANYTHING)))
    return re.fullmatch(pattern, _tidy(printed), re.DOTALL) is not None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


class Shell:
    """One shell for a whole page, so that what an earlier block has set is there."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, folder: Path, environment: Mapping[str, str]) -> "Shell":
        """A shell in `folder` that stops at nothing, as a person's does."""
        process = await asyncio.create_subprocess_exec(
            *("bash", "--noprofile", "--norc"),
            cwd=folder,
            env=dict(environment),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    async def run(self, commands: str) -> str:
        """What these commands print."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        mark = "-- end of block --"
        self._process.stdin.write(f"{commands}\necho\necho '{mark}'\n".encode())
        async with asyncio.timeout(PATIENCE_SECONDS):
            printed = await self._process.stdout.readuntil(f"\n{mark}\n".encode())
        return printed.decode().removesuffix(f"\n{mark}\n")

    async def close(self) -> None:
        self._process.kill()
        await self._process.wait()
