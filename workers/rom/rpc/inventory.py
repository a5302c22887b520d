"""rom.v1.ResourceInventoryService: protobuf ↔ model, nothing else."""

from enum import StrEnum
from typing import Any, TypeVar

import grpc
from sqlalchemy import select

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.commands import (
    ChangeResource,
    CreateResource,
    DeleteResource,
    UpdateResource,
    WithdrawValue,
)
from workers.rom.pools import Pool
from workers.rom.resource import (
    AdministrativeState,
    OperationalState,
    Resource,
    ResourceStatus,
    States,
    UsageState,
)
from workers.rom.rpc.mapping import from_count, from_place, to_place, to_ref, to_service_id
from workers.rom.rpc.search import RESOURCE_SEARCH
from workers.rom.store import POOLS, RESOURCES, pools, resources

Context = grpc.aio.ServicerContext[Any, Any]
State = TypeVar("State", bound=StrEnum)


class ResourceInventoryService(resource_order_pb2_grpc.ResourceInventoryServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def GetResource(self, request: pb.GetResourceRequest, context: Context) -> pb.Resource:
        return from_resource(await read_one(self._database, RESOURCES, request.id, "resource"))

    async def ListResources(
        self, request: pb.ListResourcesRequest, context: Context
    ) -> pb.ListResourcesResponse:
        table = resources.c
        wanted = {
            table.id: request.id,
            table.specification_id: request.resource_specification_id,
            table.pool_id: request.pool_id,
            table.site: request.site,
            table.state: request.state,
            table.status: request.status,
            table.usage_state: request.usage_state,
            table.service_id: request.service_id,
            table.service_order_id: request.service_order_id,
            table.resource_order_id: request.resource_order_id,
        }
        found, total = await read_page(
            self._database,
            RESOURCES,
            request.page,
            among(wanted),
            [table.pool_id],
            search=RESOURCE_SEARCH,
            query=request.query,
        )
        return pb.ListResourcesResponse(resource=[from_resource(r) for r in found], total=total)

    async def CreateResource(self, request: pb.CreateResourceRequest, context: Context) -> pb.Resource:
        identifier = rpc.identifier(request.resource.id or new_id(), "id")
        command = CreateResource(to_resource(request.resource, identifier), _to_states(request.resource))
        return from_resource(await self._runner.execute(command, correlation=identifier))

    async def UpdateResource(self, request: pb.UpdateResourceRequest, context: Context) -> pb.Resource:
        identifier = request.resource.id
        command = UpdateResource(
            to_resource(request.resource, identifier),
            _to_states(request.resource),
            by=request.by,
            if_version=request.if_version,
        )
        return from_resource(await self._runner.execute(command, correlation=identifier))

    async def DeleteResource(
        self, request: pb.DeleteResourceRequest, context: Context
    ) -> pb.DeleteResourceResponse:
        await self._runner.execute(DeleteResource(request.id), correlation=request.id)
        return pb.DeleteResourceResponse()

    async def ChangeResource(self, request: pb.ChangeResourceRequest, context: Context) -> pb.Resource:
        administrative, operational = _to_two_states(request)
        command = ChangeResource(
            id=request.id,
            by=request.by,
            why=request.why,
            administrative_state=administrative,
            operational_state=operational,
        )
        return from_resource(await self._runner.execute(command, correlation=request.id))

    async def WithdrawValue(self, request: pb.WithdrawValueRequest, context: Context) -> pb.Resource:
        command = WithdrawValue(
            specification_id=request.resource_specification_id,
            value=request.value,
            site=request.site,
            by=request.by,
            why=request.why,
        )
        return from_resource(
            await self._runner.execute(command, correlation=request.resource_specification_id)
        )

    async def ListResourcePools(
        self, request: pb.ListResourcePoolsRequest, context: Context
    ) -> pb.ListResourcePoolsResponse:
        wanted = among({pools.c.id: request.resource_specification_id})
        query = select(pools.c.document, pools.c.version).order_by(pools.c.id)
        found = await self._database.read(
            lambda connection: POOLS.decode(connection.execute(query.where(*wanted(connection))))
        )
        every = (pool for of in found for pool in of.pools)
        serving = (p for p in every if not request.site or any(p.serves(site) for site in request.site))
        return pb.ListResourcePoolsResponse(pool=[_from_pool(pool) for pool in serving])


def _state(kind: type[State], text: str, path: str) -> State | None:
    if not text:
        return None
    if text not in set(kind):
        said = f"{text} is none of {', '.join(kind)}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, said, path)
    return kind(text)


def _to_two_states(
    message: pb.Resource | pb.ChangeResourceRequest,
) -> tuple[AdministrativeState | None, OperationalState | None]:
    return (
        _state(AdministrativeState, message.administrative_state, "administrativeState"),
        _state(OperationalState, message.operational_state, "operationalState"),
    )


def _to_states(message: pb.Resource) -> States:
    administrative, operational = _to_two_states(message)
    return States(
        administrative=administrative,
        operational=operational,
        usage=_state(UsageState, message.usage_state, "usageState"),
        status=_state(ResourceStatus, message.status, "resourceStatus"),
    )


def to_resource(message: pb.Resource, identifier: str) -> Resource:
    """What a caller says of a resource but its states; the rest is left as a new one has it."""
    if not message.name:
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "a resource has a name", "name")
    return Resource(
        id=identifier,
        name=message.name,
        since=None,
        specification=to_ref(message, "resource_specification"),
        value=message.value,
        place=to_place(message),
        service_id=to_service_id(message, "serviceId"),
        start_operating_date=rpc.moment(message, "start_operating_date"),
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        extension=message.extension_json,
    )


def from_resource(resource: Resource) -> pb.Resource:
    return pb.Resource(
        id=resource.id,
        version=resource.version,
        state=resource.state,
        status=resource.status,
        administrative_state=resource.administrative_state,
        operational_state=resource.operational_state,
        usage_state=resource.usage_state,
        name=resource.name,
        resource_specification=rpc.from_ref(resource.specification),
        pool_id=resource.pool_id,
        value=resource.value,
        place=from_place(resource.place),
        resource_order_id=resource.resource_order_id,
        service_order_id=resource.service_order_id,
        service_id=resource.service_id,
        reservation_id=resource.reservation_id,
        since=rpc.timestamp(resource.since),
        start_operating_date=rpc.timestamp(resource.start_operating_date),
        characteristic=[rpc.from_characteristic(c) for c in resource.characteristics],
        extension_json=resource.extension,
    )


def _from_pool(pool: Pool) -> pb.PoolUsage:
    return pb.PoolUsage(
        id=pool.id,
        resource_specification_id=pool.specification_id,
        capacity=from_count(pool.capacity),
        allocated=pool.allocated,
        free=from_count(pool.available),
        site=pool.sites,
    )
