"""The layers when answers are late, wanting or about something else: nothing counts twice, nothing is lost."""

from datetime import timedelta

import msgspec
import pytest

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
from tests.unit.rooms.layers import Layers, built
from tests.unit.rooms.making import NOW
from workers.activation.drivers.emulator.scenario import Rule
from workers.rom.store import RESOURCE_ORDERS
from workers.som.store import SERVICE_ORDERS


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
        pause = layers.part("so-2").wake_at - layers.now
        pauses.append(pause / timedelta(minutes=1))
        layers.pass_time(pause)
        lost.append(layers.take("CreateResourceOrder"))
    assert pauses == [1, 2, 4, 5, 5, 5]
    assert layers.part("so-2").questions == 6
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
    assert [(i.specification_id, i.resource.value) for i in order.items] == [("vlan-id", "100"), ("port", "")]
    assert service
