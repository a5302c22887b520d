"""Catalogues that were loaded before entries had revisions say the same afterwards, on both databases."""

import json
from dataclasses import asdict
from typing import Any

import msgspec
import pytest
from alembic import command
from google.protobuf.json_format import ParseDict
from sqlalchemy import Connection, text
from yaml import safe_load

import core.catalog.store
import workers.rom.catalog_store
import workers.som.catalog_store
from core.catalog.rpc import entries as products
from hub.compose.schema import config, migrate
from hub.platform.catalog_entry import Entry
from hub.platform.database import Database
from hub.platform.files import shipped
from hub.platform.revisions import Revisions
from proto.com.v1.catalog_pb2 import LoadProductCatalogRequest
from proto.rom.v1.resource_order_pb2 import LoadResourceCatalogRequest
from proto.som.v1.service_catalog_pb2 import LoadServiceCatalogRequest
from workers.rom.rpc.catalog import entries as resources
from workers.som.catalog_rpc_mapping import entries as services

LAYERS: dict[str, tuple[Revisions, Any, Any]] = {
    "product": (core.catalog.store.ENTRIES, LoadProductCatalogRequest, products),
    "service": (workers.som.catalog_store.ENTRIES, LoadServiceCatalogRequest, services),
    "resource": (workers.rom.catalog_store.ENTRIES, LoadResourceCatalogRequest, resources),
}


def example(layer: str) -> list[Any]:
    content = safe_load((shipped("examples") / "catalog" / f"{layer}-catalog.yaml").read_text())
    del content["layer"]
    _, request, entries = LAYERS[layer]
    found: list[Any] = entries(ParseDict(content, request()))
    return found


def before(entry: Any) -> tuple[str, dict[str, Any]]:
    """The kind of an entry and the document it had: that of the dataclass it was."""
    if isinstance(entry, Entry):
        content = entry.content
        old = {
            name: getattr(entry, name)
            for name in ("id", "version", "name", "lifecycle_status", "description")
        }
        old["categories"] = [reference["id"] for reference in content.get("category", [])]
        old["parent_id"] = content.get("parentId", "")
        old["resource_specification_id"] = content.get("resourceSpecification", {}).get("id", "")
        return entry.kind, old
    kind = type(entry).__name__.replace("Entry", "")
    old = {name: value for name, value in asdict(entry).items() if name not in {"pin", "superseded"}}
    return kind[0].lower() + kind[1:], old


@pytest.mark.parametrize("layer", LAYERS)
async def test_what_was_loaded_is_the_same_when_it_is_loaded_again(database: Database, layer: str) -> None:
    revisions, loaded = LAYERS[layer][0], example(layer)

    def insert(connection: Connection) -> None:
        columns = "kind, entry_id, version, document"
        for entry in loaded:
            kind, old = before(entry)
            document = json.dumps(msgspec.to_builtins(old))
            given = {"kind": kind, "id": old["id"], "version": old["version"]}
            literal = document.replace("'", "''").replace(":", r"\:")
            values = f":kind, :id, :version, '{literal}'"
            connection.execute(
                text(f"INSERT INTO {revisions.table.name} ({columns}) VALUES ({values})"), given
            )

    await migrate(database, "0010")
    await database.write(insert)
    await migrate(database)

    assert await database.write(lambda connection: revisions.load(connection, loaded)) == 0
    found = await database.read(revisions.current)
    assert {entry.revision for entry in found} == {1}
    assert len(found) == len(loaded)


async def test_going_back_there_are_tables_for_catalogues_to_be_loaded_again(database: Database) -> None:
    await migrate(database)

    def back(connection: Connection) -> int:
        command.downgrade(config(connection), "0010")
        return int(connection.execute(text("SELECT count(*) FROM som_catalog_entry")).scalar_one())

    assert await database.write(back) == 0
