"""Every state machine of the rooms, pair by pair: what is written here is what the tables have to say, no more, no less.

A cell names the state an event leads to, in each situation that makes a difference; a pair without a cell is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from core.ordering.machine import ORDER
from core.ordering.machine_item import ITEM, ItemState
from core.ordering.machine_node import NODE
from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.machine import Machine
from tests.unit.rooms import service_order_table
from workers.activation.machine import MACHINE as ACTIVATION
from workers.rom.machine import MACHINE as ROM
from workers.som.machine import MACHINE as SOM

Cells = dict[tuple[str, str], "str | dict[str, str]"]


def _order(*states: str) -> SimpleNamespace:
    return SimpleNamespace(items=[SimpleNamespace(state=ItemState(state)) for state in states])


@dataclass(frozen=True)
class Written:
    """A machine as this file says it is."""

    machine: Machine[Any, Any]
    cells: Cells
    # Situation → an aggregate in it.
    situations: dict[str, Any]
    # State → who acts, after how many seconds what happens otherwise.
    waits: dict[str, tuple[str, float | None, str | None]]


MACHINES: dict[str, Written] = {
    "product order": Written(
        ORDER,
        {
            ("acknowledged", "reject"): "rejected",
            ("acknowledged", "validate"): "validated",
            ("acknowledged", "overdue"): "acknowledged",
            ("validated", "decompose"): "decomposed",
            ("validated", "reject"): "rejected",
            ("validated", "overdue"): "validated",
            ("decomposed", "start"): "inProgress",
            ("decomposed", "overdue"): "decomposed",
            ("inProgress", "settle"): {
                "all completed": "completed",
                "none completed": "failed",
                "some completed": "partial",
            },
        },
        {
            "all completed": _order("completed", "completed"),
            "none completed": _order("failed", "failed"),
            "some completed": _order("failed", "completed"),
        },
        {
            "acknowledged": ("machine", 60, "overdue"),
            "validated": ("machine", 60, "overdue"),
            "decomposed": ("machine", 60, "overdue"),
            "inProgress": ("parts", None, None),
        },
    ),
    "product order item": Written(
        ITEM,
        {
            ("acknowledged", "reject"): "rejected",
            ("acknowledged", "start"): "inProgress",
            ("acknowledged", "fail"): "failed",
            ("inProgress", "complete"): "completed",
            ("inProgress", "fail"): "failed",
        },
        {"any": None},
        {"acknowledged": ("whole", None, None), "inProgress": ("parts", None, None)},
    ),
    "plan node": Written(
        NODE,
        {
            ("waiting", "submit"): "submitted",
            ("waiting", "skip"): "skipped",
            ("submitted", "complete"): "completed",
            ("submitted", "fail"): "failed",
            ("submitted", "overdue"): {
                "never asked": "submitted",
                "asked twice": "submitted",
                "asked three times": "failed",
            },
        },
        {
            "never asked": SimpleNamespace(questions=0),
            "asked twice": SimpleNamespace(questions=2),
            "asked three times": SimpleNamespace(questions=3),
        },
        {"waiting": ("whole", None, None), "submitted": ("machine", 600, "overdue")},
    ),
    "service order": Written(
        SOM, service_order_table.CELLS, service_order_table.SITUATIONS, service_order_table.WAITS
    ),
    "resource order": Written(
        ROM,
        {
            ("acknowledged", "reject"): "rejected",
            ("acknowledged", "complete"): "completed",
            ("acknowledged", "fail"): "failed",
            ("acknowledged", "overdue"): "failed",
        },
        {"any": None},
        {"acknowledged": ("machine", 60, "overdue")},
    ),
    "activation": Written(
        ACTIVATION,
        {
            ("configuring", "done"): "done",
            ("configuring", "fail"): "failed",
            ("configuring", "refuse"): "refused",
            ("configuring", "abandon"): "refused",
            ("failed", "retry"): "configuring",
            ("failed", "abandon"): "refused",
        },
        {"any": None},
        {"configuring": ("timer", 600, "fail"), "failed": ("machine", 86400, "abandon")},
    ),
}


def _pairs() -> Iterator[Any]:
    """Every machine, state, event and situation."""
    for name, written in MACHINES.items():
        machine = written.machine
        events = sorted({row.event for row in machine.rows})
        for state in machine.initial.__class__.__members__.values():
            for event in events[0].__class__.__members__.values():
                for situation in written.situations:
                    identifier = f"{name}: {state} + {event} ({situation})"
                    yield pytest.param(written, state, event, situation, id=identifier)


def _expected(written: Written, state: str, event: str, situation: str) -> str | None:
    cell = written.cells.get((str(state), str(event)))
    return cell[situation] if isinstance(cell, dict) else cell


@pytest.mark.parametrize(("written", "state", "event", "situation"), list(_pairs()))
def test_a_state_and_an_event_lead_where_they_are_said_to_or_are_refused(
    written: Written, state: Any, event: Any, situation: str
) -> None:
    subject = written.situations[situation]
    expected = _expected(written, state, event, situation)

    if expected is not None:
        assert written.machine.fire(state, event, subject) == expected
        return
    with pytest.raises(HubError) as refused:
        written.machine.fire(state, event, subject)
    (reason,) = refused.value.reasons
    assert (refused.value.kind, reason.code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    possible = sorted({e for s, e in written.cells if s == str(state)})
    assert reason.text.endswith(f"possible: {', '.join(possible) or 'nothing, it is settled'}")
    assert f" is {state}: {event} is not possible now" in reason.text


@pytest.mark.parametrize("written", MACHINES.values(), ids=MACHINES)
def test_what_this_file_says_is_about_states_and_events_there_are(written: Written) -> None:
    states = {str(s) for s in type(written.machine.initial)}
    events = {str(e) for row in written.machine.rows for e in type(row.event)}
    targets = {
        t for cell in written.cells.values() for t in (cell.values() if isinstance(cell, dict) else [cell])
    }

    assert {s for s, _ in written.cells} | targets == states
    assert {e for _, e in written.cells} == events


@pytest.mark.parametrize("written", MACHINES.values(), ids=MACHINES)
def test_every_state_that_is_not_settled_has_somebody_who_moves_it_on(written: Written) -> None:
    found = {
        str(w.state): (
            w.actor.value,
            w.limit.total_seconds() if w.limit else None,
            str(w.expiry) if w.expiry else None,
        )
        for w in written.machine.waits.values()
    }

    assert found == written.waits
    assert {str(s) for s in written.machine.final} == {
        str(s) for s in type(written.machine.initial)
    } - found.keys()


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("product order", "acknowledged"),
        ("product order item", "acknowledged"),
        ("plan node", "waiting"),
        ("service order", "acknowledged"),
        ("resource order", "acknowledged"),
        ("activation", "configuring"),
    ],
)
def test_each_begins_where_it_is_said_to(name: str, initial: str) -> None:
    assert MACHINES[name].machine.initial == initial
    assert MACHINES[name].machine.name == name
