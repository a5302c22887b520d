"""What an imported or exported file looks like.

An object with a list of entries for each kind, or one list of entries that say their kind by `@type` (`ProductOffering`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse

Entry = dict[str, Any]
#: Entries by their kind.
Entries = Mapping[str, Sequence[Entry]]

MOST_REASONS = 20


def read(content: bytes, kinds: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries of a file, in the order of `kinds`; a `HubError` with all that is wrong with its shape."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, f"the file is not JSON: {error}") from error
    found: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    wrong: list[Reason] = []
    for path, kind, entry in _each(document):
        if kind not in found:
            text = f"has to be one of {', '.join(found)}, not {str(kind)[:60]!r}"
            wrong.append(Reason(Code.ATTRIBUTE_INVALID, text, path))
        elif not isinstance(entry, dict):
            wrong.append(Reason(Code.ATTRIBUTE_INVALID, "has to be an object", path))
        else:
            found[kind].append(entry)
    if wrong:
        raise HubError(Kind.INVALID, *wrong[:MOST_REASONS])
    return found


def write(entries: Entries) -> bytes:
    """The file, readable for people too; kinds without entries are left out."""
    filled = {kind: list(listed) for kind, listed in entries.items() if listed}
    return orjson.dumps(filled, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def chosen(path: str, kinds: Iterable[str]) -> list[str]:
    """The kinds a job's `path` names, all for ''; a `HubError` for one there is not."""
    known = list(kinds)
    named = [name.strip().strip("/") for name in path.split(",")] if path.strip() else known
    if unknown := [name for name in named if name not in known]:
        text = f"has to be of {', '.join(known)}, not {unknown[0][:60]!r}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "path")
    return [kind for kind in known if kind in named]


def _each(document: Any) -> Iterable[tuple[str, Any, Any]]:
    """(path, kind, entry) of whatever is listed."""
    if isinstance(document, list):
        for index, entry in enumerate(document):
            said = entry.get("@type") if isinstance(entry, dict) else None
            kind = said[:1].lower() + said[1:] if isinstance(said, str) else said
            yield f"[{index}]", kind, entry
    elif isinstance(document, dict):
        for kind, entries in document.items():
            listed = entries if isinstance(entries, list) else [entries]
            yield from ((f"{kind}[{index}]", kind, entry) for index, entry in enumerate(listed))
    else:
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, "the file is neither an object nor a list")
