"""A batch of SOM costs as many statements as one message of it: nothing is looked up message by message."""

from datetime import datetime
from typing import Any

import pytest

from hub.messages.reconciliation import Repair
from hub.platform.database_step import DatabaseStep
from tests.unit.rooms.counting import counted
from tests.unit.rooms.layers import ACCESS, BARE, HOME, ROOMS, VLAN, Layers, built
from tests.unit.rooms.reconciling import Inventories
from tests.unit.rooms.service_items import asked_for
from workers.som.catalog import ServiceSpecification
from workers.som.catalog_store import ENTRIES
from workers.som.model import ServiceOrder
from workers.som.part import Part


def statements(layers: Layers, kind: str) -> int:
    """How many it takes to handle all messages of this type that are under way, in one batch."""
    batch = [message for message in layers.mail if message.type == kind]
    layers.mail = [message for message in layers.mail if message.type != kind]
    works = [ROOMS["som"].work(message) for message in batch]
    with layers._engine.begin() as connection, counted() as found:
        step = DatabaseStep(connection, "som", layers.now)
        step.run(works)
    layers._post(step._outbox)
    return len(found)


def deliver(layers: Layers, kind: str) -> None:
    """All messages of this type that are under way, one by one."""
    for message in [message for message in layers.mail if message.type == kind]:
        layers.mail.remove(message)
        layers.handle(message)


@pytest.mark.parametrize("of", [ACCESS, HOME])
def test_building_many_costs_as_many_statements_as_building_one(layers: Layers, of: str) -> None:
    built(layers, of, "the catalogue has been read")
    costs = []
    for number in (1, 7):
        for each in range(number):
            layers.order(f"so-{number}-{each}", of=of)
        cost = [statements(layers, "CreateServiceOrder")]
        deliver(layers, "CreateResourceOrder")
        cost.append(statements(layers, "ResourceOrderStateChangeEvent"))
        deliver(layers, "ActivateService")
        cost.append(statements(layers, "MonitorStateChangeEvent"))
        costs.append(cost)
        layers.settle()
    assert costs[0] == costs[1]
    layers.check()


def test_ending_many_costs_as_many_statements_as_ending_one(layers: Layers) -> None:
    services = [built(layers, HOME, f"so-{number}") for number in range(6)]
    costs = []
    for name, ended in (("one", services[:1]), ("many", services[1:])):
        for service in ended:
            layers.order(f"{name}-{service}", "delete", service, HOME)
        cost = [statements(layers, "CreateServiceOrder")]
        deliver(layers, "ActivateService")
        cost.append(statements(layers, "MonitorStateChangeEvent"))
        costs.append(cost)
        layers.settle()
    assert costs[0] == costs[1]
    layers.check()


def test_repairing_many_costs_as_many_statements_as_repairing_one(inventories: Inventories) -> None:
    services = [built(inventories, BARE, f"so-{number}") for number in range(6)]
    for service in services:
        inventories.reconfigure(service, level="lead")
    first, *others = inventories.mismatches()
    costs = []
    for found in ([first], others):
        for mismatch in found:
            inventories.ask_to_repair(mismatch, Repair.RE_APPLY)
        cost = [statements(inventories, "RepairService")]
        deliver(inventories, "ActivateService")
        cost.append(statements(inventories, "MonitorStateChangeEvent"))
        costs.append(cost)
    assert len(others) == 5
    assert costs[0] == costs[1]


def test_giving_back_many_leaks_costs_as_many_statements_as_giving_back_one(inventories: Inventories) -> None:
    for number in range(6):
        inventories.allocate(VLAN, f"leak-{number}")
    first, *others = inventories.mismatches()
    costs = []
    for found in ([first], others):
        for mismatch in found:
            inventories.ask_to_repair(mismatch, Repair.RE_APPLY)
        cost = [statements(inventories, "RepairService")]
        deliver(inventories, "CreateResourceOrder")
        cost.append(statements(inventories, "ResourceOrderStateChangeEvent"))
        costs.append(cost)
    assert len(others) == 5
    assert costs[0] == costs[1]


def test_an_order_of_many_items_costs_so_many_times_one_of_one(
    layers: Layers, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def counting(
        order: ServiceOrder, part: Part, now: datetime, advance: Any = ServiceOrder._advance
    ) -> bool:
        nonlocal looks
        looks += 1
        return bool(advance(order, part, now))

    monkeypatch.setattr(ServiceOrder, "_advance", counting)
    with layers._engine.begin() as connection:
        ENTRIES.load(connection, [ServiceSpecification("cfs-name", "1", "Needs nobody")])
    many = 150
    layers.several("so", *(asked_for(str(number), of="cfs-name") for number in range(many)))
    layers.run()

    assert layers.answers("so") == ["completed"]
    assert looks < 10 * many
