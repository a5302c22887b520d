"""Rules of the house that no linter knows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = {".git", ".hypothesis", ".venv", "dist", "var", "__pycache__", "node_modules"}
LONG = 300
REASON = "# long because: "
# One letter in brackets keeps each pattern from finding itself.
UNWANTED = {
    "a path of somebody's machine": r"(?<![\w.}/:-])/(?:[h]ome|[U]sers|[r]oot|[w]ork)/[\w.]",
    "a package index: which one is a matter of the machine": r"[p]ypi\.org|[p]ythonhosted\.org|index[-_]ur[l]\b",
    "how the work was done: the project speaks of itself": (
        r"(?i)\b(?:this|previous|another|my|a) [s]ession of\b|\b[s]ub-?agents?\b|\b[w]orktrees?\b|\bas an [a]i\b"
    ),
}


def files() -> Iterator[Path]:
    """Every file of ours: neither made by a tool nor downloaded."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            made = path.name in MADE or path.name.endswith(("_cache", ".egg-info")) or "_pb2" in path.name
            if made or path.is_symlink():
                continue
            if path.is_dir():
                folders.append(path)
            elif path.name != ".git":
                yield path


def text(path: Path) -> str | None:
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return None


def too_long(lines: list[str]) -> bool:
    return len(lines) > LONG and not any(line.startswith(REASON) for line in lines)


def unwanted(content: str) -> list[str]:
    return [why for why, pattern in UNWANTED.items() if re.search(pattern, content)]


def test_no_file_of_code_is_long_without_saying_why() -> None:
    code = {path: path.read_text().splitlines() for path in files() if path.suffix == ".py"}

    assert {str(path.relative_to(ROOT)): len(lines) for path, lines in code.items() if too_long(lines)} == {}


def test_no_file_says_what_has_no_place_here() -> None:
    found = {str(path.relative_to(ROOT)): unwanted(text(path) or "") for path in files()}

    assert {name: why for name, why in found.items() if why} == {}


def test_a_long_file_may_say_why() -> None:
    assert too_long([""] * (LONG + 1))
    assert not too_long([*[""] * LONG, f"{REASON}a table of data"])
    assert not too_long([""] * LONG)


@pytest.mark.parametrize(
    "content",
    [
        "open('/" + "work/main/x')",
        "see /" + "root/.cache",
        "cd /" + "home/me",
        "https://py" + "pi.org/simple",
        "--index" + "-url x",
        "made in a work" + "tree",
    ],
)
def test_what_has_no_place_here_is_found(content: str) -> None:
    assert unwanted(content)


@pytest.mark.parametrize(
    "content", ["https://example.com/" + "home/page", "a database session", "./work/x", "/" + "workers/som"]
)
def test_what_only_looks_like_it_is_left_alone(content: str) -> None:
    assert not unwanted(content)
