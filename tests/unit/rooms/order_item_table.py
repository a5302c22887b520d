"""What the table of order items has to say, for `test_machines`: cells, situations and waits.

The only event is a review, so each cell is what a review finds in each situation.
"""

from types import SimpleNamespace
from typing import Any

from core.ordering.machine_item import Goal, ItemState
from core.ordering.machine_node import NodeState


def _node(state: str, *, dispensable: bool = False, unwanted: bool = False) -> SimpleNamespace:
    in_effect = state in {"completed", "kept"}
    return SimpleNamespace(
        state=NodeState(state),
        in_effect=in_effect,
        dispensable=dispensable or unwanted,
        unwanted=unwanted,
        fallout_id="f-1" if state in {"held", "undoHeld"} else "",
    )


def _part(
    *nodes: SimpleNamespace,
    goal: Goal = Goal.DO,
    members: dict[str, str] | None = None,
    assessed: bool = False,
    awaits: bool = False,
    **order: Any,
) -> SimpleNamespace:
    """An item of an order that has begun; members whose name begins with `optional` may be missing."""
    made = [SimpleNamespace(name=n, state=ItemState(s)) for n, s in (members or {}).items()]
    usual = {"rejected": False, "cancelled": False, "begun": True, "held": False}
    return SimpleNamespace(
        order=SimpleNamespace(
            **{**usual, **order}, completes_without=lambda member: member.name.startswith("optional")
        ),
        item=SimpleNamespace(goal=goal),
        nodes=list(nodes),
        members=made,
        awaits_answer=awaits,
        being_assessed=assessed,
    )


_WAITING = _node("waiting")
# Before the plan has begun.
_BEFORE = {
    "its order rejected": ("rejected", _part(_WAITING, begun=False, rejected=True)),
    "its order cancelled": ("cancelled", _part(_WAITING, begun=False, cancelled=True)),
    "awaits an answer": ("pending", _part(_WAITING, begun=False, awaits=True)),
    "awaits an answer, its order held": ("pending", _part(_WAITING, begun=False, awaits=True, held=True)),
    "its order held": ("held", _part(_WAITING, begun=False, held=True)),
    "its order has not begun": ("acknowledged", _part(_WAITING, begun=False)),
}
_FAIL, _CANCEL = Goal.FAIL, Goal.CANCEL
# Once it has.
_AFTER = {
    "nothing has come of it yet": ("inProgress", _part(_WAITING)),
    "a part is under way": ("inProgress", _part(_node("completed"), _node("submitted"))),
    "all of it stands": ("completed", _part(_node("completed"), _node("completed"))),
    "nothing is to be done": ("completed", _part()),
    "it stands without an optional part": (
        "completed",
        _part(_node("completed"), _node("failed", dispensable=True)),
    ),
    "an optional part is under way": (
        "inProgress",
        _part(_node("completed"), _node("submitted", dispensable=True)),
    ),
    "what a revision does without still stands": (
        "inProgress",
        _part(_node("completed"), _node("completed", unwanted=True)),
    ),
    "what a revision does without is gone": (
        "completed",
        _part(_node("completed"), _node("undone", unwanted=True), _node("kept", unwanted=True)),
    ),
    "a part has failed": ("inProgress", _part(_node("completed"), _node("failed"))),
    "all in it completed": ("completed", _part(members={"a": "completed", "b": "completed"})),
    "a member is under way": ("inProgress", _part(members={"a": "completed", "b": "inProgress"})),
    "an optional member failed": ("completed", _part(members={"a": "completed", "optional": "failed"})),
    "an optional member is being undone": (
        "inProgress",
        _part(members={"a": "completed", "optional": "compensating"}),
    ),
    "a member failed": ("inProgress", _part(members={"a": "completed", "b": "failed"})),
    "cancelled, all undone": ("cancelled", _part(_node("undone"), _node("kept"), goal=_CANCEL)),
    "cancelled before a part began": ("cancelled", _part(_node("undone"), _node("skipped"), goal=_CANCEL)),
    "cancelled, a part still stands": ("cancelling", _part(_node("completed"), goal=_CANCEL)),
    "cancelled, a part is being undone": ("cancelling", _part(_node("undoing"), goal=_CANCEL)),
    "cancelled, a member still stands": ("cancelling", _part(goal=_CANCEL, members={"a": "completed"})),
    "cancelled, as are its members": ("cancelled", _part(goal=_CANCEL, members={"a": "cancelled"})),
    "given up, all undone": ("failed", _part(_node("failed"), _node("undone"), goal=_FAIL)),
    "given up, a part still stands": ("compensating", _part(_node("completed"), goal=_FAIL)),
    "given up, a member is being undone": ("compensating", _part(goal=_FAIL, members={"a": "compensating"})),
    "given up, as are its members": ("failed", _part(goal=_FAIL, members={"a": "failed"})),
    "a part is held": ("held", _part(_node("held"), _node("submitted"))),
    "given up, its undoing is held": ("held", _part(_node("undoHeld"), goal=_FAIL)),
    "cancelled, its undoing is held": ("held", _part(_node("undoHeld"), goal=_CANCEL)),
    "its cancellation is assessed": ("assessingCancellation", _part(_node("submitted"), assessed=True)),
    "assessed, and a part is held": ("assessingCancellation", _part(_node("held"), assessed=True)),
    "assessed, but all of it stands": ("completed", _part(_node("completed"), assessed=True)),
}
SITUATIONS = {name: part for name, (_, part) in (_BEFORE | _AFTER).items()}
_FOUND = {name: state for name, (state, _) in (_BEFORE | _AFTER).items()}
# What has started takes no notice of what is only before the start.
_STARTED = _FOUND | dict.fromkeys(_BEFORE, "inProgress")

CELLS: dict[tuple[str, str], str | dict[str, str | None]] = {
    **{(state, "review"): dict(_FOUND) for state in ("acknowledged", "pending", "held")},
    **{
        (state, "review"): dict(_STARTED)
        for state in ("inProgress", "compensating", "assessingCancellation", "cancelling", "completed")
    },
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("whole", None, None),
    "pending": ("whole", None, None),
    "held": ("whole", None, None),
    "assessingCancellation": ("whole", None, None),
    "completed": ("whole", None, None),
    "inProgress": ("parts", None, None),
    "compensating": ("parts", None, None),
    "cancelling": ("parts", None, None),
}
