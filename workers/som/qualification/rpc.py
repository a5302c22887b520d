"""som.v1.ServiceQualificationService: protobuf ↔ model, nothing else."""

import asyncio
import hashlib
from typing import Any, TypeVar

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.som.v1 import service_qualification_pb2 as pb
from proto.som.v1 import service_qualification_pb2_grpc
from workers.som.qualification.commands import DeleteQualification, RequestQualification
from workers.som.qualification.machine import PUBLISHED
from workers.som.qualification.model import Qualification, QualificationItem, QualificationKind, Search
from workers.som.qualification.proposal import Proposal, proposal
from workers.som.qualification.store import QUALIFICATIONS, qualifications

Context = grpc.aio.ServicerContext[Any, Any]
R = TypeVar("R", pb.CheckServiceQualificationRequest, pb.QueryServiceQualificationRequest)

#: As long as a caller may wait for the result.
LONGEST_WAIT_SECONDS = 10.0
# How soon it is looked for first; the pause doubles up to the last one.
_FIRST_PAUSE, _LAST_PAUSE = 0.01, 0.25


class ServiceQualificationService(service_qualification_pb2_grpc.ServiceQualificationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CheckServiceQualification(
        self, request: pb.CheckServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        asked = _asked(QualificationKind.CHECK, request)
        asked.items = [_to_item(asked.id, number, i) for number, i in enumerate(request.item, 1)]
        asked.provide_alternative = request.provide_alternative
        asked.provide_only_available = request.provide_only_available
        asked.provide_unavailability_reason = request.provide_unavailability_reason
        asked.reserve_until = rpc.moment(request, "reserve_until")
        return await self._answer(asked, request.wait_seconds)

    async def QueryServiceQualification(
        self, request: pb.QueryServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        asked = _asked(QualificationKind.QUERY, request)
        asked.search = Search(
            places=[rpc.to_place(p) for p in request.place],
            category=request.category,
            specification_id=request.service_specification_id,
        )
        return await self._answer(asked, request.wait_seconds)

    async def GetServiceQualification(
        self, request: pb.GetServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        return from_qualification(await self._read(request.id))

    async def ListServiceQualifications(
        self, request: pb.ListServiceQualificationsRequest, context: Context
    ) -> pb.ListServiceQualificationsResponse:
        columns = qualifications.c
        # A published state that we do not have finds nothing.
        states = [s for s, published in PUBLISHED.items() if published in request.state] or request.state
        wanted = {columns.id: request.id, columns.kind: request.kind, columns.state: states}
        found, total = await read_page(
            self._database, QUALIFICATIONS, request.page, among(wanted), [columns.requested_at]
        )
        return pb.ListServiceQualificationsResponse(
            service_qualification=[from_qualification(q) for q in found], total=total
        )

    async def DeleteServiceQualification(
        self, request: pb.DeleteServiceQualificationRequest, context: Context
    ) -> pb.DeleteServiceQualificationResponse:
        await self._runner.execute(DeleteQualification(request.id), correlation=request.id)
        return pb.DeleteServiceQualificationResponse()

    async def _answer(self, asked: Qualification, wait_seconds: float) -> pb.ServiceQualification:
        """As it stands at once, or when it has ended or the caller has waited as long as he wanted."""
        if not 0 <= wait_seconds <= LONGEST_WAIT_SECONDS:
            text = f"lies between 0 and {LONGEST_WAIT_SECONDS:g}"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "waitSeconds")
        found = await self._runner.execute(RequestQualification(asked), correlation=asked.id)
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + wait_seconds, _FIRST_PAUSE
        while not found.settled and (left := end - loop.time()) > 0:
            await asyncio.sleep(min(pause, left))
            pause = min(2 * pause, _LAST_PAUSE)
            found = await self._read(asked.id)
        return from_qualification(found)

    async def _read(self, identifier: str) -> Qualification:
        return await read_one(self._database, QUALIFICATIONS, identifier, "service qualification")


def _asked(kind: QualificationKind, request: R) -> Qualification:
    """What both kinds of request say. How long the caller waits is no part of what he asks for."""
    content = type(request)()
    content.CopyFrom(request)
    content.ClearField("wait_seconds")
    return Qualification(
        id=request.id or new_id(),
        kind=kind,
        fingerprint=hashlib.sha256(kind.encode() + content.SerializeToString(deterministic=True)).hexdigest(),
        requested_at=rpc.BEGINNING,
        external_id=request.external_id,
        description=request.description,
        expected_date=rpc.moment(request, "expected_qualification_date"),
        extension=request.extension_json,
    )


def _to_item(qualification_id: str, number: int, message: pb.ServiceToQualify) -> QualificationItem:
    identifier = message.id or str(number)
    return QualificationItem(
        id=identifier,
        wanted=proposal(qualification_id, identifier, message.service_specification_id),
        places=[rpc.to_place(p) for p in message.place],
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        extension=message.extension_json,
    )


def from_qualification(found: Qualification) -> pb.ServiceQualification:
    search = found.search or Search()
    return pb.ServiceQualification(
        id=found.id,
        version=found.version,
        kind=found.kind,
        state=found.state,
        published_state=PUBLISHED[found.state],
        external_id=found.external_id,
        description=found.description,
        requested_date=rpc.timestamp(found.requested_at),
        expected_qualification_date=rpc.timestamp(found.expected_date),
        estimated_response_date=rpc.timestamp(found.response_by),
        effective_qualification_date=rpc.timestamp(found.completed_at),
        expiration_date=rpc.timestamp(found.reserved_until),
        qualification_result=found.result or "",
        item=[_from_item(found, item) for item in found.answered_items],
        termination_error=rpc.from_reason(found.reason) if found.reason else None,
        reservation=found.reservation,
        provide_alternative=found.provide_alternative,
        provide_only_available=found.provide_only_available,
        provide_unavailability_reason=found.provide_unavailability_reason,
        reserve_until=rpc.timestamp(found.reserve_until),
        place=[rpc.from_place(p) for p in search.places],
        category=search.category,
        service_specification_id=search.specification_id,
        extension_json=found.extension,
    )


def _from_item(of: Qualification, item: QualificationItem) -> pb.ServiceQualificationItem:
    """Nothing is said of an item before all is known."""
    wanted, done = item.wanted, of.done
    available = done and wanted.qualified
    alternatives = item.alternatives if done and not wanted.qualified else []
    reasons = [wanted.reason] if done and of.provide_unavailability_reason and wanted.reason else []
    return pb.ServiceQualificationItem(
        id=item.id,
        qualification_result=item.result if done else "",
        service_specification_id=wanted.specification_id,
        service_specification_version=wanted.specification_version,
        name=wanted.name,
        place=[rpc.from_place(p) for p in item.places],
        characteristic=[rpc.from_characteristic(c) for c in item.characteristics],
        eligibility_unavailability_reason=[rpc.from_reason(reason) for reason in reasons],
        alternate_service_proposal=[_from_alternative(of, a) for a in alternatives if a.qualified],
        expected_service_availability_date=rpc.timestamp(of.completed_at) if available else None,
        free=wanted.free if done else None,
        extension_json=item.extension,
    )


def _from_alternative(of: Qualification, alternative: Proposal) -> pb.AlternateServiceProposal:
    return pb.AlternateServiceProposal(
        id=alternative.id,
        service_specification_id=alternative.specification_id,
        service_specification_version=alternative.specification_version,
        name=alternative.name,
        alternate_service_availability_date=rpc.timestamp(of.completed_at),
        free=alternative.free,
    )
