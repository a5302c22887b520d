"""What the table of product orders has to say, for `test_machines`: cells, situations and waits."""

from types import SimpleNamespace
from typing import Any

from core.ordering.machine_item import Goal, ItemState


def _order(*states: str, goal: Goal = Goal.DO, **more: Any) -> SimpleNamespace:
    """An order that has begun and in which nothing is out of the ordinary, but for what is said."""
    items = [SimpleNamespace(state=ItemState(state), goal=goal) for state in states]
    usual = {
        "items": items,
        "counted_items": items,
        "begun": True,
        "held": False,
        "hold": None,
        "being_cancelled": False,
        "something_missing": False,
        "open_questions": [],
    }
    return SimpleNamespace(**{**usual, **more})


def _with_context(*states: str) -> SimpleNamespace:
    """Its first item only gives context: it does not count."""
    order = _order(*states)
    order.counted_items = order.items[1:]
    return order


NEW = "not begun"
STOPPED, QUEUED = "not begun, held by an operator", "not begun, held by a rule"
ASKED = "not begun, more to answer"
#: What a review makes of each.
REVIEWED = {
    NEW: "inProgress",
    ASKED: "inProgress",
    STOPPED: "held",
    QUEUED: "held",
    "under way": "inProgress",
    "all completed": "completed",
    "all completed but an optional part": "partial",
    "all that counts completed": "completed",
    "all that counts failed": "failed",
    "all cancelled": "cancelled",
    "all failed": "failed",
    "some cancelled, the others failed": "failed",
    "some completed, some failed": "partial",
    "some completed, some cancelled": "partial",
    "completed, and one under way": "inProgress",
    "held": "held",
    "held while it is cancelled": "held",
    "being cancelled": "cancelling",
    "being undone": "compensating",
    "being undone and cancelled": "cancelling",
    "given up, nothing to undo": "partiallyCompleted",
    "an optional part lost": "partiallyCompleted",
}
SITUATIONS = {
    NEW: _order("acknowledged", begun=False),
    ASKED: _order("pending", begun=False, open_questions=["survey"]),
    STOPPED: _order("held", begun=False, held=True, hold=SimpleNamespace(by="Kim")),
    QUEUED: _order("held", begun=False, held=True, hold=SimpleNamespace(by="")),
    "under way": _order("inProgress", "inProgress"),
    "all completed": _order("completed", "completed"),
    "all completed but an optional part": _order("completed", "completed", something_missing=True),
    "all that counts completed": _with_context("completed", "completed"),
    "all that counts failed": _with_context("completed", "failed"),
    "all cancelled": _order("cancelled", "cancelled"),
    "all failed": _order("failed", "failed"),
    "some cancelled, the others failed": _order("failed", "cancelled"),
    "some completed, some failed": _order("failed", "completed"),
    "some completed, some cancelled": _order("completed", "cancelled"),
    "completed, and one under way": _order("completed", "inProgress"),
    "held": _order("inProgress", held=True),
    "held while it is cancelled": _order("cancelling", held=True, being_cancelled=True),
    "being cancelled": _order("cancelling", "completed", being_cancelled=True),
    "being undone": _order("compensating", "inProgress"),
    "being undone and cancelled": _order("compensating", "inProgress", being_cancelled=True),
    "given up, nothing to undo": _order("inProgress", goal=Goal.FAIL),
    "an optional part lost": _order("inProgress", something_missing=True),
}
BEGUN = tuple(name for name in SITUATIONS if name not in {NEW, ASKED, STOPPED, QUEUED})

Cell = str | dict[str, str | None]


def _by_beginning(before: str | None, after: str | None) -> Cell:
    return {name: after if name in BEGUN else before for name in SITUATIONS}


def _ended() -> Cell:
    """Only an end moves it."""
    final = {"completed", "partial", "failed", "cancelled"}
    return {name: state if state in final else None for name, state in REVIEWED.items()}


_UNSTARTED = ("acknowledged", "validated", "pending", "decomposed")
CELLS: dict[tuple[str, str], Cell] = {
    ("acknowledged", "validate"): "validated",
    ("acknowledged", "overdue"): "acknowledged",
    ("validated", "ask"): "pending",
    ("validated", "decompose"): "decomposed",
    ("validated", "overdue"): "validated",
    ("pending", "answer"): {name: "pending" if name == ASKED else "acknowledged" for name in SITUATIONS},
    ("pending", "overdue"): "held",
    ("decomposed", "start"): "inProgress",
    ("decomposed", "due"): "decomposed",
    ("decomposed", "reconsider"): "acknowledged",
    **{(state, "reject"): "rejected" for state in _UNSTARTED},
    **{(state, "hold"): "held" for state in _UNSTARTED},
    **{(state, "cancel"): "cancelled" for state in _UNSTARTED},
    **{(state, "revise"): "acknowledged" for state in _UNSTARTED},
    ("held", "release"): _by_beginning("acknowledged", "inProgress"),
    ("held", "reject"): _by_beginning("rejected", None),
    ("held", "cancel"): _by_beginning("cancelled", None),
    ("held", "revise"): {
        name: "held" if name in {*BEGUN, STOPPED} else "acknowledged" for name in SITUATIONS
    },
    ("held", "assess"): _by_beginning(None, "assessingCancellation"),
    ("held", "review"): dict(REVIEWED),
    ("inProgress", "hold"): "held",
    ("inProgress", "revise"): "inProgress",
    ("inProgress", "assess"): "assessingCancellation",
    ("inProgress", "review"): dict(REVIEWED),
    ("partiallyCompleted", "hold"): "held",
    ("partiallyCompleted", "revise"): "partiallyCompleted",
    ("partiallyCompleted", "assess"): "assessingCancellation",
    ("partiallyCompleted", "review"): dict(REVIEWED),
    ("compensating", "review"): dict(REVIEWED),
    ("assessingCancellation", "cancel"): "cancelling",
    ("assessingCancellation", "refuse"): "inProgress",
    ("assessingCancellation", "overdue"): "assessingCancellation",
    ("assessingCancellation", "review"): _ended(),
    ("cancelling", "review"): dict(REVIEWED),
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("machine", 60, "overdue"),
    "validated": ("machine", 60, "overdue"),
    "pending": ("person", 30 * 86400, "overdue"),
    "decomposed": ("timer", 60, "due"),
    "held": ("person", None, None),
    "assessingCancellation": ("machine", 60, "overdue"),
    "inProgress": ("parts", None, None),
    "partiallyCompleted": ("parts", None, None),
    "compensating": ("parts", None, None),
    "cancelling": ("parts", None, None),
}
