"""A cascade, from what the rooms answer to what is on the screen."""

import io
from typing import Any

import pytest
from rich.console import Console

from core.ordering.machine import ORDER as PRODUCT_ORDER
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE
from gateway.facades import operations_v1_mapping as operations
from gateway.facades import tmf637_v4_mapping
from hub.cli.cascade import SETTLED, Below, cascade
from hub.cli.screen import STYLES, Screen, tree
from hub.kernel.machine import Machine
from proto.activation.v1.activation_pb2 import Activation
from proto.rom.v1.resource_order_pb2 import ResourceOrder, ResourceOrderItem, ResourceValue
from proto.som.v1.service_order_pb2 import ServiceOrder, ServiceOrderItem, ServiceOrderPart
from workers.activation.machine import MACHINE as ACTIVATION
from workers.rom.machine import MACHINE as ROM
from workers.som.machine import MACHINE as SOM

ORDER: dict[str, Any] = {
    "id": "o",
    "externalId": "A-1",
    "state": "inProgress",
    "productOrderItem": [
        {
            "id": "1",
            "state": "inProgress",
            "productOffering": {"id": "b", "name": "Bundle"},
            "productOrderItem": [
                {"id": "2", "state": "inProgress", "productOffering": {"id": "f"}},
                {"id": "3", "state": "inProgress", "productOffering": {"id": "r"}},
            ],
        }
    ],
}
PLAN: dict[str, Any] = {
    "node": [
        {"key": "2/fiber", "id": "s1", "itemId": "2", "name": "fiber", "state": "submitted", "requires": []},
        {"key": "3/router", "itemId": "3", "name": "router", "state": "waiting", "requires": ["2/fiber"]},
    ]
}
BELOW = Below(
    [
        ServiceOrder(
            id="s1",
            state="inProgress",
            item=[
                ServiceOrderItem(
                    id="2",
                    part=[
                        ServiceOrderPart(path="line", resource_order_id="r1", activation_key="s1/1"),
                        ServiceOrderPart(activation_key="s1/2"),
                    ],
                )
            ],
        )
    ],
    [
        ResourceOrder(
            id="r1",
            external_id="s1",
            state="completed",
            item=[ResourceOrderItem(resource=ResourceValue(value="1000"))],
        )
    ],
    [
        Activation(id="s1/1", service_order_id="s1", state="done"),
        Activation(id="s1/2", service_order_id="s1", state="configuring"),
    ],
)


def on_a_page(render: Any) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(render)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_tree_shows_every_layer_under_the_item_it_builds() -> None:
    lines = [line.rstrip() for line in on_a_page(tree(cascade(ORDER, PLAN, BELOW))).splitlines()]

    assert lines == [
        "product order A-1                             ◐ inProgress",
        "└── item 1 Bundle                             ◐ inProgress",
        "    ├── item 2 f                              ◐ inProgress",
        "    │   └── service order fiber               ◐ inProgress",
        "    │       ├── resource order fiber line     ● completed    1000",
        "    │       ├── activation fiber line         ● done",
        "    │       └── activation                    ◐ configuring",
        "    └── item 3 r                              ◐ inProgress",
        "        └── service order router              ○ waiting      needs fiber",
    ]


def test_what_nobody_asked_the_layers_below_comes_from_the_plan() -> None:
    states = {node.name: node.state for node in cascade(ORDER, PLAN).walk()}

    assert (states["fiber"], states["router"]) == ("submitted", "waiting")


def test_a_node_that_is_undone_shows_its_own_state_and_why() -> None:
    undone = {**PLAN["node"][0], "state": "undoHeld", "reason": {"text": "the network said no"}}

    nodes = cascade(ORDER, {"node": [undone]}, BELOW).walk()
    (shown,) = (node for node in nodes if node.kind == "service order")

    assert (shown.state, shown.note) == ("undoHeld", "the network said no")


def test_an_order_is_followed_until_its_machine_has_nothing_left_to_do() -> None:
    states = set(type(PRODUCT_ORDER.initial))

    assert states & SETTLED == PRODUCT_ORDER.final


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ({"key": "2/cfs-ip#3"}, "cfs-ip#3"),
        ({"key": "2:4/cfs-ip", "action": "delete"}, "delete 4/cfs-ip"),
        ({"key": "2/cfs-ip", "action": "modify"}, "modify cfs-ip"),
    ],
)
def test_each_of_several_alike_has_its_name(node: dict[str, Any], name: str) -> None:
    plan = {"node": [{"itemId": "2", "state": "waiting", **node}]}

    assert [part.name for part in cascade(ORDER, plan).walk() if part.kind == "service order"] == [name]


def test_why_an_order_was_refused_is_beside_it() -> None:
    refused = {"id": "o", "state": "rejected", "reason": [{"text": "no such thing"}]}

    assert "✗ rejected     no such thing" in on_a_page(tree(cascade(refused, None)))


def test_of_many_reasons_the_first_is_beside_it_and_how_many_more() -> None:
    refused = {
        "id": "o",
        "state": "rejected",
        "reason": [{"text": "one"}, {"text": "two"}, {"text": "three"}],
    }

    assert cascade(refused).note == "one (and 2 more)"


def test_without_a_terminal_every_change_is_one_line() -> None:
    console = Console(file=io.StringIO(), width=100)
    seconds = iter([0.0, *[1.5] * 20])
    with Screen(console, clock=lambda: next(seconds)) as screen:
        screen.show(cascade(ORDER, PLAN))
        screen.show(cascade(ORDER, PLAN))
        screen.show(cascade({**ORDER, "state": "completed"}, PLAN))

    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 7
    assert lines[-1].split() == ["1.50", "s", "product", "order", "A-1", "completed"]


@pytest.mark.parametrize(
    "words",
    [
        operations.ORDER_STATES,
        operations.ITEM_STATES,
        operations.NODE_STATES,
        operations.FALLOUT_STATES,
        tmf637_v4_mapping.STATUSES,
    ],
)
def test_every_state_the_rest_api_shows_has_a_look(words: dict[Any, Any]) -> None:
    shown = {word for pair in words.items() for word in pair if isinstance(word, str)}

    assert shown - STYLES.keys() == set()


@pytest.mark.parametrize(
    "machine",
    [PRODUCT_ORDER, ITEM, NODE, SOM, ROM, ACTIVATION],
    ids=lambda machine: machine.name,
)
def test_every_state_has_a_look(machine: Machine[Any, Any]) -> None:
    assert [state for state in type(machine.initial) if state not in STYLES] == []
