"""com.v1.FalloutService: protobuf ↔ model, nothing else."""

import asyncio
from typing import Any

import grpc

from core.ordering.commands import ResolveFallout
from core.ordering.fallout import Fallout, FalloutState
from core.ordering.rpc.tasks import FALLOUT_STATES, from_fallout
from core.ordering.store import FALLOUT, fallouts
from hub.kernel.errors import HubError
from hub.kernel.values import Characteristic
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import PAGE_MAXIMUM, among, read_one, read_page
from hub.platform.runner import Runner
from proto.com.v1 import fallout_pb2 as pb
from proto.com.v1 import fallout_pb2_grpc
from proto.shared.v1 import common_pb2

Context = grpc.aio.ServicerContext[Any, Any]


class FalloutService(fallout_pb2_grpc.FalloutServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def GetFallout(self, request: pb.GetFalloutRequest, context: Context) -> pb.Fallout:
        return from_fallout(await read_one(self._database, FALLOUT, request.id, "fallout"))

    async def ListFallout(self, request: pb.ListFalloutRequest, context: Context) -> pb.ListFalloutResponse:
        columns = fallouts.c
        wanted = {
            columns.id: request.id,
            columns.state: [FALLOUT_STATES.inverse[s] for s in request.state if s in FALLOUT_STATES.inverse],
            columns.code: request.code,
            columns.order_id: request.product_order_id,
        }
        found, total = await read_page(
            self._database, FALLOUT, request.page, among(wanted), [columns.raised_at]
        )
        return pb.ListFalloutResponse(fallout=[from_fallout(f) for f in found], total=total)

    async def ResolveFallout(self, request: pb.ResolveFalloutRequest, context: Context) -> pb.Fallout:
        values = [rpc.to_characteristic(c) for c in request.characteristic]
        found = await read_one(self._database, FALLOUT, request.id, "fallout")
        return from_fallout(await self._resolve(found, request, values))

    async def ResolveFalloutByCode(
        self, request: pb.ResolveFalloutByCodeRequest, context: Context
    ) -> pb.ResolveFalloutByCodeResponse:
        wanted: dict[Any, list[str]] = {
            fallouts.c.code: [request.code],
            fallouts.c.state: [FalloutState.OPEN],
        }
        # All there is now: what comes after the decision has not been decided about.
        found: list[Fallout] = []
        total = 1
        while len(found) < total:
            page = common_pb2.Page(offset=len(found), limit=PAGE_MAXIMUM)
            more, total = await read_page(
                self._database, FALLOUT, page, among(wanted), [fallouts.c.raised_at]
            )
            if not more:
                break
            found += more
        # At once: the runner makes batches of them.
        results = await asyncio.gather(
            *(self._resolve(f, request, []) for f in found), return_exceptions=True
        )
        answer = pb.ResolveFalloutByCodeResponse()
        for fallout, result in zip(found, results, strict=True):
            if isinstance(result, HubError):
                reason = rpc.from_reason(result.reasons[0])
                answer.not_resolved.append(pb.NotResolved(id=fallout.id, reason=reason))
            elif isinstance(result, BaseException):
                raise result
            else:
                answer.resolved.append(from_fallout(result))
        return answer

    async def _resolve(self, fallout: Fallout, request: Any, values: list[Characteristic]) -> Fallout:
        command = ResolveFallout(
            fallout.id, fallout.order_id, request.action, request.by, request.why, values
        )
        resolved: Fallout = await self._runner.execute(
            command, correlation=fallout.order_id or fallout.mismatch_id
        )
        return resolved
