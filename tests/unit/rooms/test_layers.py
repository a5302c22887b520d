"""Service orders through SOM, ROM and activation: built, changed, ended; each once, however the messages come."""

import pytest

from hub.kernel.errors import Code
from tests.unit.rooms.layers import ACCESS, BARE, PAPER, Layers, built, result
from workers.activation.drivers.emulator.scenario import Rule


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
        "so-2/1",
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
        ("noChange", "nobody's", ACCESS, Code.ID_UNKNOWN),
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
