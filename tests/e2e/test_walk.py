"""The page that walks a newcomer through all twelve APIs does what it says."""

import os
from pathlib import Path

from tests.e2e.program import ROOT, up
from tests.pages import Shell, blocks, matches

PAGE = ROOT / "docs" / "walk.md"
AS_WRITTEN = "http://127.0.0.1:8080"


async def test_every_block_of_the_walk_prints_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text()
    async with up(tmp_path / "hub.db", "--demo") as hub:
        shell = await Shell.start(tmp_path, {"PATH": os.environ["PATH"], "HOME": str(tmp_path)})
        try:
            for block in blocks(page.replace(AS_WRITTEN, hub.url)):
                printed = await shell.run(block.commands)
                told = block.printed or ""
                assert matches(printed, told), f"{PAGE.name}:{block.line} prints\n{printed}\nand not\n{told}"
        finally:
            await shell.close()
