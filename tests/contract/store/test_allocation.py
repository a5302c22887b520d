"""Of a finite pool each value is given to one only, however many ask at once, and whatever goes around the model."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import msgspec
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hub.compose.schema import METADATA
from hub.kernel.values import Ref
from hub.messages.base import SpecificationRef
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.platform.database import Database
from hub.platform.database_step import DatabaseStep
from hub.platform.message import compose
from hub.platform.unit_of_work import Work
from tests.contract.store.conftest import OpenDatabase
from tests.stored import stored
from workers.rom import handlers
from workers.rom.catalog import ResourceSpecification
from workers.rom.catalog_store import ENTRIES
from workers.rom.loading import load_pools
from workers.rom.pools import NumberRange, Pool
from workers.rom.resource import Resource as Allocated
from workers.rom.store import POOLS, RESOURCE_ORDERS, RESOURCES

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("vlan", "port")


def prepare(connection: Connection) -> None:
    METADATA.create_all(connection)
    for table in METADATA.sorted_tables:
        connection.execute(table.delete())
    pools = [Pool(id=kind, specification_id=kind, supply=NumberRange(1, 10)) for kind in KINDS]
    ENTRIES.load(connection, [ResourceSpecification(kind, "1", kind) for kind in KINDS])
    load_pools(connection, pools)


def order(number: int, kinds: Sequence[str]) -> CreateResourceOrder:
    items = [
        ResourceOrderItem(
            id=kind, action="add", resource=Resource(resource_specification=SpecificationRef(id=kind))
        )
        for kind in kinds
    ]
    return CreateResourceOrder(id=f"ro-{number}", external_id=f"so-{number}", order_item=items)


def handle(connection: Connection, contracts: Sequence[msgspec.Struct]) -> None:
    room = handlers.room()
    works = []
    for contract in contracts:
        message = compose(contract, key="k", correlation="o")
        works.append(Work(message, contract, room.handlers[message.type], deduplicate=False))
    DatabaseStep(connection, room.name, NOW).run(works)


async def test_of_fifty_orders_at_once_ten_get_one_of_each_and_forty_nothing(opening: OpenDatabase) -> None:
    """Two processes; the orders name what they want in different ways round, and come one by one or several at a time."""
    processes: list[Database] = [opening(), opening()]
    await processes[0].write(prepare)
    orders = [order(number, KINDS if number % 2 else KINDS[::-1]) for number in range(50)]
    batches = [orders[at : at + 1 + at % 3] for at in range(0, 50, 3)]
    batches += [orders[at + 1 + at % 3 : at + 3] for at in range(0, 50, 3)]

    await asyncio.gather(
        *(
            processes[number % 2].write(partial(handle, contracts=batch))
            for number, batch in enumerate(batches)
        )
    )

    done = await processes[0].read(lambda connection: stored(connection, RESOURCE_ORDERS))
    assert sorted(str(o.state) for o in done) == ["completed"] * 10 + ["failed"] * 40
    assert {o.reason.code for o in done if o.reason} == {"pool-exhausted"}
    held = await processes[0].read(lambda connection: stored(connection, RESOURCES))
    numbers = sorted(map(str, range(1, 11)))
    assert {kind: sorted(r.value for r in held if r.pool_id == kind) for kind in KINDS} == dict.fromkeys(
        KINDS, numbers
    )
    pools = await processes[0].read(lambda connection: stored(connection, POOLS))
    assert [pool.free for of in pools for pool in of.pools] == [[], []]


async def test_the_database_refuses_a_value_that_is_in_the_inventory_already(database: Database) -> None:
    await database.write(prepare)
    await database.write(lambda connection: handle(connection, [order(1, ["vlan"])]))
    twice = Allocated(id="another", name="x", specification=Ref("vlan"), pool_id="vlan", value="1", since=NOW)

    with pytest.raises(IntegrityError):
        await database.write(lambda connection: RESOURCES.save(connection, [twice]))

    assert len(await database.read(lambda connection: stored(connection, RESOURCES))) == 1
