# ruff: noqa: N802 - gRPC names its methods
"""A core that reconciles at once, and finds what a test has put in."""

from typing import Any

from hub.kernel.errors import Code, HubError, Kind, refuse
from proto.com.v1 import reconciliation_pb2 as pb
from proto.com.v1 import reconciliation_pb2_grpc as reconciliation_grpc
from proto.shared.v1 import common_pb2
from tests.contract.gateway.fake_orders import FIRST_ORDER_AT, paged, unknown


class FakeReconciliation(reconciliation_grpc.ReconciliationServiceServicer):
    """Each time a running one is asked for, it is one state of `states` further."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new."""
        self.runs: dict[str, pb.Reconciliation] = {}
        self.mismatches: dict[str, pb.Mismatch] = {}
        self.schedule = pb.Schedule(policy={"service-network": "report"})
        self.requests: list[Any] = []
        self.states: list[int] = []
        # Why one that has failed has.
        self.reasons: list[common_pb2.Reason] = []
        self.trouble: HubError | None = None

    def add(self, state: str = "OPEN", **members: Any) -> pb.Mismatch:
        """Something that does not agree."""
        identifier = f"mismatch-{len(self.mismatches) + 1}"
        entry = pb.Mismatch(
            **{
                "id": identifier,
                "version": 1,
                "state": f"MISMATCH_STATE_{state}",
                "between": "service-network",
                "difference": "different",
                "subject_id": "service-1",
                "service_id": "service-1",
                "product_id": "product-1",
                "specification_id": "cfs-fiber-access",
                "upper_json": '{"characteristics":{"bandwidth":1000}}',
                "lower_json": "{}",
                "reconciliation_id": "run-1",
                **members,
            }
        )
        entry.found_at.FromDatetime(FIRST_ORDER_AT)
        entry.seen_at.FromDatetime(FIRST_ORDER_AT)
        self.mismatches[identifier] = entry
        return entry

    async def StartReconciliation(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        if self.trouble:
            raise self.trouble
        run = pb.Reconciliation(
            id=f"run-{len(self.runs) + 1}",
            version=1,
            state=pb.RECONCILIATION_STATE_RUNNING,
            by=request.by,
            why=request.why,
            policy=request.policy,
        )
        run.started_at.FromDatetime(FIRST_ORDER_AT)
        self.runs[run.id] = run
        return run

    async def GetReconciliation(self, request: Any, context: Any) -> Any:
        if request.id not in self.runs:
            raise unknown("reconciliation")
        run = self.runs[request.id]
        if self.states:
            run.state = self.states.pop(0)  # type: ignore[assignment]
            run.version += 1
        if run.state == pb.RECONCILIATION_STATE_FAILED:
            run.reason.extend(self.reasons)
        if run.state == pb.RECONCILIATION_STATE_COMPLETED:
            run.products_done = run.services_done = True
            run.products, run.services = 7, 9
        return run

    async def ListReconciliations(self, request: Any, context: Any) -> Any:
        found = [r for r in self.runs.values() if not request.state or r.state in request.state]
        return pb.ListReconciliationsResponse(reconciliation=paged(found, request.page), total=len(found))

    async def GetMismatch(self, request: Any, context: Any) -> Any:
        if request.id not in self.mismatches:
            raise unknown("mismatch")
        return self.mismatches[request.id]

    async def ListMismatches(self, request: Any, context: Any) -> Any:
        names = ("state", "between", "difference", "service_id", "product_id", "reconciliation_id")
        found = [
            m
            for m in self.mismatches.values()
            if all(not (wanted := getattr(request, n)) or getattr(m, n) in wanted for n in names)
        ]
        # What is being repaired is repaired the next time it is asked for.
        answer = pb.ListMismatchesResponse(mismatch=paged(found, request.page), total=len(found))
        for mismatch in found:
            if mismatch.state == pb.MISMATCH_STATE_REPAIRING:
                mismatch.state = pb.MISMATCH_STATE_REPAIRED
        return answer

    async def RepairMismatch(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        mismatch = await self.GetMismatch(request, context)
        if mismatch.state != pb.MISMATCH_STATE_OPEN:
            text = "mismatch is repaired: repair is not possible now"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
        mismatch.state = pb.MISMATCH_STATE_REPAIRING
        mismatch.repair, mismatch.attempt = request.repair, 1
        mismatch.by, mismatch.why = request.by, request.why
        return mismatch

    async def GetSchedule(self, request: Any, context: Any) -> Any:
        return self.schedule

    async def SetSchedule(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        self.schedule = pb.Schedule(
            version=1,
            every_seconds=request.every_seconds,
            policy=request.policy,
            by=request.by,
            why=request.why,
        )
        if request.every_seconds:
            self.schedule.next_at.FromDatetime(FIRST_ORDER_AT)
        return self.schedule


def reason(code: str, text: str) -> common_pb2.Reason:
    return common_pb2.Reason(code=code, text=text)
