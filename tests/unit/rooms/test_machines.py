"""Every state machine of the rooms, pair by pair: what is written here is what the tables have to say, no more, no less.

A cell names the state an event leads to, in each situation that makes a difference; a pair without a cell is refused.
"""

# long because: every machine of every room is one entry of the same list.
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from core.inventory.machine import MACHINE as PRODUCT
from core.ordering.cancellation import CANCELLATION
from core.ordering.fallout import FALLOUT
from core.ordering.machine import ORDER
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE
from core.qualification.machine import MACHINE as OFFERING_QUALIFICATION
from core.reconciliation.machine import MISMATCH, RECONCILIATION
from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.machine import Machine
from tests.unit.rooms import (
    mismatch_table,
    order_item_table,
    plan_node_table,
    product_order_table,
    qualification_table,
    service_order_table,
    service_repair_table,
)
from workers.activation.machine import MACHINE as ACTIVATION
from workers.rom.cancellation import CANCELLATION as ROM_CANCELLATION
from workers.rom.machine import MACHINE as ROM
from workers.rom.reservation import RESERVATION
from workers.rom.resource import RESOURCE
from workers.som.cancellation import CANCELLATION as SOM_CANCELLATION
from workers.som.machine import MACHINE as SOM
from workers.som.machine_part import PART
from workers.som.machine_service import SERVICE
from workers.som.qualification.machine import MACHINE as QUALIFICATION
from workers.som.reconciliation.machine import RECONCILIATION as SERVICE_RECONCILIATION
from workers.som.reconciliation.machine import REPAIR as SERVICE_REPAIR

# None: refused in that situation.
Cells = Mapping[tuple[str, str], "str | Mapping[str, str | None]"]


@dataclass(frozen=True)
class Written:
    """A machine as this file says it is."""

    machine: Machine[Any, Any]
    cells: Cells
    # Situation → an aggregate in it.
    situations: dict[str, Any]
    # State → who acts, after how many seconds what happens otherwise.
    waits: dict[str, tuple[str, float | None, str | None]]


_RUNNING: Cells = {
    ("running", "finish"): "completed",
    ("running", "fail"): "failed",
    ("running", "overdue"): {"asked once": "running", "asked enough": "failed"},
}

MACHINES: dict[str, Written] = {
    "product order": Written(
        ORDER, product_order_table.CELLS, product_order_table.SITUATIONS, product_order_table.WAITS
    ),
    "product order item": Written(
        ITEM, order_item_table.CELLS, order_item_table.SITUATIONS, order_item_table.WAITS
    ),
    "plan node": Written(NODE, plan_node_table.CELLS, plan_node_table.SITUATIONS, plan_node_table.WAITS),
    "fallout": Written(
        FALLOUT,
        {("open", "resolve"): "resolved", ("open", "clear"): "cleared"},
        {"any": None},
        {"open": ("person", None, None)},
    ),
    "product": Written(
        PRODUCT,
        {
            ("created", "pendingActive"): "pendingActive",
            ("created", "active"): "active",
            ("pendingActive", "active"): "active",
            ("pendingActive", "aborted"): "aborted",
            ("pendingActive", "cancelled"): "cancelled",
            ("active", "suspended"): "suspended",
            ("active", "pendingTerminate"): "pendingTerminate",
            ("active", "terminated"): "terminated",
            ("suspended", "active"): "active",
            ("pendingTerminate", "terminated"): "terminated",
        },
        {"any": None},
        dict.fromkeys(
            ("created", "pendingActive", "active", "suspended", "pendingTerminate"), ("person", None, None)
        ),
    ),
    "product offering qualification": Written(
        OFFERING_QUALIFICATION,
        {
            ("acknowledged", "begin"): "inProgress",
            ("inProgress", "finish"): "done",
            ("inProgress", "giveUp"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", None, "begin"), "inProgress": ("machine", 60, "giveUp")},
    ),
    "cancellation": Written(
        CANCELLATION,
        {
            ("acknowledged", "accept"): "inProgress",
            ("acknowledged", "refuse"): "terminatedWithError",
            ("acknowledged", "finish"): "done",
            ("acknowledged", "overdue"): "acknowledged",
            ("inProgress", "finish"): "done",
            ("inProgress", "refuse"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "overdue"), "inProgress": ("parts", None, None)},
    ),
    "reconciliation": Written(
        RECONCILIATION,
        _RUNNING,
        {"asked once": SimpleNamespace(asks=1), "asked enough": SimpleNamespace(asks=5)},
        {"running": ("machine", 30, "overdue")},
    ),
    "mismatch": Written(MISMATCH, mismatch_table.CELLS, mismatch_table.SITUATIONS, mismatch_table.WAITS),
    "service order": Written(
        SOM, service_order_table.ORDER_CELLS, service_order_table.ORDERS, service_order_table.ORDER_WAITS
    ),
    "service order part": Written(
        PART, service_order_table.CELLS, service_order_table.SITUATIONS, service_order_table.WAITS
    ),
    "service": Written(
        SERVICE,
        service_order_table.SERVICE_CELLS,
        service_order_table.SERVICES,
        service_order_table.SERVICE_WAITS,
    ),
    "service order cancellation": Written(
        SOM_CANCELLATION, service_order_table.TASK_CELLS, {"any": None}, service_order_table.TASK_WAITS
    ),
    "service qualification": Written(
        QUALIFICATION, qualification_table.CELLS, qualification_table.SITUATIONS, qualification_table.WAITS
    ),
    "service reconciliation": Written(
        SERVICE_RECONCILIATION,
        {
            ("running", "advance"): "running",
            ("running", "complete"): "completed",
            ("running", "overdue"): {"asked once": "running", "asked enough": "failed"},
        },
        {"asked once": SimpleNamespace(questions=1), "asked enough": SimpleNamespace(questions=5)},
        {"running": ("machine", 300, "overdue")},
    ),
    "service repair": Written(
        SERVICE_REPAIR,
        service_repair_table.CELLS,
        service_repair_table.SITUATIONS,
        service_repair_table.WAITS,
    ),
    "resource order": Written(
        ROM,
        {
            ("acknowledged", "reject"): "rejected",
            ("acknowledged", "complete"): "completed",
            ("acknowledged", "fail"): "failed",
            ("acknowledged", "cancel"): "cancelled",
            ("acknowledged", "due"): "acknowledged",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "due")},
    ),
    "resource order cancellation": Written(
        ROM_CANCELLATION,
        {
            ("acknowledged", "due"): "acknowledged",
            ("acknowledged", "start"): "inProgress",
            ("inProgress", "finish"): "done",
            ("inProgress", "refuse"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "due"), "inProgress": ("parts", None, None)},
    ),
    "reservation": Written(
        RESERVATION,
        {
            ("requested", "hold"): "held",
            ("requested", "refuse"): "refused",
            ("requested", "release"): "released",
            ("requested", "expire"): "expired",
            ("held", "use"): {"something is left": "held", "nothing is left": "used"},
            ("held", "release"): "released",
            ("held", "expire"): "expired",
        },
        {"something is left": SimpleNamespace(left=["b"]), "nothing is left": SimpleNamespace(left=[])},
        {"requested": ("machine", 60, "expire"), "held": ("timer", 2592000, "expire")},
    ),
    "resource": Written(
        RESOURCE,
        {
            ("reserved", "allocate"): "allocated",
            ("reserved", "withdraw"): "outOfService",
            ("reserved", "release"): "released",
            ("allocated", "release"): "released",
            ("outOfService", "release"): "released",
            ("reserved", "record"): "recorded",
            ("recorded", "release"): "released",
        },
        {"any": None},
        {
            "reserved": ("whole", None, None),
            "allocated": ("person", None, None),
            "outOfService": ("person", None, None),
            "recorded": ("person", None, None),
        },
    ),
    "activation": Written(
        ACTIVATION,
        {
            ("configuring", "done"): "done",
            ("configuring", "fail"): "failed",
            ("configuring", "refuse"): "refused",
            ("configuring", "abandon"): "refused",
            ("failed", "retry"): "configuring",
            ("failed", "done"): "done",
            ("failed", "refuse"): "refused",
            ("failed", "abandon"): "refused",
        },
        {"any": None},
        {"configuring": ("timer", 600, "fail"), "failed": ("machine", 86400, "abandon")},
    ),
}


def _pairs() -> Iterator[Any]:
    """Every machine, state and event."""
    for name, written in MACHINES.items():
        machine = written.machine
        events = type(machine.rows[0].event)
        for state in type(machine.initial):
            for event in events:
                yield pytest.param(written, state, event, id=f"{name}: {state} + {event}")


def _expected(written: Written, state: str, event: str, situation: str) -> str | None:
    cell = written.cells.get((str(state), str(event)))
    return cell.get(situation) if isinstance(cell, Mapping) else cell


@pytest.mark.parametrize(("written", "state", "event"), list(_pairs()))
def test_a_state_and_an_event_lead_where_they_are_said_to_or_are_refused(
    written: Written, state: Any, event: Any
) -> None:
    for situation, subject in written.situations.items():
        expected = _expected(written, state, event, situation)
        if expected is not None:
            assert written.machine.fire(state, event, subject) == expected, situation
            continue
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
        t for cell in written.cells.values() for t in (cell.values() if isinstance(cell, Mapping) else [cell])
    }

    assert {s for s, _ in written.cells} | targets - {None} == states
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
        ("fallout", "open"),
        ("cancellation", "acknowledged"),
        ("reconciliation", "running"),
        ("mismatch", "open"),
        ("service order", "acknowledged"),
        ("product offering qualification", "acknowledged"),
        ("product", "created"),
        ("service qualification", "acknowledged"),
        ("service reconciliation", "running"),
        ("service repair", "waiting"),
        ("resource order", "acknowledged"),
        ("resource order cancellation", "acknowledged"),
        ("reservation", "requested"),
        ("resource", "reserved"),
        ("activation", "configuring"),
    ],
)
def test_each_begins_where_it_is_said_to(name: str, initial: str) -> None:
    assert MACHINES[name].machine.initial == initial
    assert MACHINES[name].machine.name == name


@pytest.mark.parametrize("written", MACHINES.values(), ids=MACHINES)
def test_every_guard_holds_in_some_situation_here_and_not_in_another(written: Written) -> None:
    for name, guard in written.machine.guards.items():
        found = {bool(guard(subject)) for subject in written.situations.values()}
        assert found == {True, False}, name


@pytest.mark.parametrize("written", MACHINES.values(), ids=MACHINES)
def test_every_row_is_taken_in_some_situation_here(written: Written) -> None:
    machine = written.machine
    taken = {
        machine.row(row.source, row.event, subject)
        for row in machine.rows
        for subject in written.situations.values()
    }

    assert [row for row in machine.rows if row not in taken] == []
