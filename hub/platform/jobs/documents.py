"""What an imported or exported file looks like.

An object with a list of entries for each kind, or one list of entries that say their kind by `@type` (`ProductOffering`).
Entries are in the words of the catalogue's contents, which are TM Forum's.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
import orjson

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.catalog_entry import Entry

MOST_REASONS = 20


class Period(msgspec.Struct, rename="camel", omit_defaults=True):
    """TM Forum's TimePeriod."""

    start_date_time: datetime | None = None
    end_date_time: datetime | None = None


class Written(msgspec.Struct, rename="camel", omit_defaults=True):
    """What all entries say; everything else is the content of theirs."""

    id: str = ""
    version: str = "1"
    name: str = ""
    description: str = ""
    lifecycle_status: str = "Active"
    valid_for: Period | None = None
    last_update: datetime | None = None


#: Members that are not content; where an entry lies is no part of it.
_NAMES = {*Written.__struct_encode_fields__, "href"}


def read(content: bytes, kinds: Iterable[str]) -> list[Entry]:
    """The entries of a file, in the order of `kinds`; a `HubError` with all that is wrong with its shape."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, f"the file is not JSON: {error}") from error
    found: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    wrong: list[Reason] = []
    for path, kind, written in _each(document):
        if kind not in found:
            text = f"has to be one of {', '.join(found)}, not {str(kind)[:60]!r}"
            wrong.append(Reason(Code.ATTRIBUTE_INVALID, text, path))
            continue
        try:
            found[kind].append(_entry(kind, written))
        except msgspec.ValidationError as error:
            wrong.append(Reason(Code.ATTRIBUTE_INVALID, str(error), path))
    if wrong:
        raise HubError(Kind.INVALID, *wrong[:MOST_REASONS])
    return [entry for listed in found.values() for entry in listed]


def write(entries: Iterable[Entry]) -> bytes:
    """The file, readable for people too."""
    document: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        document.setdefault(entry.kind, []).append(_document(entry))
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


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


def _entry(kind: str, written: Any) -> Entry:
    said = msgspec.convert(written, Written)
    period = said.valid_for or Period()
    return Entry(
        kind=kind,
        id=said.id,
        version=said.version,
        name=said.name,
        description=said.description,
        lifecycle_status=said.lifecycle_status,
        valid_from=period.start_date_time,
        valid_to=period.end_date_time,
        content={name: value for name, value in written.items() if name not in _NAMES},
    )


def _document(entry: Entry) -> dict[str, Any]:
    period = Period(entry.valid_from, entry.valid_to)
    said = Written(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        description=entry.description,
        lifecycle_status=entry.lifecycle_status,
        valid_for=None if period == Period() else period,
        last_update=entry.last_update,
    )
    # What is not said is what it is when nothing is said, but for what people look for.
    shown = {"version": entry.version, "lifecycleStatus": entry.lifecycle_status}
    return {**msgspec.to_builtins(said), **shown, **entry.content}
