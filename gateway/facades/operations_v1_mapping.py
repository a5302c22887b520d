"""Operations v1 ↔ `com.v1`: what operators see is the core's own words, so most of it is names only."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.facades.common import always
from gateway.facades.mapping import (
    ABSENT,
    Field,
    Plain,
    Shape,
    anything,
    by_name,
    choice,
    date,
    many,
    one,
    text,
    texts,
)
from gateway.facades.tmf622_v4_cancel import STATE_SHOWN as TASK_STATES
from gateway.facades.tmf622_v4_mapping import ACTIONS, SET_BY_CLIENT, item_shape
from hub.kernel.errors import Code
from proto.com.v1 import fallout_pb2
from proto.com.v1 import product_order_pb2 as pb
from proto.shared.v1 import common_pb2, history_pb2


def words(enum: Any) -> dict[int, str]:
    """A protobuf enumeration's values in the core's words: `PLAN_NODE_STATE_UNDO_HELD` → `undoHeld`."""
    (prefix,) = (name.removesuffix("UNSPECIFIED") for name, number in enum.items() if number == 0)
    return {number: _camel(name.removeprefix(prefix)) for name, number in enum.items() if number}


def _camel(name: str) -> str:
    first, *others = name.lower().split("_")
    return first + "".join(map(str.capitalize, others))


ORDER_STATES = words(pb.ProductOrderState)
ITEM_STATES = words(pb.ItemState)
NODE_STATES = words(pb.PlanNodeState)
VERDICTS = words(pb.Cancellability.Verdict)
FALLOUT_STATES = words(fallout_pb2.FalloutState)
FALLOUT_FILTER = {word: (state,) for state, word in FALLOUT_STATES.items()}
CODES = {str(code): (str(code),) for code in Code}

REASON = Plain(common_pb2.Reason, {"code": text("code"), "path": text("path"), "text": text("text")})
NODE = Plain(
    pb.PlanNode,
    {
        "key": text("key"),
        "id": text("id"),
        "itemId": text("item_id"),
        "name": text("name"),
        "action": choice("action", ACTIONS),
        "serviceSpecificationId": text("service_specification_id"),
        "serviceId": text("service_id"),
        "requires": texts("requires", keeps_empty=True),
        "state": choice("state", {}, NODE_STATES),
        "characteristic": by_name("characteristic"),
        "previous": by_name("previous"),
        "result": by_name("result"),
        "reason": one("reason", always(REASON)),
        "why": text("why"),
        "importance": text("importance"),
        "pointOfNoReturn": text("point_of_no_return"),
        "compensation": text("compensation"),
        "attempts": text("attempts"),
        "attemptsAllowed": text("attempts_allowed"),
        "expectedSeconds": text("expected_seconds"),
        "startedAt": date("started_at"),
        "endedAt": date("ended_at"),
        "deadline": date("deadline"),
    },
)
PLANNED_PRODUCT = Plain(
    pb.PlannedProduct,
    {
        "key": text("key"),
        "itemId": text("item_id"),
        "action": choice("action", ACTIONS),
        "productId": text("product_id"),
        "productOfferingId": text("product_offering_id"),
        "productSpecificationId": text("product_specification_id"),
        "characteristic": by_name("characteristic"),
    },
)
_ITEM = item_shape(ITEM_STATES)
_CANCELLABILITY = Plain(
    pb.Cancellability,
    {"verdict": choice("verdict", {}, VERDICTS), "reason": many("reason", always(REASON))},
)
_JEOPARDY = Plain(
    pb.Jeopardy,
    {
        "raisedAt": date("raised_at"),
        "forecast": date("forecast"),
        "requested": date("requested"),
        "clearedAt": date("cleared_at"),
    },
)
_QUESTION = Plain(
    pb.OpenQuestion,
    {"itemId": text("item_id"), "name": text("name"), "text": text("text"), "answerBy": date("answer_by")},
)
_REVISION = Plain(
    pb.Revision,
    {
        "number": text("number"),
        "at": date("at"),
        "planHashBefore": text("plan_hash_before"),
        "planHashAfter": text("plan_hash_after"),
        "itemBefore": many("item_before", always(_ITEM)),
    },
)
_HOLD = Plain(pb.Hold, {"by": text("by"), "why": text("why"), "since": date("since")})
ORDER = Shape(
    pb.ProductOrder,
    {
        "id": text("id"),
        "version": text("version"),
        "state": choice("state", {}, ORDER_STATES),
        "orderDate": date("order_date"),
        "completionDate": date("completion_date"),
        "expectedCompletionDate": date("expected_completion_date"),
        "reason": many("reason", always(REASON)),
        **SET_BY_CLIENT,
        "productOrderItem": many("item", always(_ITEM)),
        "cancellability": one("cancellability", always(_CANCELLABILITY)),
        "jeopardy": many("jeopardy", always(_JEOPARDY)),
        "openQuestion": many("open_question", always(_QUESTION)),
        "revision": many("revision", always(_REVISION)),
        "hold": one("hold", always(_HOLD)),
    },
)
_FACT = Plain(
    history_pb2.Fact,
    {
        "event": text("event"),
        "source": text("source"),
        "target": text("target"),
        "rule": text("rule"),
        "detail": anything("detail_json"),
    },
)
_ENTRY = Plain(
    history_pb2.HistoryEntry,
    {
        "at": date("at"),
        "room": text("room"),
        "aggregateId": text("aggregate_id"),
        "version": text("version"),
        "messageId": text("message_id"),
        "messageType": text("message_type"),
        "causationId": text("causation_id"),
        "fact": many("fact", always(_FACT)),
    },
)
FALLOUT = Plain(
    fallout_pb2.Fallout,
    {
        "id": text("id"),
        "version": text("version"),
        "state": choice("state", {}, FALLOUT_STATES),
        "productOrderId": text("product_order_id"),
        "mismatchId": text("mismatch_id"),
        "itemId": text("item_id"),
        "nodeKey": text("node_key"),
        "reason": one("reason", always(REASON)),
        "context": anything("context_json"),
        "suggestedAction": texts("suggested_action"),
        "raisedAt": date("raised_at"),
        "resolvedAt": date("resolved_at"),
        "action": text("action"),
        "by": text("by"),
        "why": text("why"),
    },
)
_TASK = Plain(
    pb.Cancellation,
    {
        "id": text("id"),
        "productOrderId": text("product_order_id"),
        "itemId": texts("item_id"),
        "state": choice("state", {}, TASK_STATES),
        "why": text("cancellation_reason"),
        "requestedCancellationDate": date("requested_cancellation_date"),
        "effectiveCancellationDate": date("effective_cancellation_date"),
        "reason": many("reason", always(REASON)),
    },
)
_BAG = anything("extension_json")
_ASKED_BY = "requestedBy"
_ANSWER: Mapping[str, Field] = {
    "itemId": text("item_id"),
    "question": text("question"),
    "accepted": text("accepted"),
    "characteristic": by_name("characteristic"),
    "by": text("by"),
    "why": text("why"),
}


def from_plan(plan: pb.Plan) -> dict[str, Any]:
    """A plan; `productOrderId` is left out of a dry run's."""
    order = {"productOrderId": plan.product_order_id} if plan.product_order_id else {}
    return {
        **order,
        "hash": plan.hash,
        "version": dict(sorted(plan.version.items())),
        "product": [PLANNED_PRODUCT.to_json(product) for product in plan.product],
        "node": [NODE.to_json(node) for node in plan.node],
    }


def from_timeline(
    order_id: str, entries: Sequence[history_pb2.HistoryEntry], missing: Sequence[str]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "productOrderId": order_id,
        "entry": [_ENTRY.to_json(entry) for entry in entries],
    }
    return {**told, "missing": list(missing)} if missing else told


def to_answer(order_id: str, body: Mapping[str, Any]) -> pb.AnswerProductOrderRequest:
    command = pb.AnswerProductOrderRequest(id=order_id)
    for name, field in _ANSWER.items():
        if name in body:
            field.put(command, body[name], name)
    return command


def to_cancel(order_id: str, body: Mapping[str, Any]) -> pb.CancelProductOrderRequest:
    """Who asks is kept with the task, as all that is said beside its reason."""
    command = pb.CancelProductOrderRequest(
        product_order_id=order_id, item_id=body.get("itemId", ()), cancellation_reason=body["why"]
    )
    if date_asked := body.get("requestedCancellationDate"):
        date("requested_cancellation_date").put(command, date_asked, "requestedCancellationDate")
    _BAG.put(command, {_ASKED_BY: body["by"]}, "")
    return command


def from_cancellation(task: pb.Cancellation) -> dict[str, Any]:
    bag = _BAG.get(task)
    by = {} if bag is ABSENT or _ASKED_BY not in bag else {"by": bag[_ASKED_BY]}
    return {**_TASK.to_json(task), **by}


def to_resolve(fallout_id: str, body: Mapping[str, Any]) -> fallout_pb2.ResolveFalloutRequest:
    command = fallout_pb2.ResolveFalloutRequest(
        id=fallout_id, action=body["action"], by=body["by"], why=body["why"]
    )
    by_name("characteristic").put(command, body.get("characteristic", {}), "characteristic")
    return command


def to_resolve_by_code(body: Mapping[str, Any]) -> fallout_pb2.ResolveFalloutByCodeRequest:
    return fallout_pb2.ResolveFalloutByCodeRequest(
        code=body["code"], action=body["action"], by=body["by"], why=body["why"]
    )
