"""som.v1: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.values import Ref
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from proto.som.v1 import service_order_pb2 as pb
from proto.som.v1 import service_order_pb2_grpc
from workers.som.catalog import ENTRIES, ActivationPolicy, ResourceComponent, ServiceSpecification
from workers.som.inventory import Service
from workers.som.model import ServiceOrder
from workers.som.store import SERVICE_ORDERS, SERVICES, service_orders, services

Context = grpc.aio.ServicerContext[Any, Any]


class ServiceOrderService(service_order_pb2_grpc.ServiceOrderServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetServiceOrder(self, request: pb.GetServiceOrderRequest, context: Context) -> pb.ServiceOrder:
        return _from_order(await read_one(self._database, SERVICE_ORDERS, request.id, "service order"))

    async def ListServiceOrders(
        self, request: pb.ListServiceOrdersRequest, context: Context
    ) -> pb.ListServiceOrdersResponse:
        wanted = {service_orders.c.external_id: request.external_id, service_orders.c.state: request.state}
        found, total = await read_page(
            self._database, SERVICE_ORDERS, request.page, among(wanted), [service_orders.c.order_date]
        )
        return pb.ListServiceOrdersResponse(service_order=[_from_order(o) for o in found], total=total)


class ServiceInventoryService(service_order_pb2_grpc.ServiceInventoryServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListServices(
        self, request: pb.ListServicesRequest, context: Context
    ) -> pb.ListServicesResponse:
        table = services.c
        wanted = {
            table.id: request.id,
            table.product_order_id: request.product_order_id,
            table.state: request.state,
        }
        found, total = await read_page(self._database, SERVICES, request.page, among(wanted))
        return pb.ListServicesResponse(service=[_from_service(s) for s in found], total=total)


class ServiceCatalogService(service_order_pb2_grpc.ServiceCatalogServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def LoadServiceCatalog(
        self, request: pb.LoadServiceCatalogRequest, context: Context
    ) -> pb.LoadServiceCatalogResponse:
        new = [_to_specification(s) for s in request.service_specification]
        added = await self._database.write(lambda connection: ENTRIES.load(connection, new))
        return pb.LoadServiceCatalogResponse(added=added)


def _to_specification(message: pb.ServiceSpecification) -> ServiceSpecification:
    return ServiceSpecification(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        lifecycle_status=message.lifecycle_status or "Active",
        resources=[
            ResourceComponent(r.name, r.resource_specification_id) for r in message.resource_component
        ],
        activation=_to_policy(message.activation) if message.HasField("activation") else None,
    )


def _to_policy(message: pb.Activation) -> ActivationPolicy:
    return ActivationPolicy(
        attempts=message.attempts or 1,
        back_off_seconds=message.back_off_seconds or 1.0,
        answer_within_seconds=message.answer_within_seconds,
        parameters={name: rpc.from_value(v) for name, v in message.parameter.items()},
    )


def _from_order(order: ServiceOrder) -> pb.ServiceOrder:
    return pb.ServiceOrder(
        id=order.id,
        version=order.version,
        state=order.state,
        external_id=order.external_id,
        order_date=rpc.timestamp(order.order_date),
        completion_date=rpc.timestamp(order.completion_date),
        service_id=order.service_id,
        service_specification_id=order.specification_id,
        action=order.action,
        characteristic=rpc.from_values(order.effective().items()),
        resource_order_id=order.resource_order_id,
        activation_key=order.id,
        activation_attempts=order.attempts,
        questions=order.questions,
        reason=rpc.from_reason(order.reason) if order.reason else None,
    )


def _from_service(service: Service) -> pb.Service:
    held = (rpc.from_ref(Ref(r.resource_id, name=r.name)) for r in service.resources)
    return pb.Service(
        id=service.id,
        version=service.version,
        state=service.state,
        name=service.name,
        service_specification_id=service.specification_id,
        characteristic=rpc.from_values(service.characteristics.items()),
        supporting_resource=[ref for ref in held if ref is not None],
        service_order_id=service.service_order_id,
        product_order_id=service.product_order_id,
        open_service_order_id=service.open_order_id,
    )
