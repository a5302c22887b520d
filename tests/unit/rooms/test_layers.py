"""Service orders through SOM, ROM and activation: built, changed, ended; each once, however the messages come."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from hub.kernel.errors import Code
from hub.messages.activation import Monitor, MonitorEvent, MonitorStateChangeEvent
from hub.messages.base import SpecificationRef
from hub.messages.rom import (
    CreateResourceOrder,
    Resource,
    ResourceOrder,
    ResourceOrderEvent,
    ResourceOrderItem,
    ResourceOrderStateChangeEvent,
)
from tests.unit.rooms.layers import ACCESS, BARE, PAPER, Layers, result
from tests.unit.rooms.making import NOW
from workers.activation.scenario import Rule
from workers.rom.store import RESOURCE_ORDERS
from workers.som.store import SERVICE_ORDERS


@pytest.fixture
def layers() -> Iterator[Layers]:
    made = Layers()
    yield made
    made.close()


def built(layers: Layers, of: str = ACCESS, identifier: str = "so-1") -> str:
    """A service that stands; its id."""
    layers.order(identifier, of=of, bandwidth=100, level="gold")
    layers.run()
    assert layers.state(identifier) == "completed"
    return str(layers.service(identifier).id)


@pytest.mark.parametrize("of", [ACCESS, BARE, PAPER])
def test_a_service_is_built_changed_and_ended_and_nothing_is_left_but_its_entry(
    layers: Layers, of: str
) -> None:
    service = built(layers, of)
    layers.check()
    before = layers.service("so-1")

    layers.order("so-2", "modify", service, of, bandwidth=500)
    layers.run()

    now = layers.service("so-1")
    assert now.characteristics == {**before.characteristics, "bandwidth": 500}
    assert (now.state, now.service_order_id, now.product_order_id) == ("active", "so-2", "o")
    assert now.resources == before.resources
    assert result(layers.told[-1]) == now.characteristics
    layers.check()

    layers.order("so-3", "delete", service, of)
    layers.run()

    gone = layers.service("so-1")
    assert (gone.state, gone.service_order_id, gone.resources) == ("terminated", "so-3", [])
    assert gone.characteristics == {"bandwidth": 500, "level": "gold"}
    assert (layers.network(), layers.held()) == ({}, {})
    item = layers.told[-1].service_order_item[0]
    assert (item.action, item.state, item.service.state) == ("delete", "completed", "terminated")
    assert [layers.answers(f"so-{n}") for n in (1, 2, 3)] == [["completed"]] * 3


def test_what_was_released_is_the_first_to_be_allocated_again(layers: Layers) -> None:
    layers.order("so-2", "delete", built(layers))
    layers.run()
    built(layers, identifier="so-3")
    assert layers.service("so-3").characteristics["vlan"] == "100"
    layers.check()


def test_a_modification_asks_the_network_once_with_everything_and_rom_for_nothing(layers: Layers) -> None:
    service = built(layers)
    asked = len(layers.asked("CreateResourceOrder"))
    layers.order("so-2", "modify", service, bandwidth=500)
    layers.run()
    last = layers.asked("ActivateService")[-1]
    assert (last["operation"], last["state"], last["activationKey"], last["sequence"]) == (
        "configure",
        "active",
        "so-2",
        3,
    )
    assert {c["name"]: c["value"] for c in last["serviceCharacteristic"]} == {
        "networkElement": "olt",
        "bandwidth": 500,
        "level": "gold",
        "vlan": "100",
        "port": "100",
    }
    assert len(layers.asked("CreateResourceOrder")) == asked
    assert layers.writes() == 2


@pytest.mark.parametrize("action", ["modify", "delete"])
def test_when_the_network_refuses_a_change_nothing_has_changed(layers: Layers, action: str) -> None:
    service = built(layers)
    before, network = layers.service("so-1"), layers.network()
    layers.play(Rule(refuse=True))
    layers.order("so-2", action, service, bandwidth=500)
    layers.run()
    after = layers.service("so-1")
    assert layers.answers("so-2") == ["failed"]
    assert layers.told[-1].error_message[0].code == Code.NETWORK_REFUSED
    assert (after.state, after.characteristics, after.resources, after.service_order_id) == (
        "active",
        before.characteristics,
        before.resources,
        "so-1",
    )
    assert layers.network() == network
    layers.check()


def test_an_ended_service_can_be_ended_again_but_not_changed(layers: Layers) -> None:
    service = built(layers)
    for number, action in enumerate(("delete", "delete", "modify"), 2):
        layers.order(f"so-{number}", action, service)
        layers.run()
    assert [layers.answers(f"so-{n}") for n in (2, 3, 4)] == [["completed"], ["completed"], ["rejected"]]
    assert layers.told[-1].error_message[0].code == Code.STATE_FORBIDS
    assert layers.service("so-1").service_order_id == "so-2"
    assert layers.writes() == 2


def test_an_ended_service_can_be_built_again_with_new_resources(layers: Layers) -> None:
    service = built(layers)
    layers.order("so-2", "delete", service)
    layers.run()
    built(layers, identifier="other")
    layers.order("so-3", "add", service, bandwidth=200)
    layers.run()
    again = layers.service("so-3")
    assert (again.id, again.state, again.characteristics) == (
        service,
        "active",
        {"bandwidth": 200, "vlan": "101", "port": "101"},
    )
    layers.check()


@pytest.mark.parametrize(
    ("action", "service", "of", "code"),
    [
        ("modify", "nobody's", ACCESS, Code.ID_UNKNOWN),
        ("delete", "nobody's", ACCESS, Code.ID_UNKNOWN),
        ("add", "nobody's", ACCESS, Code.ID_UNKNOWN),
        ("modify", None, ACCESS, Code.ID_UNKNOWN),
        ("add", "there", ACCESS, Code.STATE_FORBIDS),
        ("modify", "there", BARE, Code.ATTRIBUTE_INVALID),
        ("noChange", "there", ACCESS, Code.ACTION_UNSUPPORTED),
        ("add", None, "nobody's", Code.SPECIFICATION_UNKNOWN),
    ],
)
def test_what_som_cannot_do_is_rejected_with_its_reason_and_touches_nothing(
    layers: Layers, action: str, service: str | None, of: str, code: Code
) -> None:
    known = built(layers)
    layers.order("so-2", action, known if service == "there" else service, of)
    layers.run()
    assert layers.answers("so-2") == ["rejected"]
    assert layers.told[-1].error_message[0].code == code
    layers.check()


def test_a_second_order_on_a_service_is_rejected_and_names_the_one_at_work(layers: Layers) -> None:
    service = built(layers)
    layers.play(Rule(delay_seconds=10))
    layers.order("so-2", "modify", service, bandwidth=200)
    layers.run()
    layers.order("so-3", "delete", service)
    layers.run()
    assert layers.answers("so-3") == ["rejected"]
    (error,) = layers.told[-1].error_message
    assert (error.code, "so-2" in error.reason) == (Code.STATE_FORBIDS, True)
    layers.settle()
    assert layers.state("so-2") == "completed"
    layers.check()


@pytest.mark.parametrize("action", ["modify", "delete"])
@pytest.mark.parametrize(
    "rule",
    [
        Rule(fail_times=2),
        Rule(silent=True),
        Rule(delay_seconds=100),
        Rule(answer_twice=True),
    ],
    ids=["fails", "silent", "slow", "answers twice"],
)
def test_a_difficult_network_changes_and_removes_once_all_the_same(
    layers: Layers, action: str, rule: Rule
) -> None:
    service = built(layers)
    layers.play(rule)
    layers.order("so-2", action, service, bandwidth=200)
    layers.settle()
    assert layers.answers("so-2") == ["completed"]
    assert layers.writes() == 2
    layers.check()


def test_a_rule_for_deactivating_leaves_configuring_alone(layers: Layers) -> None:
    layers.play(Rule(refuse=True, operation="deactivate"))
    service = built(layers)
    layers.order("so-2", "delete", service)
    layers.run()
    assert layers.answers("so-2") == ["failed"]
    layers.check()


def test_rom_that_is_away_is_asked_ever_less_often_until_it_takes_the_resources_back(layers: Layers) -> None:
    service = built(layers)
    layers.order("so-2", "delete", service)
    layers.run(until="CreateResourceOrder")
    lost = [layers.take("CreateResourceOrder")]
    pauses = []
    for _ in range(6):
        order = next(o for o in layers.all(SERVICE_ORDERS) if o.id == "so-2")
        pauses.append((order.wake_at - layers.now) / timedelta(minutes=1))
        layers.pass_time(order.wake_at - layers.now)
        lost.append(layers.take("CreateResourceOrder"))
    assert pauses == [1, 2, 4, 5, 5, 5]
    assert next(o for o in layers.all(SERVICE_ORDERS) if o.id == "so-2").questions == 6
    assert layers.service("so-1").state == "active"
    layers.handle(lost[0])
    layers.run()
    assert layers.answers("so-2") == ["completed"]
    layers.check()


def test_an_answer_to_an_earlier_attempt_says_nothing_about_this_one(layers: Layers) -> None:
    layers.play(Rule(fail_times=1, answer_twice=True))
    layers.order("so-1")
    layers.run(until="MonitorStateChangeEvent")
    late = [layers.take("MonitorStateChangeEvent") for _ in range(2)]
    layers.handle(late[0])
    layers.pass_time(timedelta(seconds=1))
    assert layers.state("so-1") == "activating"
    layers.handle(late[1])
    assert layers.state("so-1") == "activating"
    layers.settle()
    assert layers.writes() == 1
    layers.check()


def test_what_rom_allocates_after_it_was_given_up_goes_back(layers: Layers) -> None:
    layers.order("so-1")
    layers.run(until="CreateResourceOrder")
    asked = [layers.take("CreateResourceOrder")]
    while layers.state("so-1") != "releasing":
        layers.pass_time(timedelta(minutes=1))
        asked.append(layers.take("CreateResourceOrder"))
    for message in reversed(asked):
        layers.handle(message)
    assert layers.held() == {"vlan-id": 1, "port": 1}
    layers.run()
    assert layers.answers("so-1") == ["failed"]
    layers.check()


def test_the_same_service_order_again_is_answered_with_where_it_stands(layers: Layers) -> None:
    service = built(layers)
    for _ in range(2):
        layers.order("so-2", "modify", service, bandwidth=200)
        layers.run()
    assert layers.answers("so-2") == ["completed", "completed"]
    assert layers.writes() == 2


def test_what_the_network_was_asked_before_is_refused_after_something_newer(layers: Layers) -> None:
    """A request of an earlier order that only now reaches the network, under a key it has never seen."""
    service = built(layers)
    layers.order("so-2", "modify", service, bandwidth=200)
    layers.run(until="ActivateService")
    late = layers.mail[0]
    layers.run()
    layers.order("so-3", "modify", service, bandwidth=300)
    layers.run()
    body = msgspec.json.decode(late.body) | {"activationKey": "other-2"}
    layers.handle(msgspec.structs.replace(late, id="late", body=msgspec.Raw(msgspec.json.encode(body))))
    layers.run()
    assert layers.network()[service]["bandwidth"] == 300
    layers.check()


def test_events_about_orders_nobody_here_knows_are_ignored(layers: Layers) -> None:
    item = ResourceOrderItem(
        id="vlan", action="add", resource=Resource(resource_specification=SpecificationRef(id="vlan-id"))
    )
    answer = ResourceOrder(id="x", external_id="nobody's", state="completed", order_item=[item])
    layers.put(
        ResourceOrderStateChangeEvent(
            event_type="x", event_time=NOW, event=ResourceOrderEvent(resource_order=answer)
        ),
        "x",
    )
    monitor = Monitor(id="nobody's", source_href="s", state="InProgress")
    layers.put(
        MonitorStateChangeEvent(event_type="x", event_time=NOW, event=MonitorEvent(monitor=monitor)), "x"
    )
    layers.run()
    assert layers.told == []
    assert layers.all(SERVICE_ORDERS) == []


def test_a_resource_is_given_back_to_its_own_pool_whatever_the_order_says_it_is(layers: Layers) -> None:
    service = built(layers)
    (vlan,) = [r for r in layers.service("so-1").resources if r.name == "vlan"]
    wrong = Resource(id=vlan.resource_id, resource_specification=SpecificationRef(id="port"))
    twice = [ResourceOrderItem(id=n, action="delete", resource=wrong) for n in ("a", "b")]
    layers.put(CreateResourceOrder(id="ro", external_id="somebody", order_item=twice), "ro")
    layers.handle(layers.take("CreateResourceOrder"))
    assert layers.held() == {"port": 1}
    (order,) = [o for o in layers.all(RESOURCE_ORDERS) if o.id == "ro"]
    assert [(i.specification_id, i.value) for i in order.items] == [("vlan-id", "100"), ("port", "")]
    assert service
