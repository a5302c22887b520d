"""Services from before they had states of their own are read, and found by their specification, on both databases."""

import json

from sqlalchemy import Connection, bindparam, select, text

from hub.compose.schema import migrate
from hub.platform.database import Database, open_database
from hub.platform.tables import Document
from workers.som.store import SERVICES, services


def put(connection: Connection) -> None:
    statement = text(
        "INSERT INTO som_service (id, version, document, state, product_order_id)"
        " VALUES ('s', 3, :document, 'active', 'o')"
    ).bindparams(bindparam("document", type_=Document))
    document = {
        "id": "s",
        "name": "cfs",
        "specification_id": "cfs",
        "state": "active",
        "characteristics": {"vlan": "1000"},
        "sequence": 4,
    }
    connection.execute(statement, {"document": json.dumps(document)})


async def test_a_service_of_before_is_what_it_was_and_is_found_by_its_specification(
    database_url: str,
) -> None:
    database: Database = open_database(database_url)
    await migrate(database, "0004")
    await database.write(put)

    await migrate(database)

    found = await database.read(lambda c: c.execute(select(services.c.id, services.c.specification_id)).all())
    assert [tuple(row) for row in found] == [("s", "cfs")]
    service = (await database.read(lambda c: SERVICES.load(c, ["s"])))["s"]
    assert (service.stands, service.characteristics, service.sequence) == (True, {"vlan": "1000"}, 4)
    await database.close()
