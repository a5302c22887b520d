"""Catalogues (TMF620, 633, 634) over `shared.v1.CatalogService`: one declaration a kind of entry.

An entry is addressed by its id and, where an older version is meant, by `id:(version=x)` or `?version=x`.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import orjson

from gateway.facades.common import always
from gateway.facades.mapping import ABSENT, Field, Plain, Shape, date, text
from gateway.facades.resource import Change, Draft, Resource
from gateway.http import Request
from hub.kernel.errors import Code, Kind, refuse
from proto.shared.v1 import catalog_pb2 as pb
from proto.shared.v1 import catalog_pb2_grpc

PERIOD = "validFor"
_ENDS = {"startDateTime": date("valid_from"), "endDateTime": date("valid_to")}
_ADDRESS = re.compile(r"(?P<id>.+):\(version=(?P<version>[^()]+)\)", re.DOTALL)


class EntryShape(Shape):
    """An entry; what is said of its period beside the two ends is kept with the content."""

    def fill(self, message: Any, body: Mapping[str, Any], path: str) -> None:
        super().fill(message, body, path)
        period = body.get(PERIOD) or {}
        if beside := {name: value for name, value in period.items() if name not in _ENDS or not value}:
            content = {**orjson.loads(message.content_json or b"{}"), PERIOD: beside}
            message.content_json = orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def _put_period(message: Any, value: Any, path: str) -> None:
    for name, end in _ENDS.items():
        if value.get(name):
            end.put(message, value[name], f"{path}.{name}")


def _get_period(message: Any) -> Any:
    ends = {name: value for name, end in _ENDS.items() if (value := end.get(message)) is not ABSENT}
    kept = message.content_json if f'"{PERIOD}"' in message.content_json else "{}"
    return {**orjson.loads(kept).get(PERIOD, {}), **ends} or ABSENT


ENTRY = EntryShape(
    pb.CatalogEntry,
    {
        "id": text("id"),
        "name": text("name"),
        "description": text("description"),
        "version": text("version"),
        "lifecycleStatus": text("lifecycle_status"),
        "lastUpdate": date("last_update"),
        PERIOD: Field(_put_period, _get_period, path=(), inner=always(Plain(pb.CatalogEntry, _ENDS))),
    },
    bag="content_json",
)


class Address(NamedTuple):
    """Which entry is meant; without a version the newest."""

    id: str
    version: str


def address(request: Request) -> Address:
    """Reads both ways of naming a version; they may not contradict."""
    whole = request.path_params["id"]
    found = _ADDRESS.fullmatch(whole)
    asked = parse_qs(request.raw_query).get("version", [])
    versions = {*asked, *([found["version"]] if found else [])}
    if len(versions) > 1:
        text_ = f"one version can be asked for, not {len(versions)}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text_, "version")
    return Address(found["id"] if found else whole, next(iter(versions), ""))


def entry(kind: str, defaults: Mapping[str, Any] | None = None) -> Resource:
    """A kind of a catalogue, called in its room what it is called in its API; the id may be the client's choice."""

    def get(request: Request) -> pb.GetCatalogEntryRequest:
        identifier, version = address(request)
        return pb.GetCatalogEntryRequest(kind=kind, id=identifier, version=version)

    def create(draft: Draft) -> pb.CreateCatalogEntryRequest:
        if _ADDRESS.fullmatch(draft.message.id):
            why = "names a version as addresses do; the version is an attribute of its own"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, "id")
        draft.message.kind = kind
        return pb.CreateCatalogEntryRequest(entry=draft.message)

    def update(change: Change) -> pb.UpdateCatalogEntryRequest:
        change.message.kind = kind
        return pb.UpdateCatalogEntryRequest(entry=change.message, if_revision=change.if_version)

    def delete(request: Request, if_version: int) -> pb.DeleteCatalogEntryRequest:
        identifier, version = address(request)
        if version:
            why = "an entry is deleted with all its versions; a version is ended by its lifecycleStatus"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, "version")
        return pb.DeleteCatalogEntryRequest(kind=kind, id=identifier, if_revision=if_version)

    return Resource(
        name=kind,
        shape=ENTRY,
        stub=catalog_pb2_grpc.CatalogServiceStub,
        get=get,
        list=lambda page, query: pb.ListCatalogEntriesRequest(kind=kind, page=page, query=query),
        create=create,
        update=update,
        delete=delete,
        owned=("id", "href", "lastUpdate"),
        chosen=("id",),
        overruled=("href", "lastUpdate"),
        fixed=("@type", "@baseType"),
        defaults=defaults or {},
        version="revision",
    )
