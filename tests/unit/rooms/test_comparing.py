"""Products and services side by side: what is a mismatch, of which kind, and what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from core.inventory.model import Product
from core.reconciliation.comparing import Compared, compare
from hub.messages.base import values
from hub.messages.reconciliation import ReportedService
from tests.unit.rooms.making import product, service


def there(identifier: str = "s-tune", **members: Any) -> ReportedService:
    """A service SOM has; its characteristics are a mapping here."""
    characteristics = members.pop("characteristics", {"speed": 100})
    said = {"product_id": "p", "specification_id": "tune", "state": "active", **members}
    return ReportedService(id=identifier, service_characteristic=values(characteristics), **said)


def sides(ours: Sequence[Product], *theirs: ReportedService, **versions: int) -> Compared:
    """With the versions the products have, if not said otherwise."""
    return compare(ours, {p.id: p.version for p in ours} | versions, theirs)


@pytest.fixture
def tv() -> Product:
    return replace(product("p", "tv", service("tune", speed=100)), version=3)


def kinds(compared: Compared) -> list[tuple[str, str]]:
    return [(str(m.difference), m.subject_id) for m in compared.mismatches]


def test_what_agrees_is_no_mismatch_and_what_som_knows_beyond_it_is_its_own_matter(tv: Product) -> None:
    found = sides([tv], there(characteristics={"speed": 100, "vlan": 7}))

    assert (found.mismatches, found.left_out) == ([], set())


@pytest.mark.parametrize("known", [[], [there(state="terminated")], [there(state="designed")]])
def test_a_service_som_does_not_have_standing_is_missing(tv: Product, known: list[ReportedService]) -> None:
    (found,) = sides([tv], *known).mismatches

    assert (found.difference, found.subject_id, found.product_id) == ("missing", "s-tune", "p")
    assert found.upper == {"characteristics": {"speed": 100}, "suspended": False}
    assert found.lower == ({"state": known[0].state} if known else {})


def test_a_service_the_product_does_not_list_is_extra(tv: Product) -> None:
    (found,) = sides([tv], there(), there("s-2", specification_id="screen")).mismatches

    assert (found.difference, found.subject_id, found.specification_id) == ("extra", "s-2", "screen")
    assert (found.upper, found.lower) == (
        {"status": "active"},
        {"state": "active", "characteristics": {"speed": 100}},
    )


def test_a_service_of_a_product_nobody_has_is_extra() -> None:
    (found,) = sides([], there()).mismatches

    assert (found.difference, found.product_id, found.upper) == ("extra", "p", {})
    assert kinds(sides([], there(state="terminated"))) == []


@pytest.mark.parametrize(
    ("has", "lower"), [({"speed": 50}, {"speed": 50}), ({}, {}), ({"speed": None}, {"speed": None})]
)
def test_another_value_is_different_and_only_what_differs_is_told(
    has: dict[str, Any], lower: dict[str, Any]
) -> None:
    ours = product("p", "tv", service("tune", speed=100, colour="red"))
    (found,) = sides([ours], there(characteristics={"colour": "red", **has})).mismatches

    assert found.difference == "different"
    assert found.upper == {"characteristics": {"speed": 100}}
    assert found.lower == {"characteristics": lower}


@pytest.mark.parametrize("state", ["suspended", "inactive"])
def test_suspended_on_one_side_only_is_different(tv: Product, state: str) -> None:
    (found,) = sides([tv], there(state=state)).mismatches
    assert (found.difference, found.upper, found.lower) == (
        "different",
        {"suspended": False},
        {"suspended": True},
    )

    tv.services[0].suspended = True
    assert kinds(sides([tv], there(state=state))) == []
    (found,) = sides([tv], there()).mismatches
    assert (found.upper, found.lower) == ({"suspended": True}, {"suspended": False})


def test_what_somebody_works_on_is_left_out(tv: Product) -> None:
    ours = replace(tv, open_order_id="o")
    assert (kinds(sides([ours])), sides([ours]).left_out) == ([], {"p"})

    busy = sides([tv], there(busy=True, state="designed"))
    assert (kinds(busy), busy.left_out) == ([], {"p"})


def test_what_has_changed_since_som_was_asked_is_left_out(tv: Product) -> None:
    for found in (sides([tv], p=2), compare([tv], {}, []), compare([], {"p": 3}, [there()])):
        assert (found.mismatches, found.left_out) == ([], {"p"})


def test_a_service_without_an_id_was_done_by_hand_and_som_knows_nothing_of_it() -> None:
    ours = product("p", "tv", service("tune"))
    ours.services[0].service_id = ""

    assert kinds(sides([ours])) == []


def test_a_mismatch_has_the_same_id_whenever_it_is_found(tv: Product) -> None:
    first, second = (
        sides([tv], s).mismatches[0] for s in (there(state="suspended"), there(state="terminated"))
    )

    assert first.id == second.id
    other = sides([replace(tv, id="q")]).mismatches[0]
    assert other.id != first.id
    assert msgspec.json.decode(msgspec.json.encode(first), type=type(first)) == first
