"""com.v1.ProductOfferingQualificationService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from core.ordering.items import ItemRelationship
from core.ordering.rpc.mapping import ACTIONS, from_product, to_product
from core.qualification.commands import (
    DeleteOfferingQualification,
    RequestOfferingQualification,
    UpdateOfferingQualification,
)
from core.qualification.machine import QualificationState
from core.qualification.model import Qualification, QualificationItem
from core.qualification.store import QUALIFICATIONS, qualifications
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.messages.rpc import Names, words
from hub.platform.database import Database
from hub.platform.reading import read_one, read_page
from hub.platform.runner import Runner
from hub.platform.search import At, Search
from proto.com.v1 import product_order_pb2 as order_pb
from proto.com.v1 import qualification_pb2 as pb
from proto.com.v1 import qualification_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]

STATES = Names({s: pb.QualificationState.Value(f"QUALIFICATION_STATE_{s.name}") for s in QualificationState})
_ITEM = {
    "action": At(words=words(ACTIONS, order_pb.ItemAction)),
    "state": At(words=words(STATES, pb.QualificationState)),
    "qualification_item_result": At("result"),
    "product_offering": At("offering"),
    "product": At(below={"product_specification": At("specification")}),
    "alternate": At(below={"product_offering": At("offering")}),
    "eligibility_unavailability_reason": At("reasons"),
    "termination_error": At("errors"),
}
SEARCH = Search(
    QUALIFICATIONS,
    {
        "state": At(words=words(STATES, pb.QualificationState)),
        "requested_date": At("requested_at"),
        "expected_date": At("expected_at"),
        "effective_date": At("completed_at"),
        "expiration_date": At("expires_at"),
        "qualification_result": At("result"),
        "requested_completion_date": At("wanted_by"),
        "instant_sync_qualification": At("instant"),
        "related_party": At("parties"),
        "item": At("items", _ITEM),
    },
)


class ProductOfferingQualificationService(qualification_pb2_grpc.ProductOfferingQualificationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CheckProductOfferingQualification(
        self, request: pb.CheckProductOfferingQualificationRequest, context: Context
    ) -> pb.ProductOfferingQualification:
        asked = to_qualification(request.product_offering_qualification)
        command = RequestOfferingQualification(asked)
        return from_qualification(await self._runner.execute(command, correlation=asked.id))

    async def GetProductOfferingQualification(
        self, request: pb.GetProductOfferingQualificationRequest, context: Context
    ) -> pb.ProductOfferingQualification:
        found = await read_one(self._database, QUALIFICATIONS, request.id, "product offering qualification")
        return from_qualification(found)

    async def ListProductOfferingQualifications(
        self, request: pb.ListProductOfferingQualificationsRequest, context: Context
    ) -> pb.ListProductOfferingQualificationsResponse:
        found, total = await read_page(
            self._database,
            QUALIFICATIONS,
            request.page,
            order=[qualifications.c.requested_at],
            search=SEARCH,
            query=request.query,
        )
        return pb.ListProductOfferingQualificationsResponse(
            product_offering_qualification=[from_qualification(q) for q in found], total=total
        )

    async def UpdateProductOfferingQualification(
        self, request: pb.UpdateProductOfferingQualificationRequest, context: Context
    ) -> pb.ProductOfferingQualification:
        command = UpdateOfferingQualification(
            id=request.id,
            description=request.description,
            wanted_by=rpc.moment(request, "requested_completion_date"),
            extension=request.extension_json,
            if_version=request.if_version,
        )
        return from_qualification(await self._runner.execute(command, correlation=request.id))

    async def DeleteProductOfferingQualification(
        self, request: pb.DeleteProductOfferingQualificationRequest, context: Context
    ) -> pb.DeleteProductOfferingQualificationResponse:
        command = DeleteOfferingQualification(request.id, request.if_version)
        await self._runner.execute(command, correlation=request.id)
        return pb.DeleteProductOfferingQualificationResponse()


def to_qualification(message: pb.ProductOfferingQualification) -> Qualification:
    """A new one; what only we may set is left as a new one has it."""
    return Qualification(
        id=new_id(),
        requested_at=rpc.BEGINNING,
        description=message.description,
        wanted_by=rpc.moment(message, "requested_completion_date"),
        instant=message.instant_sync_qualification,
        provide_alternative=message.provide_alternative,
        provide_only_available=message.provide_only_available
        or not message.HasField("provide_only_available"),
        provide_unavailability_reason=message.provide_unavailability_reason,
        channel=rpc.to_ref(message.channel) if message.HasField("channel") else None,
        category=rpc.to_ref(message.category) if message.HasField("category") else None,
        parties=[rpc.to_party(p) for p in message.related_party],
        items=[_to_item(i) for i in message.item],
        extension=message.extension_json,
    )


def from_qualification(found: Qualification) -> pb.ProductOfferingQualification:
    return pb.ProductOfferingQualification(
        id=found.id,
        version=found.version,
        state=STATES[found.state],
        requested_date=rpc.timestamp(found.requested_at),
        expected_date=rpc.timestamp(found.expected_at),
        effective_date=rpc.timestamp(found.completed_at),
        expiration_date=rpc.timestamp(found.expires_at),
        qualification_result=found.result,
        description=found.description,
        requested_completion_date=rpc.timestamp(found.wanted_by),
        instant_sync_qualification=found.instant,
        provide_alternative=found.provide_alternative,
        provide_only_available=found.provide_only_available,
        provide_unavailability_reason=found.provide_unavailability_reason,
        channel=rpc.from_ref(found.channel),
        category=rpc.from_ref(found.category),
        related_party=[rpc.from_party(p) for p in found.parties],
        item=[_from_item(i) for i in found.items],
        extension_json=found.extension,
    )


def _to_item(message: pb.QualificationItem) -> QualificationItem:
    return QualificationItem(
        id=message.id,
        action=ACTIONS.inverse.get(message.action or order_pb.ITEM_ACTION_ADD, ""),
        offering=rpc.to_ref(message.product_offering) if message.HasField("product_offering") else None,
        product=to_product(message.product) if message.HasField("product") else None,
        relationships=[
            ItemRelationship(r.relationship_type, r.id, r.extension_json) for r in message.relationship
        ],
        extension=message.extension_json,
    )


def _from_item(item: QualificationItem) -> pb.QualificationItem:
    return pb.QualificationItem(
        id=item.id,
        action=ACTIONS.get(item.action, order_pb.ITEM_ACTION_UNSPECIFIED),
        state=STATES[item.state],
        qualification_item_result=item.result or "",
        product_offering=rpc.from_ref(item.offering),
        product=from_product(item.product) if item.product else None,
        relationship=[
            order_pb.ItemRelationship(
                relationship_type=r.relationship_type, id=r.id, extension_json=r.extension
            )
            for r in item.relationships
        ],
        extension_json=item.extension,
        alternate=[
            pb.AlternateProductOfferingProposal(id=a.id, product_offering=rpc.from_ref(a.offering))
            for a in item.alternates
        ],
        eligibility_unavailability_reason=[rpc.from_reason(r) for r in item.reasons],
        termination_error=[rpc.from_reason(r) for r in item.errors],
    )
