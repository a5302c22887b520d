"""The tables of all state machines are as `machines_written` says they are, and each machine is written there."""

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.machine import Machine
from tests.unit.rooms.machines_written import MACHINES, Written

ROOT = Path(__file__).parents[3]


def _made() -> Iterator[Machine[Any, Any]]:
    """Every machine that some module of ours makes."""
    for house in ("hub", "core", "workers"):
        for path in sorted((ROOT / house).rglob("*.py")):
            if "= Machine(" in path.read_text():
                module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                yield from (made for made in vars(module).values() if isinstance(made, Machine))


def test_every_machine_is_written_down() -> None:
    assert {id(made) for made in _made()} == {id(written.machine) for written in MACHINES.values()}


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
def test_what_is_written_is_about_states_and_events_there_are(written: Written) -> None:
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
            w.limit.total_seconds() if w.limit is not None else None,
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
        ("job", "notStarted"),
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
