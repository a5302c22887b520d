"""SOM, ROM and activation on one database in memory, their messages in a test's hands."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection

from hub.compose.schema import METADATA
from hub.messages.base import SpecificationRef, mapping, values
from hub.messages.som import (
    CancelServiceOrder,
    CreateServiceOrder,
    Service,
    ServiceOrderItem,
    ServiceOrderStateChangeEvent,
)
from hub.messages.som import ServiceOrder as Answer
from hub.platform.database import sqlite_engine
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.message import Message, compose, read
from hub.platform.store import Store
from hub.platform.unit_of_work import Work
from tests.asyncapi_schemas import validate
from tests.stored import stored
from tests.unit.rooms.making import NOW
from workers.activation import handlers as activation
from workers.activation.drivers.emulator.scenario import ENTRIES as SCENARIOS
from workers.activation.drivers.emulator.scenario import Rule, Scenario
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.rom import handlers as rom
from workers.rom.catalog import ResourceSpecification
from workers.rom.catalog_store import ENTRIES as RESOURCE_ENTRIES
from workers.rom.pools import NumberRange, make_pools
from workers.rom.store import POOLS, RESOURCES
from workers.som import handlers as som
from workers.som.catalog import (
    ActivationPolicy,
    Facing,
    Mapping,
    ResourceComponent,
    ServiceComponent,
    ServiceSpecification,
    ServingArea,
)
from workers.som.catalog_store import ENTRIES
from workers.som.store import SERVICE_ORDERS, SERVICES

ROOMS = {room.name: room for room in (som.room(), rom.room(), activation.room())}
ROOM_OF = {kind: room for room in ROOMS.values() for kind in room.handlers}
VLAN, PORT = "vlan-id", "port"
ACCESS, BARE, PAPER = "cfs-access", "cfs-bare", "cfs-paper"
# A customer's service on a line, a router behind it, and a lamp that needs nobody.
HOME, LINE, ROUTER, LAMP = "cfs-home", "rfs-line", "rfs-router", "rfs-lamp"
POLICY = ActivationPolicy(attempts=3, parameters={"networkElement": "olt"})
CATALOG = [
    ServiceSpecification(
        ACCESS, "1", "x", "Active", [ResourceComponent("vlan", VLAN), ResourceComponent("port", PORT)], POLICY
    ),
    ServiceSpecification(BARE, "1", "x", "Active", [], POLICY),
    # Nothing in the network has to know of it.
    ServiceSpecification(PAPER, "1", "x", "Active", [ResourceComponent("vlan", VLAN)], None),
    ServiceSpecification(
        LINE,
        "1",
        "x",
        "Active",
        [ResourceComponent("vlan", VLAN), ResourceComponent("port", PORT)],
        POLICY,
        facing=Facing.RESOURCE,
        technology="fiber",
    ),
    ServiceSpecification(ROUTER, "1", "x", "Active", [], POLICY, facing=Facing.RESOURCE),
    ServiceSpecification(LAMP, "1", "x", "Active", [], POLICY, facing=Facing.RESOURCE),
    ServiceSpecification(
        HOME,
        "1",
        "x",
        "Active",
        [],
        POLICY,
        services=[
            ServiceComponent(
                "router",
                ROUTER,
                requires=["line"],
                characteristics=[Mapping("mode", value="bridge")],
            ),
            ServiceComponent(
                "line",
                LINE,
                characteristics=[Mapping("rate", "bandwidth")],
                results=[Mapping("accessVlan", "vlan")],
            ),
            ServiceComponent("lamp", LAMP),
        ],
    ),
    ServingArea("north", "1", "North", ["10"], {"fiber": "olt-north"}),
]


class Layers:
    """What is sent lies in `mail` until it is delivered; what SOM tells the core is in `told`."""

    def __init__(self, *rules: Rule) -> None:
        self.now: datetime = NOW
        self.mail: list[Message] = []
        self.sent: list[Message] = []
        self.told: list[Answer] = []
        self._engine = sqlite_engine("sqlite://", "BEGIN")
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
            ENTRIES.load(connection, CATALOG)
            RESOURCE_ENTRIES.load(connection, [ResourceSpecification(n, "1", n) for n in (VLAN, PORT)])
            POOLS.save(connection, [make_pools(name, NumberRange(100, 200)) for name in (VLAN, PORT)])
        self.play(*rules)

    def play(self, *rules: Rule) -> None:
        with self._engine.begin() as connection:
            version = str(SCENARIOS.revision(connection) + 1)
            SCENARIOS.load(connection, [Scenario(version=version, rules=list(rules))])

    def close(self) -> None:
        self._engine.dispose()

    def retire(self, specification_id: str, status: str = "Retired") -> None:
        """From now on it cannot be ordered any more; when `Obsolete`, not even changed."""
        sold = next(s for s in CATALOG if isinstance(s, ServiceSpecification) and s.id == specification_id)
        with self._engine.begin() as connection:
            ENTRIES.load(connection, [replace(sold, version=status, lifecycle_status=status)])

    def order(
        self, identifier: str, action: str = "add", service: str | None = None, of: str = ACCESS, **what: Any
    ) -> None:
        """A service order comes in."""
        asked = Service(
            service_specification=SpecificationRef(id=of), id=service, service_characteristic=values(what)
        )
        item = ServiceOrderItem(id="1", action=action, service=asked)
        self.put(CreateServiceOrder(id=identifier, external_id="o", service_order_item=[item]), identifier)

    def several(self, identifier: str, *items: ServiceOrderItem, **what: Any) -> None:
        """A service order of several items comes in."""
        order = CreateServiceOrder(id=identifier, external_id="o", service_order_item=list(items), **what)
        self.put(order, identifier)

    def cancel(self, identifier: str) -> None:
        self.put(CancelServiceOrder(id=identifier, external_id="o"), identifier)

    def put(self, contract: msgspec.Struct, key: str) -> None:
        self._post([compose(contract, key=key, correlation="o")])

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            validate(message)
            if message.type in ROOM_OF:
                self.mail.append(message)
            elif message.type == "ServiceOrderStateChangeEvent":
                self.told.append(read(message, ServiceOrderStateChangeEvent).event.service_order)
        self.sent += messages

    def handle(self, message: Message, *, dies: bool = False) -> None:
        """One step with this message; one that `dies` has written and sent nothing."""
        room = ROOM_OF[message.type]
        handler = room.handlers[message.type]
        work = Work(message, read(message, handler.contract), handler)
        connection: Connection
        with self._engine.connect() as connection, connection.begin() as transaction:
            step = DatabaseStep(connection, room.name, self.now)
            step.run([work])
            if dies:
                transaction.rollback()
                return
        self._post(step._outbox)

    def command(self, contract: msgspec.Struct) -> Any:
        """What a caller of SOM is answered, in a step of its own."""
        return self.batch(contract)[0]

    def batch(self, *contracts: msgspec.Struct) -> list[Any]:
        """What callers of SOM are answered who come at the same time."""
        works = [
            Work(compose(c, key="", correlation="o"), c, som.HANDLERS[type(c).__name__], deduplicate=False)
            for c in contracts
        ]
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, "som", self.now)
            answers = step.run(works)
        self._post(step._outbox)
        return answers

    def run(self, *, until: str = "") -> None:
        """Everything is delivered in its order, until the next message would be one of this type."""
        while self.mail and self.mail[0].type != until:
            self.handle(self.mail.pop(0))

    def take(self, kind: str) -> Message:
        """The first message of this type that is under way, to be handled by the test."""
        found = next(message for message in self.mail if message.type == kind)
        self.mail.remove(found)
        return found

    def pass_time(self, time: timedelta) -> None:
        """Whatever is due then happens, its messages are under way."""
        self.now += time
        for room in ROOMS.values():
            deadlines = Deadlines(room.deadlines)
            for store in room.deadlines:
                for identifier in self.read(lambda c, s=store: s.due(c, self.now, 100)):
                    with self._engine.begin() as connection:
                        step = DatabaseStep(connection, room.name, self.now)
                        step.run([deadlines.work(store, identifier)])
                    self._post(step._outbox)

    def settle(self) -> None:
        """Delivers and lets time pass until every order has ended."""
        for _ in range(200):
            self.run()
            if all(order.settled for order in self.all(SERVICE_ORDERS)):
                return
            self.pass_time(timedelta(minutes=5))
        raise AssertionError([(order.id, order.state) for order in self.all(SERVICE_ORDERS)])

    def read(self, work: Any) -> Any:
        with self._engine.connect() as connection:
            return work(connection)

    def all(self, store: Store[Any]) -> list[Any]:
        found: list[Any] = self.read(lambda connection: stored(connection, store))
        return found

    def part(self, identifier: str, number: int = 1) -> Any:
        """A part of an order."""
        return self._order(identifier).parts[number - 1]

    def state(self, identifier: str) -> str:
        """The state of an order; of one that is under way, that of its one part."""
        order = self._order(identifier)
        return str(order.state if order.settled or len(order.parts) != 1 else order.parts[0].state)

    def service(self, order_id: str) -> Any:
        """The service an order was about, as the inventory has it; None when it is not there."""
        item = next(iter(self._order(order_id).items), None)
        return next((s for s in self.all(SERVICES) if item and s.id == item.service_id), None)

    def _order(self, identifier: str) -> Any:
        return next(order for order in self.all(SERVICE_ORDERS) if order.id == identifier)

    def asked(self, kind: str) -> list[Any]:
        """The bodies of all messages of a type, in the order they were sent."""
        return [msgspec.json.decode(message.body) for message in self.sent if message.type == kind]

    def answers(self, identifier: str) -> list[str]:
        """What SOM has said of an order, in its order."""
        return [answer.state for answer in self.told if answer.id == identifier]

    def network(self) -> dict[str, dict[str, Any]]:
        """Service → what it is configured with."""
        return {c.id: c.characteristics for c in self.all(CONFIGURATIONS) if c.element}

    def writes(self) -> int:
        """How often the network was written to."""
        return sum(c.applications for c in self.all(CONFIGURATIONS))

    def held(self) -> dict[str, int]:
        """Pool → how many of it are allocated, as the pool itself has it."""
        pools = (pool for of in self.all(POOLS) for pool in of.pools)
        return {pool.id: pool.allocated for pool in pools if pool.allocated}

    def check(self) -> None:
        """Inventory, network and pools say the same: what stands, and nothing else."""
        standing = [service for service in self.all(SERVICES) if service.stands]
        assert [s.open_order_id for s in self.all(SERVICES) if s.open_order_id] == []
        assert self.network() == {
            s.id: {"networkElement": "olt", **s.characteristics}
            for s in standing
            if s.specification_id != PAPER
        }
        wanted = sorted((r.resource_id, r.value) for s in standing for r in s.resources)
        assert sorted((r.id, r.value) for r in self.all(RESOURCES)) == wanted
        counted = {
            name: sum(r.specification_id == name for s in standing for r in s.resources)
            for name in (VLAN, PORT)
        }
        assert self.held() == {name: count for name, count in counted.items() if count}


def result(answer: Answer) -> dict[str, Any]:
    """The characteristics of the service an answer is about."""
    return mapping(answer.service_order_item[0].service.service_characteristic)


def built(layers: Layers, of: str = ACCESS, identifier: str = "so-1") -> str:
    """A service that stands; its id."""
    layers.order(identifier, of=of, bandwidth=100, level="gold")
    layers.run()
    assert layers.state(identifier) == "completed"
    return str(layers.service(identifier).id)
