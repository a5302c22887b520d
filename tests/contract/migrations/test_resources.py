"""What ROM had before its resources had states and its pools ids of their own is there afterwards, on both databases."""

import json
from datetime import UTC, datetime
from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from hub.compose.schema import config, migrate
from hub.kernel.values import Characteristic, Place, Ref
from hub.platform.database import Database
from tests.stored import stored
from workers.rom.pools import NumberRange, Pool
from workers.rom.resource import Resource, ResourceState, ResourceStatus
from workers.rom.store import CANCELLATIONS, POOLS, RESOURCE_ORDERS, RESOURCES

DONE = "2026-01-01T00:00:00Z"
POOL = {
    "id": "vlan-id",
    "name": "metro VLANs",
    "supply": {"type": "numberRange", "first": 1, "last": 9},
    "free": [[2, 9]],
    "allocated": 1,
}
RESOURCE = {
    "id": "r",
    "name": "vlan-id 1",
    "specification_id": "vlan-id",
    "value": "1",
    "resource_order_id": "ro",
    "service_order_id": "so",
    "status": "reserved",
    "correlation": "o",
}
ROWS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("rom_pool", POOL, {"name": "metro VLANs"}),
    ("rom_resource", RESOURCE, {"pool_id": "vlan-id", "value": "1", "service_order_id": "so"}),
    (
        "rom_resource_order",
        {"id": "ro", "completion_date": DONE},
        {"state": "completed", "external_id": "so", "order_date": "2026-01-01 00:00:00"},
    ),
    (
        "som_service_order",
        {"id": "so", "service_id": "s"},
        {"state": "completed", "external_id": "o", "order_date": "2026-01-01 00:00:00"},
    ),
]


def insert(connection: Connection) -> None:
    for table, document, columns in ROWS:
        given = {"id": document["id"], "version": "1", "document": json.dumps(document), **columns}
        values = ", ".join(f"'{value}'" for value in given.values())
        connection.execute(
            text(f"INSERT INTO {table} ({', '.join(given)}) VALUES ({values})".replace(":", r"\:"))
        )


async def test_a_pool_gets_its_own_id_and_a_resource_its_state_its_service_and_its_date(
    database: Database,
) -> None:
    await migrate(database, "0004")
    await database.write(insert)

    await migrate(database)

    (pools,) = await database.read(lambda connection: stored(connection, POOLS))
    assert pools.pools == [
        Pool(
            id="metro VLANs",
            specification_id="vlan-id",
            supply=NumberRange(1, 9),
            free=[(2, 9)],
            allocated=1,
        )
    ]
    (found,) = await database.read(lambda connection: stored(connection, RESOURCES))
    assert (found.id, found.pool_id, found.value, found.service_id) == ("r", "metro VLANs", "1", "s")
    assert (found.state, found.status) == (ResourceState.ALLOCATED, ResourceStatus.AVAILABLE)
    assert (found.since, found.correlation) == (datetime(2026, 1, 1, tzinfo=UTC), "o")
    row = await database.read(lambda c: c.execute(text("SELECT * FROM rom_resource")).mappings().one())
    assert (row["service_id"], row["state"], row["usage_state"]) == ("s", "allocated", "busy")


async def test_going_back_the_old_rows_are_there_again(database: Database) -> None:
    await migrate(database, "0004")
    await database.write(insert)
    await migrate(database)

    await database.write(back)

    def documents(connection: Connection) -> list[Any]:
        tables = ("rom_pool", "rom_resource")
        found = (connection.execute(text(f"SELECT document FROM {table}")).scalar_one() for table in tables)
        return [json.loads(document) for document in found]

    assert await database.read(documents) == [POOL, RESOURCE]


def back(connection: Connection) -> None:
    command.downgrade(config(connection), "0004")


#: A resource and an order as they were before all that is said of them was kept level by level.
FLAT = {
    "id": "r",
    "name": "vlan-id 1",
    "specification_id": "vlan-id",
    "pool_id": "p",
    "value": "1",
    "since": DONE,
    "state": "allocated",
    "site": "east",
    "characteristics": {"tagged": True},
    "correlation": "o",
}
FLAT_ITEM = {
    "id": "1",
    "action": "add",
    "state": "completed",
    "specification_id": "vlan-id",
    "resource_id": "r",
    "value": "1",
    "site": "east",
    "service_id": "s",
    "characteristics": {"tagged": True},
}
FLAT_ORDER = {"id": "ro", "external_id": "so", "order_date": DONE, "state": "completed", "items": [FLAT_ITEM]}


FLAT_TASK = {"id": "t", "order_id": "ro", "requested_at": DONE, "state": "done"}


def insert_flat(connection: Connection) -> None:
    words = ("pool_id", "value", "specification_id", "site", "state")
    more = ("resource_order_id", "service_order_id", "service_id", "status", "usage_state")
    columns = {name: str(FLAT[name]) for name in words} | dict.fromkeys(more, "")
    dated = {"state": "completed", "external_id": "so", "order_date": "2026-01-01 00:00:00"}
    asked = {"state": "done", "order_id": "ro", "requested_at": "2026-01-01 00:00:00"}
    for table, document, given in (
        ("rom_resource", FLAT, columns),
        ("rom_cancellation", FLAT_TASK, asked),
        ("rom_resource_order", FLAT_ORDER, dated),
    ):
        row = {"id": document["id"], "version": "1", "document": json.dumps(document), **given}
        values = ", ".join(f"'{value}'" for value in row.values())
        connection.execute(
            text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})".replace(":", r"\:"))
        )


async def test_what_was_said_of_resources_and_orders_is_there_level_by_level(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(insert_flat)

    await migrate(database)

    (resource,) = await database.read(lambda connection: stored(connection, RESOURCES))
    assert (resource.specification, resource.place) == (Ref("vlan-id"), Place("east"))
    assert resource.characteristics == [Characteristic("tagged", True)]
    assert resource.start_operating_date == datetime(2026, 1, 1, tzinfo=UTC)
    (order,) = await database.read(lambda connection: stored(connection, RESOURCE_ORDERS))
    assert (order.items[0].resource.id, order.items[0].specification_id) == ("r", "vlan-id")
    assert (order.items[0].site, order.items[0].resource.service_id) == ("east", "s")
    (task,) = await database.read(lambda connection: stored(connection, CANCELLATIONS))
    assert task.order == Ref("ro")


async def test_going_back_they_are_flat_again_and_records_are_gone(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(insert_flat)
    await migrate(database)
    record = Resource(id="rack", name="Rack", since=None, state=ResourceState.RECORDED)
    await database.write(lambda connection: RESOURCES.save(connection, [record]))

    await database.write(lambda connection: command.downgrade(config(connection), "0010"))

    def documents(connection: Connection) -> list[Any]:
        tables = ("rom_resource", "rom_resource_order", "rom_cancellation")
        found = (connection.execute(text(f"SELECT document FROM {table}")).scalar_one() for table in tables)
        return [json.loads(document) for document in found]

    assert await database.read(documents) == [FLAT, FLAT_ORDER, FLAT_TASK]
