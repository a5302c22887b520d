"""com.v1.ProductCatalogService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.check import mistakes
from core.catalog.components import Condition, Mapping, RetryPolicy, ServiceComponent
from core.catalog.eligibility import EligibleParty
from core.catalog.model import BundledOffering, Entry, ProductOffering, ProductSpecification, Question
from core.catalog.store import ENTRIES
from hub.kernel.clock import Clock
from hub.kernel.errors import HubError, Kind
from hub.messages import rpc
from hub.platform.database import Database
from proto.com.v1 import catalog_pb2, catalog_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]


class ProductCatalogService(catalog_pb2_grpc.ProductCatalogServiceServicer):
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def LoadProductCatalog(
        self,
        request: catalog_pb2.LoadProductCatalogRequest,
        context: Context,
    ) -> catalog_pb2.LoadProductCatalogResponse:
        new = entries(request)
        reasons = mistakes(new)
        if reasons:
            raise HubError(Kind.INVALID, *reasons)
        at = self._clock.now()
        added = await self._database.write(lambda connection: ENTRIES.load(connection, new, at))
        return catalog_pb2.LoadProductCatalogResponse(added=added)


def entries(request: catalog_pb2.LoadProductCatalogRequest) -> list[Entry]:
    """What a request holds, with our defaults where it is silent."""
    return [
        *(_offering(o) for o in request.product_offering),
        *(_specification(s) for s in request.product_specification),
    ]


def _offering(message: catalog_pb2.ProductOffering) -> ProductOffering:
    return ProductOffering(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        description=message.description,
        lifecycle_status=message.lifecycle_status or "Active",
        is_bundle=message.is_bundle,
        product_specification_id=message.product_specification_id,
        bundled=[
            BundledOffering(b.id, b.minimum, b.maximum or 1, b.optional)
            for b in message.bundled_product_offering
        ],
        valid_from=rpc.moment(message, "valid_from"),
        valid_to=rpc.moment(message, "valid_to"),
        channels=list(message.channel),
        eligible_parties=[EligibleParty(p.id, p.role, p.referred_type) for p in message.eligible_party],
        categories=list(message.category),
    )


def _specification(message: catalog_pb2.ProductSpecification) -> ProductSpecification:
    return ProductSpecification(
        id=message.id,
        version=message.version or "1",
        name=message.name,
        lifecycle_status=message.lifecycle_status or "Active",
        characteristics=[_characteristic(c) for c in message.characteristic],
        service_components=[_component(c) for c in message.service_component],
        questions=[Question(q.name, q.text, q.limit_seconds) for q in message.question],
        concurrent_orders=message.concurrent_orders or "hold",
    )


def _characteristic(message: catalog_pb2.CharacteristicSpecification) -> CharacteristicSpecification:
    return CharacteristicSpecification(
        name=message.name,
        value_type=message.value_type,
        mandatory=message.mandatory,
        default=rpc.from_value(message.default_value) if message.HasField("default_value") else None,
        allowed=[rpc.from_value(v) for v in message.allowed_value],
        minimum=_optional(message, "minimum"),
        maximum=_optional(message, "maximum"),
    )


def _component(message: catalog_pb2.ServiceComponent) -> ServiceComponent:
    return ServiceComponent(
        service_specification_id=message.service_specification_id,
        requires=list(message.requires),
        characteristics=[_mapping(m) for m in message.characteristic],
        results=[_mapping(m) for m in message.result],
        time_limit_seconds=message.time_limit_seconds,
        when=[_condition(c) for c in message.when],
        quantity_from=message.quantity_from,
        importance=message.importance or "mandatory",
        retry=_retry(message.retry) if message.HasField("retry") else RetryPolicy(),
        compensation=message.compensation,
        point_of_no_return=message.point_of_no_return or "none",
        on_failure=message.on_failure or "fail",
        expected_seconds=message.expected_seconds,
    )


def _condition(message: catalog_pb2.Condition) -> Condition:
    return Condition(
        characteristic=message.characteristic,
        one_of=[rpc.from_value(v) for v in message.one_of],
        minimum=_optional(message, "minimum"),
        maximum=_optional(message, "maximum"),
    )


def _retry(message: catalog_pb2.RetryPolicy) -> RetryPolicy:
    return RetryPolicy(message.attempts, message.back_off_seconds or 1.0, message.jitter)


def _optional(message: Any, name: str) -> float | None:
    return getattr(message, name) if message.HasField(name) else None


def _mapping(message: catalog_pb2.CharacteristicMapping) -> Mapping:
    return Mapping(
        message.target, message.source, rpc.from_value(message.value) if message.HasField("value") else None
    )
