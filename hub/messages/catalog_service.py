"""shared.v1.CatalogService for every room that has a catalogue: protobuf ↔ entries, nothing else."""

from typing import Any

import grpc
import msgspec

from hub.kernel.clock import Clock
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.catalog import Catalogue
from hub.platform.catalog_entry import Entry
from hub.platform.database import Database
from hub.platform.reading import read_page
from hub.platform.search import At, Search
from proto.shared.v1 import catalog_pb2 as pb
from proto.shared.v1 import catalog_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]


class CatalogService(catalog_pb2_grpc.CatalogServiceServicer):
    def __init__(self, catalogue: Catalogue, database: Database, clock: Clock) -> None:
        self._catalogue = catalogue
        self._database = database
        self._clock = clock
        self._search = Search(catalogue.entries, {"id": At(column=catalogue.entries.table.c.entry_id)})

    async def CreateCatalogEntry(
        self, request: pb.CreateCatalogEntryRequest, context: Context
    ) -> pb.CatalogEntry:
        entry, at = to_entry(request.entry), self._clock.now()
        created = await self._database.write(lambda c: self._catalogue.create(c, entry, at))
        return from_entry(created)

    async def GetCatalogEntry(self, request: pb.GetCatalogEntryRequest, context: Context) -> pb.CatalogEntry:
        found = await self._database.read(
            lambda c: self._catalogue.get(c, request.kind, request.id, request.version)
        )
        return from_entry(found)

    async def ListCatalogEntries(
        self, request: pb.ListCatalogEntriesRequest, context: Context
    ) -> pb.ListCatalogEntriesResponse:
        self._catalogue.known(request.kind)
        entries = self._catalogue.entries
        conditions = entries.listed(request.kind, all_versions=request.all_versions)
        found, total = await read_page(
            self._database,
            entries,
            request.page,
            lambda _: conditions,
            search=self._search,
            query=request.query,
        )
        return pb.ListCatalogEntriesResponse(entry=[from_entry(entry) for entry in found], total=total)

    async def UpdateCatalogEntry(
        self, request: pb.UpdateCatalogEntryRequest, context: Context
    ) -> pb.CatalogEntry:
        entry, at = to_entry(request.entry), self._clock.now()
        updated = await self._database.write(
            lambda c: self._catalogue.update(c, entry, at, request.if_revision)
        )
        return from_entry(updated)

    async def DeleteCatalogEntry(
        self, request: pb.DeleteCatalogEntryRequest, context: Context
    ) -> pb.DeleteCatalogEntryResponse:
        at = self._clock.now()
        await self._database.write(
            lambda c: self._catalogue.delete(c, request.kind, request.id, at, request.if_revision)
        )
        return pb.DeleteCatalogEntryResponse()


def to_entry(message: pb.CatalogEntry) -> Entry:
    return Entry(
        kind=message.kind,
        id=message.id,
        version=message.version,
        name=message.name,
        description=message.description,
        lifecycle_status=message.lifecycle_status,
        valid_from=rpc.moment(message, "valid_from"),
        valid_to=rpc.moment(message, "valid_to"),
        content=_content(message.content_json),
    )


def from_entry(entry: Entry) -> pb.CatalogEntry:
    return pb.CatalogEntry(
        kind=entry.kind,
        id=entry.id,
        version=entry.version,
        revision=entry.revision,
        name=entry.name,
        description=entry.description,
        lifecycle_status=entry.lifecycle_status,
        valid_from=rpc.timestamp(entry.valid_from),
        valid_to=rpc.timestamp(entry.valid_to),
        last_update=rpc.timestamp(entry.last_update),
        content_json=msgspec.json.encode(entry.content).decode(),
    )


def _content(text: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, str(error), "content_json") from error
