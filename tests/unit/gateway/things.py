"""A small API of things, declared, over a room in memory: what the shared REST shape is tested with."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.responses import Response

from gateway.facades.catalog import ENTRY
from gateway.facades.resource import Resource
from gateway.facades.rest import Rest
from gateway.http import Request
from gateway.specs import Spec
from hub.kernel.errors import Code, Kind, refuse
from proto.shared.v1 import catalog_pb2 as pb

_THING = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "lifecycleStatus": {"type": "string"},
        "size": {"type": "integer"},
        "part": {"type": "array", "items": {"type": "object", "properties": {"state": {"type": "string"}}}},
    },
}
_BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing_Create"}}}
_ANSWER = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}
SPEC = Spec(
    {
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/thing": {
                "get": {"operationId": "listThing", "responses": _ANSWER},
                "post": {"operationId": "createThing", "requestBody": {"content": _BODY}, "responses": {}},
            },
            "/thing/{id}": {"get": {"operationId": "retrieveThing", "responses": _ANSWER}},
        },
        "components": {"schemas": {"Thing": _THING, "Thing_Create": {**_THING, "required": ["name"]}}},
    }
)


@dataclass
class Room:
    """Keeps things; `others` are changes that somebody else makes, each just before one of ours arrives."""

    kept: dict[str, pb.CatalogEntry] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    def __call__(self, _: Any) -> "Room":
        return self

    async def CreateCatalogEntry(self, request: pb.CreateCatalogEntryRequest, **_: Any) -> pb.CatalogEntry:  # noqa: N802
        made = pb.CatalogEntry()
        made.CopyFrom(request.entry)
        made.id = made.id or f"thing-{len(self.kept) + 1}"
        made.revision = 1
        self.kept[made.id] = made
        return made

    async def GetCatalogEntry(self, request: pb.GetCatalogEntryRequest, **_: Any) -> pb.CatalogEntry:  # noqa: N802
        self.asked.append(request)
        if request.id not in self.kept:
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, "there is no such thing")
        return self.kept[request.id]

    async def ListCatalogEntries(  # noqa: N802
        self, request: pb.ListCatalogEntriesRequest, **_: Any
    ) -> pb.ListCatalogEntriesResponse:
        self.asked.append(request)
        all_ = list(self.kept.values())
        page = all_[request.page.offset : request.page.offset + request.page.limit]
        return pb.ListCatalogEntriesResponse(entry=page, total=len(all_))

    async def UpdateCatalogEntry(self, request: pb.UpdateCatalogEntryRequest, **_: Any) -> pb.CatalogEntry:  # noqa: N802
        kept = self.kept[request.entry.id]
        if self.others:
            kept.description = self.others.pop()
            kept.revision += 1
        if request.if_revision not in {0, kept.revision}:
            raise refuse(Kind.STALE, Code.VERSION_STALE, f"it is at {kept.revision}")
        revision = kept.revision + 1
        kept.CopyFrom(request.entry)
        kept.revision = revision
        return kept

    async def DeleteCatalogEntry(  # noqa: N802
        self, request: pb.DeleteCatalogEntryRequest, **_: Any
    ) -> pb.DeleteCatalogEntryResponse:
        self.asked.append(request)
        del self.kept[request.id]
        return pb.DeleteCatalogEntryResponse()


@dataclass
class Things:
    """Asks the API of things."""

    room: Room = field(default_factory=Room)

    def declared(self, **more: Any) -> Resource:
        settings: dict[str, Any] = {
            "owned": ("id", "href", "lastUpdate", "part.state"),
            "overruled": ("lastUpdate",),
            "defaults": {"isBundle": False},
            "delete": lambda request, if_version: pb.DeleteCatalogEntryRequest(
                id=request.path_params["id"], if_revision=if_version
            ),
            **more,
        }
        return Resource(
            name="thing",
            shape=ENTRY,
            stub=self.room,
            get=lambda request: pb.GetCatalogEntryRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListCatalogEntriesRequest(page=page, query=query),
            create=lambda draft: pb.CreateCatalogEntryRequest(entry=draft.message),
            update=lambda change: pb.UpdateCatalogEntryRequest(
                entry=change.message, if_revision=change.if_version
            ),
            version="revision",
            **settings,
        )

    async def __call__(
        self, verb: str, identifier: str = "", body: Any = None, raw_query: str = "", **more: Any
    ) -> tuple[Response, Any]:
        """The answer and its body. Headers are named with underscores; `declare` changes the declaration."""
        declare = more.pop("declare", {})
        request = Request(
            f"{verb}Thing",
            f"/thing/{identifier}" if identifier else "/thing",
            {"id": identifier},
            raw_query,
            {name.replace("_", "-"): value for name, value in more.items()},
            body,
            "http://h/api/v1",
            "partner",
            SPEC,
        )
        handlers = Rest(self.declared(**declare), None, 1.0).operations  # type: ignore[arg-type]
        answer = await handlers[request.operation_id](request)
        return answer, orjson.loads(answer.body) if answer.body else None
