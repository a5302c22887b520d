"""Reconciliations, mismatches and the schedule cross gRPC whole."""

import json
from typing import Any

import pytest

from core.reconciliation.model import Policy
from core.reconciliation.rpc import ReconciliationService
from hub.kernel.errors import Code, HubError
from proto.com.v1 import reconciliation_pb2 as pb
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.som_inventory import Som, below


class Desk:
    """Runner and database of a core in memory."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def execute(self, command: Any, *, correlation: str) -> Any:
        return self._core.do(command, correlation)

    async def read(self, work: Any) -> Any:
        return self._core.read(work)


@pytest.fixture
def service(core: Core) -> Any:
    desk: Any = Desk(core)
    return ReconciliationService(desk, desk)


async def test_a_reconciliation_is_started_and_told(slow: Som, service: Any) -> None:
    wish = pb.StartReconciliationRequest(policy={"product-service": "adopt"}, by="Kim", why="because")
    begun = await service.StartReconciliation(wish, None)
    assert (begun.state, begun.version, begun.by) == (pb.RECONCILIATION_STATE_RUNNING, 1, "Kim")
    assert dict(begun.policy) == {
        "product-service": "adopt",
        "service-network": "report",
        "service-resource": "report",
    }
    slow.answer()
    seen = await service.GetReconciliation(pb.GetReconciliationRequest(id=begun.id), None)
    assert (seen.state, seen.products, seen.products_done) == (pb.RECONCILIATION_STATE_COMPLETED, 1, True)
    assert [(c.between, c.difference, c.count) for c in seen.found] == [("product-service", "different", 1)]
    listed = await service.ListReconciliations(pb.ListReconciliationsRequest(state=[seen.state]), None)
    assert (list(listed.reconciliation), listed.total) == ([seen], 1)


async def test_a_mismatch_is_found_by_whatever_it_is_looked_up_by_and_repaired(
    som: Som, service: Any
) -> None:
    som.found = [[below(product_id="p", specification_id="x"), below("other", between="service-resource")]]
    som.reconcile(service_resource=Policy.FALLOUT)
    for wanted in (
        {"state": [pb.MISMATCH_STATE_OPEN]},
        {"between": ["service-network"]},
        {"service_id": ["s-1/tune"]},
        {"product_id": ["p"]},
        {"reconciliation_id": ["r"], "difference": ["missing"], "product_id": ["p"]},
    ):
        listed = await service.ListMismatches(pb.ListMismatchesRequest(**wanted), None)
        assert [(m.subject_id, listed.total) for m in listed.mismatch] == [("s-1/tune", 1)], wanted
    (found,) = listed.mismatch
    assert (json.loads(found.upper_json), json.loads(found.lower_json)) == ({"state": "active"}, {})
    decision = pb.RepairMismatchRequest(id=found.id, repair="re-apply", by="Kim", why="because")
    repairing = await service.RepairMismatch(decision, None)
    assert (repairing.state, repairing.repair, repairing.attempt) == (
        pb.MISMATCH_STATE_REPAIRING,
        "re-apply",
        1,
    )
    som.repaired("failed", Code.SPECIFICATION_UNKNOWN)
    held = await service.GetMismatch(pb.GetMismatchRequest(id=found.id), None)
    assert (held.state, held.reason.code) == (pb.MISMATCH_STATE_HELD, "specification-unknown")
    assert held.fallout_id in {f.id for f in som.core.fallout()}


async def test_the_schedule_is_off_until_it_is_set(som: Som, service: Any) -> None:
    off = await service.GetSchedule(pb.GetScheduleRequest(), None)
    assert (off.every_seconds, off.HasField("next_at"), len(off.policy)) == (0, False, 3)
    wish = pb.SetScheduleRequest(every_seconds=600, policy={"service-network": "adopt"}, by="Kim", why="x")
    await service.SetSchedule(wish, None)
    kept = await service.GetSchedule(pb.GetScheduleRequest(), None)
    assert (kept.every_seconds, kept.policy["service-network"], kept.by) == (600, "adopt", "Kim")
    assert kept.next_at.seconds - int(som.core.now.timestamp()) == 600


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        (pb.StartReconciliationRequest(), "by"),
        (pb.StartReconciliationRequest(by="Kim", policy={"service-network": "explode"}), "policy"),
        (pb.StartReconciliationRequest(by="Kim", policy={"network": "adopt"}), "policy"),
    ],
)
async def test_a_start_that_makes_no_sense_is_refused(core: Core, service: Any, wish: Any, path: str) -> None:
    with pytest.raises(HubError) as refused:
        await service.StartReconciliation(wish, None)
    assert refused.value.reasons[0].path == path
