"""Service orders and services from before they were kept as they were said mean what they meant, on both databases."""

import json
from typing import Any

from alembic import command
from sqlalchemy import Connection, bindparam, text

from hub.compose.schema import config, migrate
from hub.platform.database import Database
from hub.platform.tables import Document
from workers.som.inventory import Presence
from workers.som.store import SERVICE_ORDERS, SERVICES

PRODUCT = {"id": "p", "role": "product", "@referredType": "Product"}
ORDER: dict[str, Any] = {
    "id": "so",
    "external_id": "o",
    "order_date": "2026-01-01T00:00:00Z",
    "state": "inProgress",
    "parties": [{"id": "kim", "@referredType": "Individual"}],
    "items": [
        {
            "id": "1",
            "action": "modify",
            "specification_id": "cfs",
            "service_id": "s",
            "characteristics": {"speed": 5},
            "presence": "inactive",
            "places": [{"id": "house", "postcode": "BB1"}],
            "related": [PRODUCT],
            "relies_on": ["2"],
        }
    ],
}
SERVICE: dict[str, Any] = {
    "id": "s",
    "name": "cfs",
    "specification_id": "cfs",
    "state": "active",
    "related": [PRODUCT],
}


def put(connection: Connection) -> None:
    rows = {
        "som_service_order (id, version, document, state, external_id, order_date)"
        " VALUES ('so', 3, :document, 'inProgress', 'o', '2026-01-01 00:00:00')": ORDER,
        "som_service (id, version, document, state, product_order_id, product_id, specification_id)"
        " VALUES ('s', 3, :document, 'active', 'o', 'p', 'cfs')": SERVICE,
    }
    for into, document in rows.items():
        statement = text(f"INSERT INTO {into}").bindparams(bindparam("document", type_=Document))
        connection.execute(statement, {"document": json.dumps(document)})


def check(connection: Connection) -> None:
    order = SERVICE_ORDERS.load(connection, ["so"])["so"]
    (item,) = order.items
    assert (item.service_id, item.specification_id, item.characteristics) == ("s", "cfs", {"speed": 5})
    assert (item.presence, item.relies_on) == (Presence.INACTIVE, ["2"])
    assert [(p.id, p.postcode) for p in item.places] == [("house", "BB1")]
    assert [(e.id, e.role, e.referred_type) for e in item.related] == [("p", "product", "Product")]
    assert [(p.id, p.referred_type) for p in order.parties] == [("kim", "Individual")]
    assert SERVICES.load(connection, ["s"])["s"].product_id == "p"


async def test_an_order_and_a_service_of_before_say_what_they_said(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(put)
    await migrate(database)
    await database.read(check)


async def test_and_they_do_when_an_earlier_version_had_them_meanwhile(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(put)
    await migrate(database)
    await database.write(lambda connection: command.downgrade(config(connection), "0010"))
    await migrate(database)
    await database.read(check)
