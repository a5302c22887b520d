"""ROM by itself on a database in memory: what is told it is handled at once, what it sends is kept."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from hub.compose.schema import METADATA
from hub.messages.base import Place, SpecificationRef, values
from hub.messages.rom import CheckResourceAvailability, CreateResourceOrder, Resource, ResourceOrderItem
from hub.platform import tables
from hub.platform.database import sqlite_engine
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.message import compose
from hub.platform.store import Store
from hub.platform.unit_of_work import Work
from tests.asyncapi_schemas import defined_messages, validate
from tests.stored import stored
from tests.unit.rooms.making import NOW
from workers.rom import handlers
from workers.rom.catalog import ResourceSpecification
from workers.rom.catalog_store import ENTRIES
from workers.rom.loading import load_pools
from workers.rom.pools import NumberRange, Pool
from workers.rom.store import POOLS, RESOURCES

VLAN, PORT = "vlan", "port"


def pool(identifier: str, specification: str, size: int, *sites: str, first: int = 1) -> Pool:
    """Numbers from `first` on."""
    supply = NumberRange(first, first + size - 1)
    return Pool(id=identifier, specification_id=specification, supply=supply, sites=list(sites))


def item(
    identifier: str,
    specification: str = VLAN,
    action: str = "add",
    *,
    resource: str = "",
    value: str = "",
    site: str = "",
    service: str = "",
    **characteristics: Any,
) -> ResourceOrderItem:
    asked = Resource(
        id=resource or None,
        value=value or None,
        resource_specification=SpecificationRef(id=specification),
        place=Place(id=site) if site else None,
        service_id=service or None,
        resource_characteristic=values(characteristics),
    )
    return ResourceOrderItem(id=identifier, action=action, resource=asked)


class Rom:
    """`said` is what it has sent, as JSON, the newest last."""

    def __init__(self, *pools: Pool, specifications: Sequence[ResourceSpecification] = ()) -> None:
        self.now: datetime = NOW
        self.said: list[tuple[str, Any]] = []
        # Whether what is said has to be as the documents have it.
        self.checked = True
        self._room = handlers.room()
        self._deadlines = Deadlines(self._room.deadlines)
        self._engine = sqlite_engine("sqlite://", "BEGIN")
        known = specifications or [ResourceSpecification(name, "1", name) for name in (VLAN, PORT)]
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
        self.load(known, pools)

    def read(self, work: Callable[[Connection], Any]) -> Any:
        with self._engine.begin() as connection:
            return work(connection)

    def load(self, entries: Sequence[Any], pools: Sequence[Pool] = ()) -> int:
        added: int = self.read(
            lambda connection: ENTRIES.load(connection, entries) + load_pools(connection, pools)
        )
        return added

    def close(self) -> None:
        self._engine.dispose()

    def tell(self, contract: msgspec.Struct) -> Any:
        """A message or a caller's command is handled; what a caller is told."""
        message = compose(contract, key="k", correlation="o")
        if self.checked and message.type in defined_messages():
            validate(message)
        handler = self._room.handlers[message.type]
        return self._run([Work(message, contract, handler, deduplicate=False)])[0]

    def order(self, identifier: str, *items: ResourceOrderItem, of: str = "so", **more: Any) -> Any:
        """A resource order comes in; what ROM says of it."""
        self.tell(CreateResourceOrder(id=identifier, external_id=of, order_item=list(items), **more))
        return self.said[-1][1]["event"]["resourceOrder"]

    def check(
        self, identifier: str, *items: ResourceOrderItem, until: datetime | None = None
    ) -> dict[str, Any]:
        """A question for what could be had; the answer."""
        asked = CheckResourceAvailability(
            id=identifier, external_id="q", order_item=list(items), reserve_until=until
        )
        self.tell(asked)
        answer: dict[str, Any] = self.said[-1][1]["event"]["resourceAvailability"]
        return answer

    def pass_time(self, time: timedelta) -> None:
        self.now += time
        for store in self._room.deadlines:
            with self._engine.connect() as connection:
                due = store.due(connection, self.now, 100)
            for identifier in due:
                self._run([self._deadlines.work(store, identifier)])

    def all(self, store: Store[Any]) -> list[Any]:
        with self._engine.connect() as connection:
            return stored(connection, store)

    def one(self, store: Store[Any], identifier: str) -> Any:
        return next((found for found in self.all(store) if found.id == identifier), None)

    def history(self, identifier: str) -> list[dict[str, Any]]:
        """What was told of an aggregate, without what it is called."""
        return [fact["detail"] for fact in self._facts(identifier)]

    def moves(self, identifier: str) -> list[tuple[str, str]]:
        """From which state into which it went."""
        return [(fact["source"], fact["target"]) for fact in self._facts(identifier)]

    def _facts(self, identifier: str) -> list[dict[str, Any]]:
        columns = tables.history.c
        query = select(columns.facts).where(columns.aggregate_id == identifier).order_by(columns.position)
        with self._engine.connect() as connection:
            found = connection.execute(query).scalars().all()
        return [fact for facts in found for fact in msgspec.json.decode(facts)]

    def inventory(self) -> dict[str, str]:
        """Pool and value of all there is, each with its state."""
        return {f"{r.pool_id} {r.value}": str(r.state) for r in self.all(RESOURCES)}

    def free(self) -> dict[str, int]:
        return {pool.id: pool.available for of in self.all(POOLS) for pool in of.pools}

    def holds(self) -> None:
        """What is free and what is in the inventory are together what there is in pools, each value once."""
        held: dict[str, list[int]] = {}
        pools = {pool.id: pool for of in self.all(POOLS) for pool in of.pools}
        for resource in (r for r in self.all(RESOURCES) if r.pool_id):
            held.setdefault(resource.pool_id, []).append(int(resource.value))
        for each in pools.values():
            first, last = each.supply.bounds()
            free = [n for a, b in each.free for n in range(a, b + 1)]
            assert sorted(free + held.get(each.id, [])) == list(range(first, last + 1))
            assert each.allocated == len(held.get(each.id, []))

    def _run(self, works: Sequence[Work]) -> list[Any]:
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, "rom", self.now)
            results = step.run(works)
        for message in step._outbox:
            if self.checked:
                validate(message)
            self.said.append((message.type, msgspec.json.decode(message.body)))
        return results
