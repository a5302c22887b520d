"""Versions of catalogue entries: what a lifecycle status allows, and which version counts for whom."""

from dataclasses import dataclass

import pytest

from hub.kernel.lifecycle import changeable, may_become, orderable
from hub.kernel.versions import Kept, Versions, make_pin, version_in


@dataclass(frozen=True, slots=True)
class Thing(Kept):
    id: str
    version: str
    lifecycle_status: str = "Active"


@pytest.mark.parametrize(
    ("status", "anew", "changed", "back"),
    [
        ("In study", False, True, True),
        ("In design", False, True, True),
        ("In test", False, True, True),
        ("Active", True, True, True),
        ("Launched", True, True, True),
        ("Retired", False, True, True),
        ("Obsolete", False, False, False),
        ("Rejected", False, False, False),
        ("a word of their own", False, True, True),
    ],
)
def test_a_status_says_what_may_be_done(status: str, *, anew: bool, changed: bool, back: bool) -> None:
    assert (orderable(status), changeable(status), may_become(status, "Active")) == (anew, changed, back)
    assert may_become(status, status)


@pytest.mark.parametrize(
    ("statuses", "counts"),
    [
        (["Active"], "1"),
        (["Active", "Active"], "2"),
        (["Active", "In design"], "1"),
        (["Active", "Rejected"], "1"),
        (["Active", "Draft"], "1"),
        (["Active", "Retired"], "2"),
        (["Retired", "Launched", "In test"], "2"),
        (["In study", "In design"], "2"),
    ],
)
def test_the_newest_version_that_has_been_on_the_market_counts(statuses: list[str], counts: str) -> None:
    things = [Thing("a", str(n), status) for n, status in enumerate(statuses, 1)]
    assert getattr(Versions(things).find("a"), "version", None) == counts


def test_a_version_that_is_changed_stays_where_it_was_among_the_others() -> None:
    known = Versions(
        [
            Thing("a", "1", superseded=True),
            Thing("a", "2", pin="2"),
            Thing("a", "1", "Retired", pin="1@3"),
        ]
    )
    assert known.find("a") == Thing("a", "2")
    assert known.find("a", "1") == Thing("a", "1")
    assert known.find("a", "1@3") == Thing("a", "1", "Retired")


def test_what_is_superseded_altogether_is_found_by_its_pin_alone() -> None:
    known = Versions([Thing("a", "1", superseded=True), Thing("b", "1")])
    assert (known.find("a"), known.find("a", "1")) == (None, Thing("a", "1"))
    assert [thing.id for thing in known.newest()] == ["b"]


@pytest.mark.parametrize(
    ("version", "revision", "first", "pin"),
    [("1", 1, True, "1"), ("1", 4, False, "1@4"), ("1@4", 7, True, "1@4@7"), ("2", 5, True, "2")],
)
def test_a_pin_leads_to_one_revision_and_tells_its_version(
    version: str, revision: int, *, first: bool, pin: str
) -> None:
    assert make_pin(version, revision, first=first) == pin
    assert version_in(pin) == version
