"""com.v1.ProductCatalogService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from core.catalog.model import (
    BundledOffering,
    CharacteristicSpecification,
    Entry,
    Mapping,
    ProductOffering,
    ProductSpecification,
    ServiceComponent,
)
from core.catalog.store import ENTRIES
from hub.messages import rpc
from hub.platform.database import Database
from proto.com.v1 import catalog_pb2, catalog_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]


class ProductCatalogService(catalog_pb2_grpc.ProductCatalogServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def LoadProductCatalog(
        self,
        request: catalog_pb2.LoadProductCatalogRequest,
        context: Context,
    ) -> catalog_pb2.LoadProductCatalogResponse:
        new: list[Entry] = [
            *(_offering(o) for o in request.product_offering),
            *(_specification(s) for s in request.product_specification),
        ]
        added = await self._database.write(lambda connection: ENTRIES.load(connection, new))
        return catalog_pb2.LoadProductCatalogResponse(added=added)


def _offering(message: catalog_pb2.ProductOffering) -> ProductOffering:
    return ProductOffering(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        description=message.description,
        lifecycle_status=message.lifecycle_status or "Active",
        is_bundle=message.is_bundle,
        product_specification_id=message.product_specification_id,
        bundled=[BundledOffering(b.id, b.minimum, b.maximum or 1) for b in message.bundled_product_offering],
    )


def _specification(message: catalog_pb2.ProductSpecification) -> ProductSpecification:
    return ProductSpecification(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        lifecycle_status=message.lifecycle_status or "Active",
        characteristics=[_characteristic(c) for c in message.characteristic],
        service_components=[_component(c) for c in message.service_component],
    )


def _characteristic(message: catalog_pb2.CharacteristicSpecification) -> CharacteristicSpecification:
    return CharacteristicSpecification(
        name=message.name,
        value_type=message.value_type,
        mandatory=message.mandatory,
        default=rpc.from_value(message.default_value) if message.HasField("default_value") else None,
        allowed=[rpc.from_value(v) for v in message.allowed_value],
        minimum=message.minimum if message.HasField("minimum") else None,
        maximum=message.maximum if message.HasField("maximum") else None,
    )


def _component(message: catalog_pb2.ServiceComponent) -> ServiceComponent:
    return ServiceComponent(
        service_specification_id=message.service_specification_id,
        requires=list(message.requires),
        characteristics=[_mapping(m) for m in message.characteristic],
        results=[_mapping(m) for m in message.result],
        time_limit_seconds=message.time_limit_seconds,
    )


def _mapping(message: catalog_pb2.CharacteristicMapping) -> Mapping:
    return Mapping(
        message.target, message.source, rpc.from_value(message.value) if message.HasField("value") else None
    )
