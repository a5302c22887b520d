"""rom.v1.ResourceCatalogService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import PAGE_DEFAULT, PAGE_MAXIMUM
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.catalog import (
    CharacteristicSpecification,
    ResourceCandidate,
    ResourceCatalogEntry,
    ResourceCategory,
    ResourceSpecification,
    current_catalog,
)
from workers.rom.loading import load_catalog
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Stock, Supply
from workers.rom.rpc.mapping import to_value

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceCatalogService(resource_order_pb2_grpc.ResourceCatalogServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def LoadResourceCatalog(
        self, request: pb.LoadResourceCatalogRequest, context: Context
    ) -> pb.LoadResourceCatalogResponse:
        entries = [
            *map(_to_specification, request.resource_specification),
            *map(_to_candidate, request.resource_candidate),
            *map(_to_category, request.resource_category),
            *map(_to_catalog, request.resource_catalog),
        ]
        pools = [_to_pool(pool) for pool in request.resource_pool]
        added = await self._database.write(lambda connection: load_catalog(connection, entries, pools))
        return pb.LoadResourceCatalogResponse(added=added)

    async def GetResourceSpecification(
        self, request: pb.GetCatalogEntryRequest, context: Context
    ) -> pb.ResourceSpecification:
        return _from_specification(await self._one(ResourceSpecification, request, "resource specification"))

    async def ListResourceSpecifications(
        self, request: pb.ListCatalogEntriesRequest, context: Context
    ) -> pb.ListResourceSpecificationsResponse:
        found, total = await self._page(ResourceSpecification, request)
        return pb.ListResourceSpecificationsResponse(entry=map(_from_specification, found), total=total)

    async def GetResourceCandidate(
        self, request: pb.GetCatalogEntryRequest, context: Context
    ) -> pb.ResourceCandidate:
        return _from_candidate(await self._one(ResourceCandidate, request, "resource candidate"))

    async def ListResourceCandidates(
        self, request: pb.ListCatalogEntriesRequest, context: Context
    ) -> pb.ListResourceCandidatesResponse:
        found, total = await self._page(ResourceCandidate, request)
        return pb.ListResourceCandidatesResponse(entry=map(_from_candidate, found), total=total)

    async def GetResourceCategory(
        self, request: pb.GetCatalogEntryRequest, context: Context
    ) -> pb.ResourceCategory:
        return _from_category(await self._one(ResourceCategory, request, "resource category"))

    async def ListResourceCategories(
        self, request: pb.ListCatalogEntriesRequest, context: Context
    ) -> pb.ListResourceCategoriesResponse:
        found, total = await self._page(ResourceCategory, request)
        return pb.ListResourceCategoriesResponse(entry=map(_from_category, found), total=total)

    async def GetResourceCatalog(
        self, request: pb.GetCatalogEntryRequest, context: Context
    ) -> pb.ResourceCatalog:
        return _from_catalog(await self._one(ResourceCatalogEntry, request, "resource catalogue"))

    async def ListResourceCatalogs(
        self, request: pb.ListCatalogEntriesRequest, context: Context
    ) -> pb.ListResourceCatalogsResponse:
        found, total = await self._page(ResourceCatalogEntry, request)
        return pb.ListResourceCatalogsResponse(entry=map(_from_catalog, found), total=total)

    async def _one(self, kind: type, request: pb.GetCatalogEntryRequest, name: str) -> Any:
        catalog = await self._database.read(current_catalog)
        entry = catalog.entry(kind, request.id, request.version)
        if entry is None:
            version = f" version {request.version}" if request.version else ""
            text = f"there is no {name} {request.id}{version}"
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
        return entry

    async def _page(self, kind: type, request: pb.ListCatalogEntriesRequest) -> tuple[list[Any], int]:
        """One page of the entries of a kind that are asked for, and how many there are in all."""
        catalog = await self._database.read(current_catalog)
        found = [
            entry
            for entry in catalog.entries(kind, all_versions=request.all_versions)
            if (not request.id or entry.id in request.id)
            and (not request.lifecycle_status or entry.lifecycle_status in request.lifecycle_status)
        ]
        first, limit = request.page.offset, min(request.page.limit or PAGE_DEFAULT, PAGE_MAXIMUM)
        return found[first : first + limit], len(found)


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


def _from_specification(entry: ResourceSpecification) -> pb.ResourceSpecification:
    return pb.ResourceSpecification(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        lifecycle_status=entry.lifecycle_status,
        description=entry.description,
        category=entry.category,
        characteristic=[
            pb.ResourceCharacteristic(
                name=c.name,
                value_type=c.value_type,
                description=c.description,
                default_value=to_value(c.default) if c.default is not None else None,
                allowed_value=[to_value(value) for value in c.allowed],
            )
            for c in entry.characteristics
        ],
    )


def _to_candidate(message: pb.ResourceCandidate) -> ResourceCandidate:
    return ResourceCandidate(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        resource_specification_id=message.resource_specification_id,
        categories=list(message.category),
        lifecycle_status=message.lifecycle_status or "Active",
        description=message.description,
    )


def _from_candidate(entry: ResourceCandidate) -> pb.ResourceCandidate:
    return pb.ResourceCandidate(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        resource_specification_id=entry.resource_specification_id,
        category=entry.categories,
        lifecycle_status=entry.lifecycle_status,
        description=entry.description,
    )


def _to_category(message: pb.ResourceCategory) -> ResourceCategory:
    return ResourceCategory(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        parent_id=message.parent_id,
        lifecycle_status=message.lifecycle_status or "Active",
        description=message.description,
    )


def _from_category(entry: ResourceCategory) -> pb.ResourceCategory:
    return pb.ResourceCategory(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        parent_id=entry.parent_id,
        lifecycle_status=entry.lifecycle_status,
        description=entry.description,
    )


def _to_catalog(message: pb.ResourceCatalog) -> ResourceCatalogEntry:
    return ResourceCatalogEntry(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        categories=list(message.category),
        lifecycle_status=message.lifecycle_status or "Active",
        description=message.description,
    )


def _from_catalog(entry: ResourceCatalogEntry) -> pb.ResourceCatalog:
    return pb.ResourceCatalog(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        category=entry.categories,
        lifecycle_status=entry.lifecycle_status,
        description=entry.description,
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
