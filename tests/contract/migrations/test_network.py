"""What activation has done before it knew services is there afterwards, on both databases."""

import json
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from hub.compose.schema import migrate
from hub.platform.database import Database, open_database
from hub.platform.tables import Document
from workers.activation.service import Service
from workers.activation.store import ACTIVATIONS, SERVICES, activations

BEFORE: dict[str, dict[str, Any]] = {
    "built": {"state": "done", "sequence": 1, "characteristics": {"speed": 10}},
    "changed": {"state": "done", "sequence": 3, "characteristics": {"speed": 20}},
    "late": {"state": "refused", "sequence": 2, "characteristics": {"speed": 15}},
    "changed/undo": {"state": "configuring", "sequence": 4, "operation": "deactivate"},
}


def put(connection: Connection) -> None:
    statement = text(
        "INSERT INTO act_activation (id, version, document, state, service_id)"
        " VALUES (:id, 1, :document, :state, 's')"
    ).bindparams(bindparam("document", type_=Document))
    for identifier, what in BEFORE.items():
        document = {"id": identifier, "service_id": "s", "specification_id": "x", "rule": {}, **what}
        row = {"id": identifier, "document": json.dumps(document), "state": what["state"]}
        connection.execute(statement, row)


async def test_activations_are_found_by_their_order_and_services_are_as_the_newest_has_made_them(
    database_url: str,
) -> None:
    database: Database = open_database(database_url)
    await migrate(database, "0004")
    await database.write(put)

    await migrate(database)

    columns = select(activations.c.id, activations.c.service_order_id)
    orders = await database.read(lambda c: {row[0]: row[1] for row in c.execute(columns)})
    assert orders == {"built": "built", "changed": "changed", "late": "late", "changed/undo": "changed"}
    known = await database.read(lambda c: ACTIVATIONS.load(c, BEFORE))
    assert {key: a.service_order_id for key, a in known.items()} == orders
    services: dict[str, Service] = await database.read(lambda c: SERVICES.load(c, ["s"]))
    service = services["s"]
    assert (service.state, service.values, service.specification.id) == (
        "active",
        {"speed": 20},
        "x",
    )
    assert (service.sequence, service.applied, service.open) == (4, 3, ["changed/undo"])
    await database.close()
