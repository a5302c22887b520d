"""rom.v1: protobuf ↔ model, nothing else."""

from typing import Any

import grpc
from sqlalchemy import select

from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.catalog import load_catalog
from workers.rom.model import Resource, ResourceOrder, ResourceSpecification
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Stock, Supply
from workers.rom.store import POOLS, RESOURCE_ORDERS, RESOURCES, pools, resource_orders, resources

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceOrderService(resource_order_pb2_grpc.ResourceOrderServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetResourceOrder(
        self, request: pb.GetResourceOrderRequest, context: Context
    ) -> pb.ResourceOrder:
        return _from_order(await read_one(self._database, RESOURCE_ORDERS, request.id, "resource order"))

    async def ListResourceOrders(
        self, request: pb.ListResourceOrdersRequest, context: Context
    ) -> pb.ListResourceOrdersResponse:
        wanted = {resource_orders.c.external_id: request.external_id, resource_orders.c.state: request.state}
        found, total = await read_page(
            self._database, RESOURCE_ORDERS, request.page, among(wanted), [resource_orders.c.order_date]
        )
        return pb.ListResourceOrdersResponse(resource_order=[_from_order(o) for o in found], total=total)


class ResourceInventoryService(resource_order_pb2_grpc.ResourceInventoryServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListResources(
        self, request: pb.ListResourcesRequest, context: Context
    ) -> pb.ListResourcesResponse:
        table = resources.c
        wanted = {
            table.id: request.id,
            table.service_order_id: request.service_order_id,
            table.pool_id: request.pool_id,
        }
        found, total = await read_page(
            self._database, RESOURCES, request.page, among(wanted), [table.pool_id]
        )
        return pb.ListResourcesResponse(resource=[_from_resource(r) for r in found], total=total)

    async def ListResourcePools(
        self, request: pb.ListResourcePoolsRequest, context: Context
    ) -> pb.ListResourcePoolsResponse:
        query = select(pools.c.document, pools.c.version).order_by(pools.c.id)
        found = await self._database.read(lambda connection: POOLS.decode(connection.execute(query)))
        return pb.ListResourcePoolsResponse(pool=[_from_pool(p) for p in found])


class ResourceCatalogService(resource_order_pb2_grpc.ResourceCatalogServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def LoadResourceCatalog(
        self, request: pb.LoadResourceCatalogRequest, context: Context
    ) -> pb.LoadResourceCatalogResponse:
        specifications = [
            ResourceSpecification(s.id, s.version or "1", s.name, s.lifecycle_status or "Active")
            for s in request.resource_specification
        ]
        supplies = [_to_pool(p) for p in request.resource_pool]
        added = await self._database.write(
            lambda connection: load_catalog(connection, specifications, supplies)
        )
        return pb.LoadResourceCatalogResponse(added=added)


def _to_pool(message: pb.ResourcePool) -> Pool:
    pool = Pool(id=message.resource_specification_id, name=message.id, supply=_to_supply(message))
    pool.fill()
    return pool


def _to_supply(message: pb.ResourcePool) -> Supply:
    match message.WhichOneof("supply"):
        case "number_range":
            return NumberRange(message.number_range.first, message.number_range.last)
        case "address_prefix":
            return AddressPrefix(message.address_prefix.cidr)
        case "stock":
            return Stock(message.stock.pattern, message.stock.count)
    raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"pool {message.id} has no supply", "resourcePool")


def _from_order(order: ResourceOrder) -> pb.ResourceOrder:
    return pb.ResourceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        order_date=rpc.timestamp(order.order_date),
        completion_date=rpc.timestamp(order.completion_date),
        item=[
            pb.ResourceOrderItem(
                id=i.id,
                action=i.action,
                state=i.state,
                resource_specification_id=i.specification_id,
                resource_id=i.resource_id,
                value=i.value,
            )
            for i in order.items
        ],
        reason=rpc.from_reason(order.reason) if order.reason else None,
    )


def _from_resource(resource: Resource) -> pb.Resource:
    return pb.Resource(
        id=resource.id,
        version=resource.version,
        status=resource.status,
        name=resource.name,
        resource_specification_id=resource.specification_id,
        pool_id=resource.specification_id,
        value=resource.value,
        resource_order_id=resource.resource_order_id,
        service_order_id=resource.service_order_id,
    )


def _from_pool(pool: Pool) -> pb.PoolUsage:
    return pb.PoolUsage(
        id=pool.name, resource_specification_id=pool.id, capacity=pool.capacity, allocated=pool.allocated
    )
