"""rom.v1.ResourceCatalogService: protobuf ↔ model, nothing else."""

from collections.abc import Iterable
from typing import Any

import grpc
from sqlalchemy import Connection

from hub.kernel.clock import Clock
from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.catalog_entry import Entry
from hub.platform.database import Database
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.catalog import CharacteristicSpecification, ResourceSpecification
from workers.rom.catalog_store import ENTRIES
from workers.rom.loading import load_pools
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Stock, Supply

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceCatalogService(resource_order_pb2_grpc.ResourceCatalogServiceServicer):
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def LoadResourceCatalog(
        self, request: pb.LoadResourceCatalogRequest, context: Context
    ) -> pb.LoadResourceCatalogResponse:
        new, at = entries(request), self._clock.now()
        pools = [_to_pool(pool) for pool in request.resource_pool]

        def load(connection: Connection) -> int:
            return ENTRIES.load(connection, new, at) + load_pools(connection, pools)

        return pb.LoadResourceCatalogResponse(added=await self._database.write(load))


def entries(request: pb.LoadResourceCatalogRequest) -> list[Any]:
    """What a request holds, with our defaults where it is silent."""
    return [
        *map(_to_specification, request.resource_specification),
        *map(_to_candidate, request.resource_candidate),
        *map(_to_category, request.resource_category),
        *map(_to_catalog, request.resource_catalog),
    ]


def _to_specification(message: pb.ResourceSpecification) -> ResourceSpecification:
    return ResourceSpecification(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        lifecycle_status=message.lifecycle_status or "Active",
        description=message.description,
        category=message.category,
        characteristics=[
            CharacteristicSpecification(
                name=c.name,
                value_type=c.value_type,
                description=c.description,
                default=rpc.from_value(c.default_value) if c.HasField("default_value") else None,
                allowed=[rpc.from_value(value) for value in c.allowed_value],
            )
            for c in message.characteristic
        ],
    )


def _to_candidate(message: pb.ResourceCandidate) -> Entry:
    specification = {"resourceSpecification": {"id": message.resource_specification_id}}
    return _entry("resourceCandidate", message, {**specification, **_in_categories(message.category)})


def _to_category(message: pb.ResourceCategory) -> Entry:
    parent = {"parentId": message.parent_id} if message.parent_id else {}
    return _entry("resourceCategory", message, {**parent, "isRoot": not message.parent_id})


def _to_catalog(message: pb.ResourceCatalog) -> Entry:
    return _entry("resourceCatalog", message, _in_categories(message.category))


def _in_categories(ids: Iterable[str]) -> dict[str, Any]:
    categories = [{"id": identifier} for identifier in ids]
    return {"category": categories} if categories else {}


def _entry(kind: str, message: Any, content: dict[str, Any]) -> Entry:
    return Entry(
        kind=kind,
        id=message.id,
        version=message.version or "1",
        name=message.name,
        description=message.description,
        lifecycle_status=message.lifecycle_status or "Active",
        content=content,
    )


def _to_pool(message: pb.ResourcePool) -> Pool:
    return Pool(
        id=message.id,
        specification_id=message.resource_specification_id,
        supply=_to_supply(message),
        sites=sorted(set(message.site)),
    )


def _to_supply(message: pb.ResourcePool) -> Supply:
    match message.WhichOneof("supply"):
        case "number_range":
            return NumberRange(message.number_range.first, message.number_range.last)
        case "address_prefix":
            return AddressPrefix(message.address_prefix.cidr)
        case "stock":
            return Stock(message.stock.pattern, message.stock.count)
    raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"pool {message.id} has no supply", "resourcePool")
