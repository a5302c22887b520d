"""Many deadlines that come at once cost as many queries as one: nothing is looked up one by one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hub.messages.rom import CheckResourceAvailability, CreateResourceOrder
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.store import Store
from tests.unit.rooms.counting import counted
from tests.unit.rooms.layers import ACCESS, PORT, ROOMS, Layers
from tests.unit.rooms.rom_room import item
from workers.activation.drivers.emulator.scenario import Rule
from workers.activation.store import ACTIVATIONS
from workers.rom.store import RESERVATIONS, RESOURCE_ORDERS
from workers.som.store import SERVICE_ORDERS

HOUR = timedelta(hours=1)
Begin = Callable[[Layers, str, int], None]


def cost(layers: Layers, room: str, store: Store[Any], begin: Begin, number: int) -> int:
    """The queries it takes when an hour is over for so many."""
    begin(layers, f"{number}", number)
    layers.now += HOUR
    due = layers.read(lambda connection: store.due(connection, layers.now, 100))
    assert len(due) == number
    deadlines = Deadlines(ROOMS[room].deadlines)
    works = [deadlines.work(store, identifier) for identifier in due]
    with layers._engine.begin() as connection, counted() as found:
        step = DatabaseStep(connection, room, layers.now)
        step.run(works)
    layers._post(step._outbox)
    layers.run()
    return sum(statement.startswith("SELECT") for statement in found)


def orders(layers: Layers, name: str, number: int) -> None:
    for each in range(number):
        layers.order(f"so-{name}-{each}", of=ACCESS)
    layers.run()


def dated(layers: Layers, name: str, number: int) -> None:
    for each in range(number):
        identifier = f"ro-{name}-{each}"
        items = [item("v", "vlan-id"), item("p", PORT)]
        order = CreateResourceOrder(
            id=identifier,
            external_id=identifier,
            order_item=items,
            requested_start_date=layers.now + HOUR,
        )
        layers.put(order, identifier)
    layers.run()


def reserved(layers: Layers, name: str, number: int) -> None:
    for each in range(number):
        identifier = f"r-{name}-{each}"
        items = [item("v", "vlan-id"), item("p", PORT)]
        check = CheckResourceAvailability(
            id=identifier, external_id=identifier, order_item=items, reserve_until=layers.now + HOUR
        )
        layers.put(check, identifier)
    layers.run()


@pytest.mark.parametrize(
    ("room", "store", "begin"),
    [
        ("activation", ACTIVATIONS, orders),
        ("som", SERVICE_ORDERS, orders),
        ("rom", RESOURCE_ORDERS, dated),
        ("rom", RESERVATIONS, reserved),
    ],
)
def test_many_deadlines_cost_as_many_queries_as_one(
    layers: Layers, room: str, store: Store[Any], begin: Begin
) -> None:
    layers.play(Rule(delay_seconds=60) if room == "activation" else Rule(fail_times=1))
    # The catalogues are read once.
    cost(layers, room, store, begin, 2)
    assert cost(layers, room, store, begin, 5) == cost(layers, room, store, begin, 1)
