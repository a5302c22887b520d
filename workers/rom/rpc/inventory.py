"""rom.v1.ResourceInventoryService: protobuf ↔ model, nothing else."""

from enum import StrEnum
from typing import Any, TypeVar

import grpc
from sqlalchemy import select

from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.commands import ChangeResource, WithdrawValue
from workers.rom.pools import Pool
from workers.rom.resource import AdministrativeState, OperationalState, Resource
from workers.rom.rpc.mapping import from_count
from workers.rom.store import POOLS, RESOURCES, pools, resources

Context = grpc.aio.ServicerContext[Any, Any]
State = TypeVar("State", bound=StrEnum)


class ResourceInventoryService(resource_order_pb2_grpc.ResourceInventoryServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def GetResource(self, request: pb.GetResourceRequest, context: Context) -> pb.Resource:
        return _from_resource(await read_one(self._database, RESOURCES, request.id, "resource"))

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
            self._database, RESOURCES, request.page, among(wanted), [table.pool_id]
        )
        return pb.ListResourcesResponse(resource=[_from_resource(r) for r in found], total=total)

    async def ChangeResource(self, request: pb.ChangeResourceRequest, context: Context) -> pb.Resource:
        command = ChangeResource(
            id=request.id,
            by=request.by,
            why=request.why,
            administrative_state=_state(
                AdministrativeState, request.administrative_state, "administrativeState"
            ),
            operational_state=_state(OperationalState, request.operational_state, "operationalState"),
        )
        return _from_resource(await self._runner.execute(command, correlation=request.id))

    async def WithdrawValue(self, request: pb.WithdrawValueRequest, context: Context) -> pb.Resource:
        command = WithdrawValue(
            specification_id=request.resource_specification_id,
            value=request.value,
            site=request.site,
            by=request.by,
            why=request.why,
        )
        return _from_resource(
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


def _from_resource(resource: Resource) -> pb.Resource:
    return pb.Resource(
        id=resource.id,
        version=resource.version,
        state=resource.state,
        status=resource.status,
        administrative_state=resource.administrative_state,
        operational_state=resource.operational_state,
        usage_state=resource.usage_state,
        name=resource.name,
        resource_specification_id=resource.specification_id,
        pool_id=resource.pool_id,
        value=resource.value,
        site=resource.site,
        resource_order_id=resource.resource_order_id,
        service_order_id=resource.service_order_id,
        service_id=resource.service_id,
        reservation_id=resource.reservation_id,
        since=rpc.timestamp(resource.since),
        characteristic=rpc.from_values(resource.characteristics.items()),
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
