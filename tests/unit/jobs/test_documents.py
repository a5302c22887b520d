"""The files that jobs import and export."""

from datetime import UTC, datetime

import orjson
import pytest

from hub.kernel.errors import HubError
from hub.platform.catalog_entry import Entry
from hub.platform.jobs import documents

KINDS = ("specification", "offering")
FIBER = {
    "id": "fiber",
    "href": "http://elsewhere/fiber",
    "name": "Fiber",
    "version": "2",
    "lifecycleStatus": "In test",
    "validFor": {"startDateTime": "2026-01-01T00:00:00Z"},
    "lastUpdate": "2025-01-01T00:00:00Z",
    "@type": "Offering",
    "isBundle": False,
}
ENTRY = Entry(
    kind="offering",
    id="fiber",
    version="2",
    name="Fiber",
    lifecycle_status="In test",
    valid_from=datetime(2026, 1, 1, tzinfo=UTC),
    content={"@type": "Offering", "isBundle": False},
)


@pytest.mark.parametrize(
    "content", [{"offering": [FIBER]}, {"offering": FIBER}, [FIBER]], ids=["lists", "one", "typed"]
)
def test_entries_are_read_by_kind_or_by_type(content: object) -> None:
    assert documents.read(orjson.dumps(content), KINDS) == [ENTRY]


def test_what_is_written_is_read_again() -> None:
    entries = [Entry(kind="specification", id="line", content={"deep": {"a": [1]}}), ENTRY]

    assert documents.read(documents.write(entries), KINDS) == entries


def test_every_mistake_is_told_with_its_place() -> None:
    with pytest.raises(HubError) as raised:
        documents.read(b'{"offering": [1, {"name": 2}], "price": [{}, {}]}', KINDS)
    assert [reason.path for reason in raised.value.reasons] == [
        "offering[0]",
        "offering[1]",
        "price[0]",
        "price[1]",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"1", b'"text"', b"\xff", b"null", b"[[]]", b'[{"@type": 1}]']
)
def test_what_is_no_file_of_entries_is_refused(content: bytes) -> None:
    with pytest.raises(HubError):
        documents.read(content, KINDS)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("", ["specification", "offering"]),
        ("/offering", ["offering"]),
        ("offering, specification", list(KINDS)),
    ],
)
def test_a_path_names_kinds_in_the_catalogues_order(path: str, kinds: list[str]) -> None:
    assert documents.chosen(path, KINDS) == kinds


def test_a_path_to_something_else_is_refused() -> None:
    with pytest.raises(HubError, match="has to be of specification, offering, not 'price'"):
        documents.chosen("/price", KINDS)
