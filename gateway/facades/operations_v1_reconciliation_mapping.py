"""Reconciliations and mismatches of operations v1 ↔ `com.v1`: names only."""

from collections.abc import Callable
from typing import Any

from gateway.facades.common import always
from gateway.facades.mapping import Field, Plain, anything, choice, date, many, one, text
from gateway.facades.operations_v1_mapping import REASON, words
from hub.messages.reconciliation import Between, Difference
from proto.com.v1 import reconciliation_pb2 as pb

RUN_STATES = words(pb.ReconciliationState)
RUN_FILTER = {word: (state,) for state, word in RUN_STATES.items()}
MISMATCH_STATES = words(pb.MismatchState)
MISMATCH_FILTER = {word: (state,) for state, word in MISMATCH_STATES.items()}
BETWEEN = {str(word): (str(word),) for word in Between}
DIFFERENCES = {str(word): (str(word),) for word in Difference}


def _shown(name: str, convert: Callable[[Any], Any] = lambda value: value) -> Field:
    """Told also when it is nothing: 0, false, an empty list or object."""
    return Field(text(name).put, lambda message: convert(getattr(message, name)))


COUNT = Plain(
    pb.Count, {"between": text("between"), "difference": text("difference"), "count": text("count")}
)
RECONCILIATION = Plain(
    pb.Reconciliation,
    {
        "version": text("version"),
        "state": choice("state", {}, RUN_STATES),
        "startedAt": date("started_at"),
        "endedAt": date("ended_at"),
        "by": text("by"),
        "why": text("why"),
        "policy": _shown("policy", dict),
        "productsUntil": text("products_until"),
        "productsDone": _shown("products_done"),
        "servicesDone": _shown("services_done"),
        "products": _shown("products"),
        "services": _shown("services"),
        "leftOut": _shown("left_out"),
        "found": _shown("found", lambda found: [COUNT.to_json(count) for count in found]),
        "reason": many("reason", always(REASON)),
    },
)
MISMATCH = Plain(
    pb.Mismatch,
    {
        "version": text("version"),
        "state": choice("state", {}, MISMATCH_STATES),
        "between": text("between"),
        "difference": text("difference"),
        "subjectId": text("subject_id"),
        "serviceId": text("service_id"),
        "productId": text("product_id"),
        "specificationId": text("specification_id"),
        "upper": anything("upper_json"),
        "lower": anything("lower_json"),
        "foundAt": date("found_at"),
        "seenAt": date("seen_at"),
        "reconciliationId": text("reconciliation_id"),
        "repair": text("repair"),
        "attempt": text("attempt"),
        "by": text("by"),
        "why": text("why"),
        "reason": one("reason", always(REASON)),
        "falloutId": text("fallout_id"),
    },
)
SCHEDULE = Plain(
    pb.Schedule,
    {
        "version": text("version"),
        "everySeconds": _shown("every_seconds"),
        "policy": _shown("policy", dict),
        "by": text("by"),
        "why": text("why"),
        "nextAt": date("next_at"),
        "reconciliationId": text("reconciliation_id"),
    },
)
