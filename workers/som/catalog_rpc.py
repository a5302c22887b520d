"""som.v1.ServiceCatalogService: protobuf ↔ model, nothing else."""

from collections.abc import Callable
from typing import Any, TypeVar

import grpc
from sqlalchemy import Connection

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.database import Database
from hub.platform.reading import PAGE_DEFAULT, PAGE_MAXIMUM
from proto.som.v1 import service_catalog_pb2 as pb
from proto.som.v1 import service_catalog_pb2_grpc
from workers.som.catalog import (
    ENTRIES,
    KINDS,
    Catalog,
    ServiceCandidate,
    ServiceCatalogEntry,
    ServiceCategory,
    ServiceSpecification,
    ServingArea,
    current_catalog,
)
from workers.som.catalog_rpc_mapping import entries, from_entry
from workers.som.check import mistakes

Context = grpc.aio.ServicerContext[Any, Any]
M = TypeVar("M")


class ServiceCatalogService(service_catalog_pb2_grpc.ServiceCatalogServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def LoadServiceCatalog(
        self, request: pb.LoadServiceCatalogRequest, context: Context
    ) -> pb.LoadServiceCatalogResponse:
        new = entries(request)

        def load(connection: Connection) -> int:
            reasons = mistakes(new, ENTRIES.read(connection))
            if reasons:
                raise HubError(Kind.INVALID, *reasons)
            return ENTRIES.load(connection, new)

        return pb.LoadServiceCatalogResponse(added=await self._database.write(load))

    async def GetServiceSpecification(
        self, request: pb.GetServiceCatalogEntryRequest, context: Context
    ) -> pb.ServiceSpecification:
        return await self._get(ServiceSpecification, pb.ServiceSpecification, request)

    async def ListServiceSpecifications(
        self, request: pb.ListServiceCatalogEntriesRequest, context: Context
    ) -> pb.ListServiceSpecificationsResponse:
        found, total = await self._list(ServiceSpecification, pb.ServiceSpecification, request)
        return pb.ListServiceSpecificationsResponse(service_specification=found, total=total)

    async def GetServiceCandidate(
        self, request: pb.GetServiceCatalogEntryRequest, context: Context
    ) -> pb.ServiceCandidate:
        return await self._get(ServiceCandidate, pb.ServiceCandidate, request)

    async def ListServiceCandidates(
        self, request: pb.ListServiceCatalogEntriesRequest, context: Context
    ) -> pb.ListServiceCandidatesResponse:
        found, total = await self._list(ServiceCandidate, pb.ServiceCandidate, request)
        return pb.ListServiceCandidatesResponse(service_candidate=found, total=total)

    async def GetServiceCategory(
        self, request: pb.GetServiceCatalogEntryRequest, context: Context
    ) -> pb.ServiceCategory:
        return await self._get(ServiceCategory, pb.ServiceCategory, request)

    async def ListServiceCategories(
        self, request: pb.ListServiceCatalogEntriesRequest, context: Context
    ) -> pb.ListServiceCategoriesResponse:
        found, total = await self._list(ServiceCategory, pb.ServiceCategory, request)
        return pb.ListServiceCategoriesResponse(service_category=found, total=total)

    async def GetServiceCatalog(
        self, request: pb.GetServiceCatalogEntryRequest, context: Context
    ) -> pb.ServiceCatalog:
        return await self._get(ServiceCatalogEntry, pb.ServiceCatalog, request)

    async def ListServiceCatalogs(
        self, request: pb.ListServiceCatalogEntriesRequest, context: Context
    ) -> pb.ListServiceCatalogsResponse:
        found, total = await self._list(ServiceCatalogEntry, pb.ServiceCatalog, request)
        return pb.ListServiceCatalogsResponse(service_catalog=found, total=total)

    async def GetServingArea(
        self, request: pb.GetServiceCatalogEntryRequest, context: Context
    ) -> pb.ServingArea:
        return await self._get(ServingArea, pb.ServingArea, request)

    async def ListServingAreas(
        self, request: pb.ListServiceCatalogEntriesRequest, context: Context
    ) -> pb.ListServingAreasResponse:
        found, total = await self._list(ServingArea, pb.ServingArea, request)
        return pb.ListServingAreasResponse(serving_area=found, total=total)

    async def _get(
        self, kind: type, message: Callable[..., M], request: pb.GetServiceCatalogEntryRequest
    ) -> M:
        catalog = await self._database.read(current_catalog)
        of = catalog.versions(kind) if request.version else catalog.newest(kind)
        for entry in of:
            if entry.id == request.id and request.version in {"", entry.version}:
                return from_entry(entry, message)
        name = next(name for name, cls in KINDS.items() if cls is kind)
        text = f"there is no {name} {request.id}{' version ' * bool(request.version)}{request.version}"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")

    async def _list(
        self, kind: type, message: Callable[..., M], request: pb.ListServiceCatalogEntriesRequest
    ) -> tuple[list[M], int]:
        catalog = await self._database.read(current_catalog)
        of = catalog.versions(kind) if request.all_versions else catalog.newest(kind)
        found = [entry for entry in of if _wanted(entry, request, catalog)]
        start = request.page.offset
        end = start + min(request.page.limit or PAGE_DEFAULT, PAGE_MAXIMUM)
        return [from_entry(entry, message) for entry in found[start:end]], len(found)


def _wanted(entry: Any, request: pb.ListServiceCatalogEntriesRequest, catalog: Catalog) -> bool:
    """Whether an entry is what a list is asked for; a filter that an entry cannot meet leaves it out."""
    for values, own in (
        (request.id, entry.id),
        (request.name, entry.name),
        (request.lifecycle_status, entry.lifecycle_status),
        (request.facing, getattr(entry, "facing", "")),
    ):
        if values and own not in values:
            return False
    if not request.category:
        return True
    asked = {inside for category in request.category for inside in catalog.inside(category)}
    if isinstance(entry, ServiceSpecification):
        return entry.id in catalog.offered(asked)
    lies_in = [entry.parent_id] if isinstance(entry, ServiceCategory) else getattr(entry, "categories", [])
    return bool(asked.intersection(lies_in))
