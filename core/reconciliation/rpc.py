"""com.v1.ReconciliationService: protobuf ↔ model, nothing else."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import grpc
import msgspec

from core.reconciliation.commands import RepairMismatch, SetSchedule, StartReconciliation
from core.reconciliation.machine import MismatchState, ReconciliationState
from core.reconciliation.mismatch import Mismatch
from core.reconciliation.model import Policies, Policy, Reconciliation, Schedule, policies
from core.reconciliation.store import (
    MISMATCHES,
    RECONCILIATIONS,
    SCHEDULE_ID,
    SCHEDULES,
    mismatches,
    reconciliations,
)
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.messages.reconciliation import Between
from hub.messages.rpc import Names
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.com.v1 import reconciliation_pb2 as pb
from proto.com.v1 import reconciliation_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]
W = TypeVar("W", bound=StrEnum)

STATES = Names(
    {s: pb.ReconciliationState.Value(f"RECONCILIATION_STATE_{s.name}") for s in ReconciliationState}
)
MISMATCH_STATES = Names({s: pb.MismatchState.Value(f"MISMATCH_STATE_{s.name}") for s in MismatchState})


class ReconciliationService(reconciliation_pb2_grpc.ReconciliationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def StartReconciliation(
        self, request: pb.StartReconciliationRequest, context: Context
    ) -> pb.Reconciliation:
        _given("by", request.by)
        identifier = new_id()
        command = StartReconciliation(identifier, to_policies(request.policy), request.by, request.why)
        return from_reconciliation(await self._runner.execute(command, correlation=identifier))

    async def GetReconciliation(
        self, request: pb.GetReconciliationRequest, context: Context
    ) -> pb.Reconciliation:
        found = await read_one(self._database, RECONCILIATIONS, request.id, "reconciliation")
        return from_reconciliation(found)

    async def ListReconciliations(
        self, request: pb.ListReconciliationsRequest, context: Context
    ) -> pb.ListReconciliationsResponse:
        columns = reconciliations.c
        wanted = {columns.state: [STATES.inverse[s] for s in request.state if s in STATES.inverse]}
        newest = [columns.started_at.desc()]
        found, total = await read_page(self._database, RECONCILIATIONS, request.page, among(wanted), newest)
        return pb.ListReconciliationsResponse(
            reconciliation=[from_reconciliation(r) for r in found], total=total
        )

    async def GetMismatch(self, request: pb.GetMismatchRequest, context: Context) -> pb.Mismatch:
        return from_mismatch(await read_one(self._database, MISMATCHES, request.id, "mismatch"))

    async def ListMismatches(
        self, request: pb.ListMismatchesRequest, context: Context
    ) -> pb.ListMismatchesResponse:
        columns = mismatches.c
        states = MISMATCH_STATES.inverse
        wanted: dict[Any, Sequence[str]] = {
            columns.state: [states[s] for s in request.state if s in states],
            columns.inventories: request.between,
            columns.difference: request.difference,
            columns.service_id: request.service_id,
            columns.product_id: request.product_id,
            columns.reconciliation_id: request.reconciliation_id,
        }
        found, total = await read_page(
            self._database, MISMATCHES, request.page, among(wanted), [columns.found_at]
        )
        return pb.ListMismatchesResponse(mismatch=[from_mismatch(m) for m in found], total=total)

    async def RepairMismatch(self, request: pb.RepairMismatchRequest, context: Context) -> pb.Mismatch:
        command = RepairMismatch(request.id, request.repair, request.by, request.why)
        return from_mismatch(await self._runner.execute(command, correlation=request.id))

    async def GetSchedule(self, request: pb.GetScheduleRequest, context: Context) -> pb.Schedule:
        found = await self._database.read(lambda connection: SCHEDULES.load(connection, [SCHEDULE_ID]))
        return from_schedule(found.get(SCHEDULE_ID) or Schedule(id=SCHEDULE_ID))

    async def SetSchedule(self, request: pb.SetScheduleRequest, context: Context) -> pb.Schedule:
        _given("by", request.by)
        _given("why", request.why)
        command = SetSchedule(request.every_seconds, to_policies(request.policy), request.by, request.why)
        return from_schedule(await self._runner.execute(command, correlation=SCHEDULE_ID))


def to_policies(given: Mapping[str, str]) -> Policies:
    return policies({_word(Between, b): _word(Policy, p) for b, p in given.items()})


def from_reconciliation(run: Reconciliation) -> pb.Reconciliation:
    return pb.Reconciliation(
        id=run.id,
        version=run.version,
        state=STATES[run.state],
        started_at=rpc.timestamp(run.started_at),
        ended_at=rpc.timestamp(run.ended_at),
        by=run.by,
        why=run.why,
        policy=_words(run.policy),
        products_until=run.after,
        products_done=run.products_done,
        services_done=run.services_done,
        products=run.products,
        services=run.services,
        left_out=run.left_out,
        found=[
            pb.Count(between=between, difference=difference, count=count)
            for between, differences in run.found.items()
            for difference, count in differences.items()
        ],
        reason=[rpc.from_reason(r) for r in run.reasons],
    )


def from_mismatch(mismatch: Mismatch) -> pb.Mismatch:
    return pb.Mismatch(
        id=mismatch.id,
        version=mismatch.version,
        state=MISMATCH_STATES[mismatch.state],
        between=mismatch.between,
        difference=mismatch.difference,
        subject_id=mismatch.subject_id,
        service_id=mismatch.service_id,
        product_id=mismatch.product_id,
        specification_id=mismatch.specification_id,
        upper_json=msgspec.json.encode(mismatch.upper).decode(),
        lower_json=msgspec.json.encode(mismatch.lower).decode(),
        found_at=rpc.timestamp(mismatch.found_at),
        seen_at=rpc.timestamp(mismatch.seen_at),
        reconciliation_id=mismatch.reconciliation_id,
        repair=mismatch.repair or "",
        attempt=mismatch.attempt,
        by=mismatch.by,
        why=mismatch.why,
        reason=rpc.from_reason(mismatch.reason) if mismatch.reason else None,
        fallout_id=mismatch.fallout_id,
    )


def from_schedule(schedule: Schedule) -> pb.Schedule:
    return pb.Schedule(
        version=schedule.version,
        every_seconds=schedule.every_seconds,
        policy=_words(schedule.policy),
        by=schedule.by,
        why=schedule.why,
        next_at=rpc.timestamp(schedule.wake_at),
        reconciliation_id=schedule.reconciliation_id,
    )


def _words(of: Policies) -> dict[str, str]:
    return {str(between): str(policy) for between, policy in of.items()}


def _word(kind: type[W], text: str) -> W:
    try:
        return kind(text)
    except ValueError as error:
        why = f"has to be of {', '.join(kind)}, not {text[:60] or 'nothing'}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, "policy") from error


def _given(name: str, text: str) -> None:
    if not text.strip():
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is needed: it is kept", name)
