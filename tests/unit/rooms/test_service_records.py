"""Services that somebody records in the inventory, and what service orders and reconciliation make of them."""

from dataclasses import replace
from typing import Any

import pytest

from hub.kernel.errors import HubError, Kind
from hub.kernel.values import Ref
from tests.unit.rooms.layers import BARE, CATALOG, Layers
from tests.unit.rooms.making import NOW
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.catalog import Catalog
from workers.som.inventory import Service
from workers.som.reconciliation.comparing import Known, with_network
from workers.som.recording import CreateService, DeleteService, UpdateService
from workers.som.store import SERVICES
from workers.som.values import SpecificationRef

PUBLISHED = ("feasibilityChecked", "designed", "reserved", "inactive", "active", "terminated")
FORWARD = {state: set(PUBLISHED[at + 1 :]) for at, state in enumerate(PUBLISHED)}
ALLOWED = {
    **FORWARD,
    "reserved": FORWARD["reserved"] | {"designed"},
    "active": FORWARD["active"] | {"inactive"},
    "terminated": {"active"},
}


def described(identifier: str, of: str = "somebody's", **members: Any) -> Service:
    return Service(id=identifier, name="n", specification=SpecificationRef(of), **members)


def record(layers: Layers, identifier: str = "r", state: str = "active", **members: Any) -> Service:
    made: Service = layers.command(CreateService(described(identifier, **members), state))
    return made


def kept(layers: Layers, identifier: str = "r") -> Service:
    found: Service = next(s for s in layers.all(SERVICES) if s.id == identifier)
    return found


def update(layers: Layers, state: str = "", if_version: int = 0, **members: Any) -> Service:
    """It as it is shown, with other members."""
    service = kept(layers)
    shown = {"named_resources": service.supporting_resources, "named_services": service.supporting_services}
    asked = replace(service, **{**shown, **members})
    changed: Service = layers.command(UpdateService(asked, state, if_version))
    return changed


def refusal(layers: Layers, command: Any) -> tuple[Kind, str]:
    with pytest.raises(HubError) as refused:
        layers.command(command)
    return refused.value.kind, refused.value.reasons[0].text


@pytest.mark.parametrize("state", PUBLISHED)
def test_a_record_is_in_the_state_that_is_said_and_nobody_below_hears_of_it(
    layers: Layers, state: str
) -> None:
    made = record(layers, state=state)
    assert (made.published_state, made.service_date, made.recorded) == (state, NOW, True)
    assert (layers.mail, layers.told) == ([], [])


@pytest.mark.parametrize("target", PUBLISHED)
@pytest.mark.parametrize("source", PUBLISHED)
def test_a_record_moves_as_published_and_else_is_told_where_it_can(
    layers: Layers, source: str, target: str
) -> None:
    record(layers, state=source)
    if target in ALLOWED[source] | {source}:
        assert update(layers, target).published_state == target
        assert kept(layers).published_state == target
    else:
        kind, text = refusal(layers, UpdateService(kept(layers), target))
        assert kind is Kind.NOT_ALLOWED
        assert set(text.partition("becomes ")[2].split(", ")) == ALLOWED[source]


def test_a_record_that_was_let_work_again_has_not_ended(layers: Layers) -> None:
    record(layers, state="active")
    assert update(layers, "terminated").end_date == NOW
    again = update(layers, "active")
    assert (again.start_date, again.end_date) == (NOW, None)


def test_what_is_said_of_a_record_is_changed(layers: Layers) -> None:
    record(layers)
    changed = update(layers, name="new", characteristics={"speed": {"unit": "Mbps"}}, extension='{"a":1}')
    assert (changed.name, changed.extension) == ("new", '{"a":1}')
    assert changed.characteristics == {"speed": {"unit": "Mbps"}}
    version = kept(layers).version
    assert update(layers).version == version
    asked = UpdateService(replace(kept(layers), name="newer"), if_version=version - 1)
    assert refusal(layers, asked)[0] is Kind.STALE


def test_what_orders_have_made_of_a_service_only_orders_change_but_words_are_free(layers: Layers) -> None:
    layers.order("so", of=BARE)
    layers.run()
    (built,) = layers.all(SERVICES)
    same = replace(built, name="mine", extension='{"note":1}')
    assert layers.command(UpdateService(same, "active")).name == "mine"
    for asked in (
        UpdateService(built, "terminated"),
        UpdateService(replace(built, characteristics={"speed": 1})),
        UpdateService(replace(built, specification=SpecificationRef("other"))),
    ):
        kind, text = refusal(layers, asked)
        assert (kind, "service order so" in text) == (Kind.NOT_ALLOWED, True)
    layers.check()


def test_a_record_is_forgotten_unless_another_one_names_it(layers: Layers) -> None:
    record(layers, "below")
    record(layers, "r", named_services=[Ref("below"), Ref("nobody")])
    kind, text = refusal(layers, DeleteService("below"))
    assert (kind, text) == (Kind.NOT_ALLOWED, "service r stands on it")
    update(layers, named_services=[])
    layers.command(DeleteService("below"))
    assert [s.id for s in layers.all(SERVICES)] == ["r"]


def test_what_stands_by_an_order_or_is_worked_on_is_not_forgotten_and_what_has_ended_is(
    layers: Layers,
) -> None:
    layers.play(Rule(delay_seconds=20))
    layers.order("so", of=BARE)
    layers.run()
    (built,) = layers.all(SERVICES)
    assert "service order so works on it" in refusal(layers, DeleteService(built.id))[1]
    layers.settle()
    assert "has to end it first" in refusal(layers, DeleteService(built.id))[1]
    layers.order("end", "delete", built.id, of=BARE)
    layers.settle()
    layers.command(DeleteService(built.id))
    assert layers.all(SERVICES) == []


def test_a_record_of_a_known_specification_is_changed_and_ended_by_orders_like_any_other(
    layers: Layers,
) -> None:
    record(layers, of=BARE)
    layers.order("so", "modify", "r", of=BARE, speed=5)
    layers.run()
    changed = kept(layers)
    assert (layers.answers("so"), changed.characteristics, changed.recorded) == (
        ["completed"],
        {"speed": 5},
        False,
    )
    layers.order("end", "delete", "r", of=BARE)
    layers.run()
    assert (layers.answers("end"), kept(layers).published_state) == (["completed"], "terminated")
    layers.check()


@pytest.mark.parametrize(
    ("of", "missing"), [("somebody's", []), (BARE, ["r"])], ids=["unknown to the catalogue", "activated"]
)
def test_the_network_owes_a_record_something_only_when_the_catalogue_says_so(
    layers: Layers, of: str, missing: list[str]
) -> None:
    service = record(layers, of=of)
    found = with_network(Catalog(CATALOG), Known({"r": service}), [])
    assert [m.service_id for m in found] == missing
