"""What the table of plan nodes has to say, for `test_machines`: cells, situations and waits."""

from types import SimpleNamespace
from typing import Any

from core.ordering.planning.plan import RetryPolicy
from hub.kernel.errors import Code, Reason


def _node(
    code: Code | None = Code.NETWORK_REFUSED, attempt: int = 1, on_failure: str = "fail", **more: Any
) -> SimpleNamespace:
    """A node that may be tried three times, is in its `attempt` and has heard `code`; more if said."""
    usual = {
        "task": SimpleNamespace(retry=RetryPolicy(attempts=3), on_failure=on_failure),
        "reason": Reason(code, "") if code else None,
        "attempts_now": attempt,
        "questions": 0,
        "outcome_unknown": False,
        "can_be_undone": True,
        "undo_order_id": "",
    }
    return SimpleNamespace(**{**usual, **more})


REFUSED, SILENT_ENOUGH, ONCE_MORE = "refused", "asked enough", "asked twice"
WORTH, LAST, UNEXPLAINED = "worth another attempt", "no attempt left", "no reason was given"
HOLDS, HOLDS_WORTH = "held when it fails", "held when no attempt is left"
UNKNOWN, STAYS, ORDERED, ORDERED_STAYS = "unknown", "cannot be undone", "undo ordered", "undone another way"
SITUATIONS = {
    REFUSED: _node(),
    ONCE_MORE: _node(questions=2),
    SILENT_ENOUGH: _node(questions=3),
    WORTH: _node(Code.NETWORK_FAILED, attempt=2),
    LAST: _node(Code.NETWORK_FAILED, attempt=3),
    UNEXPLAINED: _node(None),
    HOLDS: _node(on_failure="hold"),
    HOLDS_WORTH: _node(Code.TIME_LIMIT_PASSED, on_failure="hold"),
    UNKNOWN: _node(Code.OUTCOME_UNKNOWN, outcome_unknown=True),
    STAYS: _node(can_be_undone=False),
    ORDERED: _node(undo_order_id="undo-1"),
    ORDERED_STAYS: _node(undo_order_id="undo-1", can_be_undone=False),
}


def _but(usual: str, *other: tuple[str, str]) -> dict[str, str | None]:
    """The usual state in all situations but those named here."""
    return {**dict.fromkeys(SITUATIONS, usual), **dict(other)}


_REPEATED = ((WORTH, "retrying"), (HOLDS_WORTH, "retrying"))
_UNDO_REPEATED = ((WORTH, "undoRetrying"), (HOLDS_WORTH, "undoRetrying"))
_UNDOING_UNLESS_IT_STAYS = _but("undoing", (STAYS, "kept"), (ORDERED_STAYS, "kept"))

CELLS: dict[tuple[str, str], str | dict[str, str | None]] = {
    ("waiting", "submit"): "submitted",
    ("waiting", "skip"): "skipped",
    ("submitted", "complete"): "completed",
    ("submitted", "fail"): _but("failed", *_REPEATED, (HOLDS, "held")),
    ("submitted", "undo"): "cancelling",
    ("submitted", "overdue"): _but("submitted", (SILENT_ENOUGH, "held")),
    ("retrying", "tryAgain"): "submitted",
    ("retrying", "complete"): "completed",
    ("retrying", "undo"): "failed",
    ("held", "retry"): "submitted",
    ("held", "forceComplete"): "completed",
    ("held", "giveUp"): _but("failed", (UNKNOWN, "cancelling")),
    ("held", "undo"): _but("failed", (UNKNOWN, "cancelling")),
    ("held", "complete"): "completed",
    ("held", "fail"): "held",
    ("completed", "undo"): dict(_UNDOING_UNLESS_IT_STAYS),
    ("failed", "complete"): dict(_UNDOING_UNLESS_IT_STAYS),
    ("cancelling", "cancelled"): "undone",
    ("cancelling", "fail"): "undone",
    ("cancelling", "complete"): dict(_UNDOING_UNLESS_IT_STAYS),
    ("cancelling", "overdue"): _but("cancelling", (SILENT_ENOUGH, "undoHeld")),
    ("undoing", "complete"): "undone",
    ("undoing", "fail"): _but("undoHeld", *_UNDO_REPEATED),
    ("undoing", "overdue"): _but("undoing", (SILENT_ENOUGH, "undoHeld")),
    ("undoRetrying", "tryAgain"): "undoing",
    ("undoRetrying", "complete"): "undone",
    ("undoHeld", "retry"): _but("cancelling", (ORDERED, "undoing"), (ORDERED_STAYS, "undoing")),
    ("undoHeld", "forceComplete"): "undone",
    ("undoHeld", "giveUp"): "kept",
    ("undoHeld", "complete"): _but(
        "undoing", (STAYS, "kept"), (ORDERED, "undone"), (ORDERED_STAYS, "undone")
    ),
    ("undoHeld", "fail"): _but("undone", (ORDERED, "undoHeld"), (ORDERED_STAYS, "undoHeld")),
    ("undoHeld", "cancelled"): "undone",
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "waiting": ("whole", None, None),
    "submitted": ("machine", 600, "overdue"),
    "retrying": ("timer", 3600, "tryAgain"),
    "held": ("person", None, None),
    "completed": ("whole", None, None),
    "failed": ("whole", None, None),
    "cancelling": ("machine", 600, "overdue"),
    "undoing": ("machine", 600, "overdue"),
    "undoRetrying": ("timer", 3600, "tryAgain"),
    "undoHeld": ("person", None, None),
}
