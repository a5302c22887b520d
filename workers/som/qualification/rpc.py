"""som.v1.ServiceQualificationService: protobuf ↔ model, nothing else."""

import hashlib
from typing import Any, TypeVar

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from hub.platform.waiting import check_wait, wait_for
from proto.som.v1 import service_qualification_pb2 as pb
from proto.som.v1 import service_qualification_pb2_grpc
from workers.som.qualification.commands import (
    ChangeQualification,
    DeleteQualification,
    RequestQualification,
)
from workers.som.qualification.machine import PUBLISHED
from workers.som.qualification.model import Qualification, QualificationKind
from workers.som.qualification.rpc_mapping import from_qualification, to_item, to_search
from workers.som.qualification.rpc_search import SEARCH
from workers.som.qualification.store import QUALIFICATIONS, qualifications

Context = grpc.aio.ServicerContext[Any, Any]
R = TypeVar("R", pb.CheckServiceQualificationRequest, pb.QueryServiceQualificationRequest)


#: Who wants the result at once waits a little less than a call may take.
INSTANT_SECONDS = 8.0


class ServiceQualificationService(service_qualification_pb2_grpc.ServiceQualificationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CheckServiceQualification(
        self, request: pb.CheckServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        asked = _asked(QualificationKind.CHECK, request)
        asked.items = [to_item(asked.id, number, i) for number, i in enumerate(request.item, 1)]
        asked.provide_alternative = request.provide_alternative
        asked.provide_only_available = request.provide_only_available
        asked.provide_unavailability_reason = request.provide_unavailability_reason
        asked.reserve_until = rpc.moment(request, "reserve_until")
        return await self._answer(asked, _patience(request))

    async def QueryServiceQualification(
        self, request: pb.QueryServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        asked = _asked(QualificationKind.QUERY, request)
        asked.search = to_search(request.search_criteria)
        return await self._answer(asked, _patience(request))

    async def GetServiceQualification(
        self, request: pb.GetServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        found = await self._read(request.id)
        if request.kind not in {"", found.kind}:
            text = f"there is no service qualification {request.id}"
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, "id")
        return from_qualification(found)

    async def ListServiceQualifications(
        self, request: pb.ListServiceQualificationsRequest, context: Context
    ) -> pb.ListServiceQualificationsResponse:
        columns = qualifications.c
        # A published state that we do not have finds nothing.
        states = [s for s, published in PUBLISHED.items() if published in request.state] or request.state
        wanted = {columns.id: request.id, columns.kind: request.kind, columns.state: states}
        found, total = await read_page(
            self._database,
            QUALIFICATIONS,
            request.page,
            among(wanted),
            [columns.requested_at],
            search=SEARCH,
            query=request.query,
        )
        return pb.ListServiceQualificationsResponse(
            service_qualification=[from_qualification(q) for q in found], total=total
        )

    async def UpdateServiceQualification(
        self, request: pb.UpdateServiceQualificationRequest, context: Context
    ) -> pb.ServiceQualification:
        command = ChangeQualification(
            id=request.id,
            external_id=request.external_id,
            description=request.description,
            expected_date=rpc.moment(request, "expected_qualification_date"),
            extension=request.extension_json,
            kind=request.kind,
            if_version=request.if_version,
        )
        return from_qualification(await self._runner.execute(command, correlation=request.id))

    async def DeleteServiceQualification(
        self, request: pb.DeleteServiceQualificationRequest, context: Context
    ) -> pb.DeleteServiceQualificationResponse:
        command = DeleteQualification(request.id, request.kind, request.if_version)
        await self._runner.execute(command, correlation=request.id)
        return pb.DeleteServiceQualificationResponse()

    async def _answer(self, asked: Qualification, wait_seconds: float) -> pb.ServiceQualification:
        """As it stands at once, or when it has ended or the caller has waited as long as he wanted."""
        check_wait(wait_seconds)
        found = await self._runner.execute(RequestQualification(asked), correlation=asked.id)
        return from_qualification(
            await wait_for(found, lambda q: q.settled, lambda: self._read(asked.id), wait_seconds)
        )

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
        instant=request.instant_sync_qualification,
        extension=request.extension_json,
    )


def _patience(request: R) -> float:
    """How many seconds the caller waits for the result."""
    return request.wait_seconds or (INSTANT_SECONDS if request.instant_sync_qualification else 0.0)
