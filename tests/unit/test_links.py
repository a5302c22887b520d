"""Links between the project's pages lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in sorted(ROOT.rglob("*.md"))
    if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
]
_LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


def test_there_are_pages() -> None:
    assert {ROOT / "README.md", ROOT / "core" / "ordering" / "README.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [to for to in _LINK.findall(page.read_text()) if not (page.parent / to).exists()] == []
