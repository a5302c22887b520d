"""Service orders of several items, of a date, of a place; services that are suspended and resumed."""

from typing import Any

import pytest

from hub.kernel.errors import Code
from hub.messages.som import ServiceOrderItem
from tests.unit.rooms.layers import ACCESS, BARE, HOME, PAPER, Layers, built
from tests.unit.rooms.service_items import asked_for
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.store import SERVICES


def items(layers: Layers) -> dict[str, str]:
    """Item → its state, as SOM has told it last."""
    return {item.id: str(item.state) for item in layers.told[-1].service_order_item}


def code(layers: Layers) -> str:
    """Why, as SOM has told it last."""
    return layers.told[-1].error_message[0].code


def changes(layers: Layers) -> list[tuple[str, str]]:
    """What SOM has said of services that stood."""
    events = (body["event"]["service"] for body in layers.asked("ServiceStateChangeEvent"))
    return [(e["serviceSpecification"]["id"], e["state"]) for e in events]


def test_items_are_carried_out_side_by_side(layers: Layers) -> None:
    layers.several("so", asked_for("1"), asked_for("2", of=BARE), asked_for("3", of=PAPER))
    layers.run(until="ResourceOrderStateChangeEvent")
    assert len(layers.asked("CreateResourceOrder")) == 2
    layers.run()
    assert layers.answers("so") == ["completed"]
    assert items(layers) == {"1": "completed", "2": "completed", "3": "completed"}
    assert len({i.service.id for i in layers.told[-1].service_order_item}) == 3
    layers.check()


def test_one_that_fails_leaves_the_others_alone(layers: Layers) -> None:
    layers.play(Rule(ACCESS, refuse=True))
    layers.several("so", asked_for("1"), asked_for("2", of=BARE))
    layers.settle()
    assert layers.answers("so") == ["partial"]
    assert items(layers) == {"1": "failed", "2": "completed"}
    assert code(layers) == Code.NETWORK_REFUSED
    layers.check()


def test_when_all_fail_the_order_fails(layers: Layers) -> None:
    layers.play(Rule(refuse=True))
    layers.several("so", asked_for("1"), asked_for("2", of=BARE))
    layers.settle()
    assert layers.answers("so") == ["failed"]
    layers.check()


def test_an_item_begins_when_those_it_relies_on_have_completed(layers: Layers) -> None:
    layers.several("so", asked_for("1", of=BARE, after="2"), asked_for("2", of=HOME))
    layers.run()
    asked = [m["serviceSpecification"]["id"] for m in layers.asked("ActivateService")]
    assert asked[-2:] == [HOME, BARE]
    assert layers.answers("so") == ["completed"]
    layers.check()


def test_what_relies_on_an_item_that_failed_fails_with_it(layers: Layers) -> None:
    layers.play(Rule(HOME, refuse=True))
    layers.several("so", asked_for("1", of=BARE, after="2"), asked_for("2", of=HOME), asked_for("3", of=BARE))
    layers.settle()
    assert items(layers) == {"1": "failed", "2": "failed", "3": "completed"}
    told = {item.id: [e.code for e in item.error_message] for item in layers.told[-1].service_order_item}
    assert told == {"1": [Code.PREREQUISITE_FAILED], "2": [Code.NETWORK_REFUSED], "3": []}
    layers.check()


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ([asked_for("1", after="2"), asked_for("2", after="1")], Code.REQUIREMENT_CIRCULAR),
        ([asked_for("1", after="1")], Code.REQUIREMENT_CIRCULAR),
        ([asked_for("1", after="7")], Code.ITEM_RELATIONSHIP_BROKEN),
        ([asked_for("1"), asked_for("1", of=BARE)], Code.ITEM_ID_REPEATED),
        ([asked_for("1", of=BARE), asked_for("2", of="nobody's")], Code.SPECIFICATION_UNKNOWN),
        ([asked_for("1", of=HOME, place="20-1")], Code.NO_COVERAGE),
    ],
    ids=["circle", "of itself", "of nobody", "twice", "unknown", "no coverage"],
)
def test_an_order_that_cannot_be_carried_out_as_it_is_is_rejected_whole(
    layers: Layers, order: list[ServiceOrderItem], why: Code
) -> None:
    layers.several("so", *order)
    layers.run()
    assert (layers.answers("so"), code(layers)) == (["rejected"], why)
    assert layers.all(SERVICES) == []


def test_two_items_cannot_be_about_one_service_not_even_below_it(layers: Layers) -> None:
    service = built(layers, HOME)
    line = next(s.service_id for s in layers.service("so-1").services if s.name == "line")
    layers.several(
        "so",
        asked_for("1", "delete", HOME, service=service),
        asked_for("2", "modify", "rfs-line", service=line),
    )
    layers.run()
    assert (layers.answers("so"), code(layers)) == (["rejected"], Code.STATE_FORBIDS)
    layers.check()


def test_what_is_not_changed_is_context_only(layers: Layers) -> None:
    service = built(layers)
    before = len(layers.sent)
    layers.several("so", asked_for("1", "noChange", service=service))
    layers.run()
    assert (layers.answers("so"), items(layers)) == (["completed"], {"1": "completed"})
    assert [m.type for m in layers.sent[before:]] == ["CreateServiceOrder", "ServiceOrderStateChangeEvent"]
    assert layers.service("so-1").version == 3


def test_an_order_that_is_taken_back_leaves_nothing_of_any_item_done_or_not(layers: Layers) -> None:
    layers.play(Rule(ACCESS, delay_seconds=20))
    layers.several("so", asked_for("1", of=HOME), asked_for("2"), asked_for("3", of=BARE, after="2"))
    layers.run()
    assert layers.part("so", 4).state == "done"
    layers.cancel("so")
    layers.settle()
    assert layers.answers("so") == ["pendingCancellation", "cancelled"]
    assert items(layers) == {"1": "cancelled", "2": "cancelled", "3": "cancelled"}
    assert (layers.network(), layers.held()) == ({}, {})
    layers.check()


def test_a_removal_that_was_made_stays_when_the_rest_of_its_order_is_taken_back(layers: Layers) -> None:
    gone = built(layers, BARE)
    layers.play(Rule(ACCESS, delay_seconds=20))
    layers.several("so", asked_for("1", "delete", BARE, service=gone), asked_for("2"))
    layers.run()
    layers.cancel("so")
    layers.settle()
    assert layers.answers("so") == ["pendingCancellation", "partial"]
    assert items(layers) == {"1": "completed", "2": "cancelled"}
    layers.check()


@pytest.mark.parametrize("of", [ACCESS, PAPER, HOME])
def test_a_service_is_suspended_and_resumed_with_all_it_stands_on(layers: Layers, of: str) -> None:
    service = built(layers, of)
    before = layers.service("so-1").characteristics

    layers.several("so-2", asked_for("1", "modify", of, service=service, state="inactive"))
    layers.run()

    assert layers.answers("so-2") == ["completed"]
    assert layers.told[-1].service_order_item[0].service.state == "inactive"
    assert {str(s.state) for s in layers.all(SERVICES)} == {"suspended"}
    asked = [(m["operation"], m["state"]) for m in layers.asked("ActivateService")]
    assert set(asked[len(asked) // 2 :]) <= {("configure", "inactive")}
    assert (of, "suspended") in changes(layers)
    layers.check()

    layers.several("so-3", asked_for("1", "modify", of, service=service, state="active"))
    layers.run()

    assert {str(s.state) for s in layers.all(SERVICES)} == {"active"}
    assert layers.service("so-1").characteristics == before
    assert changes(layers)[-1] == (of, "active")
    layers.check()


def test_a_change_of_a_suspended_service_leaves_it_suspended(layers: Layers) -> None:
    service = built(layers)
    layers.several("so-2", asked_for("1", "modify", service=service, state="inactive"))
    layers.run()
    layers.order("so-3", "modify", service, bandwidth=7)
    layers.run()
    now = layers.service("so-1")
    assert (now.state, now.characteristics["bandwidth"]) == ("suspended", 7)
    assert layers.asked("ActivateService")[-1]["state"] == "inactive"


def test_a_suspension_that_is_taken_back_has_never_been(layers: Layers) -> None:
    service = built(layers)
    layers.play(Rule(BARE, delay_seconds=20))
    layers.several(
        "so-2", asked_for("1", "modify", service=service, state="inactive"), asked_for("2", of=BARE)
    )
    layers.run()
    assert layers.service("so-1").state == "suspended"
    layers.cancel("so-2")
    layers.settle()
    assert layers.service("so-1").state == "active"
    assert layers.asked("ActivateService")[-1]["state"] in {"active", "terminated"}
    assert changes(layers) == []
    layers.check()


def test_a_service_may_be_built_without_being_let_work(layers: Layers) -> None:
    layers.several("so-1", asked_for("1", state="inactive"))
    layers.run()
    service = layers.service("so-1")
    assert service.state == "inactive"
    layers.several("so-2", asked_for("1", "modify", service=service.id, state="active"))
    layers.run()
    assert layers.service("so-1").state == "active"
    layers.check()


def test_only_services_that_stood_are_told_of(layers: Layers) -> None:
    service = built(layers, HOME)
    assert changes(layers) == []
    layers.order("so-2", "delete", service, HOME)
    layers.run()
    assert sorted(changes(layers)) == [
        (of, "terminated") for of in sorted([HOME, "rfs-lamp", "rfs-line", "rfs-router"])
    ]


def test_resources_are_asked_for_at_the_site_that_serves_the_place_from_what_is_reserved(
    layers: Layers,
) -> None:
    layers.several("so", asked_for("1", of=HOME, place="10115"), service_qualification_id="q")
    layers.run()
    (order,) = layers.asked("CreateResourceOrder")
    assert order["reservationId"] == "q"
    assert {i["resource"]["place"]["id"] for i in order["orderItem"]} == {"olt-north"}
    assert [p.id for p in layers.service("so").places] == ["10115"]


def test_a_service_goes_through_the_published_states(layers: Layers) -> None:
    seen: list[Any] = []
    layers.order("so")
    while layers.mail:
        layers.handle(layers.mail.pop(0))
        seen += [str(s.state) for s in layers.all(SERVICES)]
    assert list(dict.fromkeys(seen)) == ["designed", "reserved", "active"]
