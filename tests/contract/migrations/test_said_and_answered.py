"""Services and qualifications of before are shown, and looked up, like those of today, on both databases."""

import json
from typing import Any

from alembic import command
from sqlalchemy import Connection, bindparam, select, text

from hub.compose.schema import config, migrate
from hub.kernel.values import Ref
from hub.platform.database import Database
from hub.platform.tables import Document
from workers.activation.store import SERVICES, services
from workers.som.qualification.item import SpecificationRef
from workers.som.qualification.store import QUALIFICATIONS

DATE = "2026-01-01T00:00:00Z"
SERVICE: dict[str, Any] = {"specification_id": "x", "open": [], "state": ""}
BEFORE: dict[str, dict[str, Any]] = {
    "stands": {**SERVICE, "characteristics": {"speed": [1]}, "state": "active", "changed_at": DATE},
    "begun": {**SERVICE, "open": ["a"]},
    "refused": SERVICE,
}
QUALIFIES: dict[str, Any] = {
    "id": "p",
    "specification_id": "x",
    "specification_version": "1",
    "name": "X",
    "open": False,
}
LACKS = {**QUALIFIES, "reason": {"code": "no-coverage", "text": "nothing", "path": ""}}
CHECK: dict[str, Any] = {
    "id": "q",
    "kind": "check",
    "fingerprint": "f",
    "requested_at": DATE,
    "state": "done",
    "items": [
        {"id": "1", "wanted": QUALIFIES, "places": [{"id": "here"}], "characteristics": [{"name": "n"}]},
        {"id": "2", "wanted": LACKS, "alternatives": [QUALIFIES]},
    ],
}
QUERY: dict[str, Any] = {
    **CHECK,
    "id": "r",
    "kind": "query",
    "items": [],
    "search": {"places": [{"id": "there"}], "category": "all", "specification_id": "x"},
}


def put(connection: Connection) -> None:
    document = bindparam("document", type_=Document)
    service = text(
        "INSERT INTO act_service (id, version, document, state, specification_id)"
        " VALUES (:id, 1, :document, :state, 'x')"
    ).bindparams(document)
    for identifier, what in BEFORE.items():
        row = {"id": identifier, "document": json.dumps({"id": identifier, **what}), "state": what["state"]}
        connection.execute(service, row)
    qualification = text(
        "INSERT INTO som_qualification (id, version, document, state, kind, requested_at)"
        " VALUES (:id, 1, :document, 'done', :kind, '2026-01-01T00:00:00+00:00')"
    ).bindparams(document)
    for what in (CHECK, QUERY):
        row = {"id": what["id"], "kind": what["kind"], "document": json.dumps(what)}
        connection.execute(qualification, row)


def back(connection: Connection) -> None:
    command.downgrade(config(connection), "0010")


async def test_what_was_there_before_is_shown_and_found_as_what_comes_later(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(put)

    await migrate(database)

    await check(database)


async def test_and_it_is_when_an_earlier_version_had_it_meanwhile(database: Database) -> None:
    await migrate(database, "0010")
    await database.write(put)
    await migrate(database)

    await database.write(back)

    documents = select(services.c.id, services.c.state, services.c.document)
    was = {row[0]: row[1:] for row in await database.read(lambda c: list(c.execute(documents)))}
    assert {identifier: state for identifier, (state, _) in was.items()} == {
        identifier: what["state"] for identifier, what in BEFORE.items()
    }
    for identifier, (_, document) in was.items():
        assert json.loads(document) == {"id": identifier, "characteristics": {}, **BEFORE[identifier]}

    await migrate(database)
    await check(database)


async def check(database: Database) -> None:
    """That they say what they said."""
    known = await database.read(lambda c: SERVICES.load(c, BEFORE))
    assert [known["stands"].created_at, known["refused"].created_at] == [known["stands"].changed_at, None]
    assert (known["stands"].specification.id, known["stands"].values) == ("x", {"speed": [1]})
    shown = {identifier: service.shown_state for identifier, service in known.items()}
    assert shown == {"stands": "active", "begun": "designed", "refused": ""}
    columns = select(services.c.id, services.c.state)
    assert await database.read(lambda c: {row[0]: row[1] for row in c.execute(columns)}) == shown
    found = (await database.read(lambda c: QUALIFICATIONS.load(c, ["q"])))["q"]
    assert ([item.answer for item in found.items], found.answer) == (["qualified", "alternate"], "alternate")
    first = found.items[0].service
    assert first.service_specification == SpecificationRef(id="x", version="1", name="X")
    assert ([place.id for place in first.places], [c.name for c in first.characteristics]) == (
        ["here"],
        ["n"],
    )
    asked = (await database.read(lambda c: QUALIFICATIONS.load(c, ["r"])))["r"].search
    assert asked is not None
    assert asked.category == Ref("all")
    assert (asked.service.service_specification.id, asked.service.places[0].id) == ("x", "there")
