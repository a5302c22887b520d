"""Cancellations and fallout: protobuf ↔ model, member by member."""

import msgspec

from core.ordering.cancellation import Cancellation, CancellationState
from core.ordering.fallout import Fallout, FalloutState
from hub.messages import rpc
from hub.messages.rpc import Names
from proto.com.v1 import fallout_pb2
from proto.com.v1 import product_order_pb2 as pb

CANCELLATION_STATES = Names(
    {s: pb.CancellationState.Value(f"CANCELLATION_STATE_{s.name}") for s in CancellationState}
)
FALLOUT_STATES = Names({s: fallout_pb2.FalloutState.Value(f"FALLOUT_STATE_{s.name}") for s in FalloutState})


def from_cancellation(task: Cancellation) -> pb.Cancellation:
    return pb.Cancellation(
        id=task.id,
        version=task.version,
        state=CANCELLATION_STATES[task.state],
        product_order_id=task.order_id,
        item_id=task.items,
        cancellation_reason=task.reason,
        requested_cancellation_date=rpc.timestamp(task.requested_cancellation_date),
        effective_cancellation_date=rpc.timestamp(task.effective_cancellation_date),
        reason=[rpc.from_reason(r) for r in task.reasons],
        extension_json=task.extension,
    )


def from_fallout(fallout: Fallout) -> fallout_pb2.Fallout:
    return fallout_pb2.Fallout(
        id=fallout.id,
        version=fallout.version,
        state=FALLOUT_STATES[fallout.state],
        product_order_id=fallout.order_id,
        item_id=fallout.item_id,
        node_key=fallout.node,
        reason=rpc.from_reason(fallout.reason),
        context_json=msgspec.json.encode(fallout.context).decode(),
        suggested_action=fallout.actions,
        raised_at=rpc.timestamp(fallout.raised_at),
        resolved_at=rpc.timestamp(fallout.resolved_at),
        action=fallout.action,
        by=fallout.by,
        why=fallout.why,
        mismatch_id=fallout.mismatch_id,
    )
