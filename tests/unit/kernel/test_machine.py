"""A state machine is a table that is checked when it is built, and the only thing that says what comes next."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.kernel.machine import Actor, Machine, Row, TableError, Wait


class Light(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Press(StrEnum):
    SWITCH = "switch"
    BURN = "burn"
    TIRE = "tire"


@dataclass
class Bulb:
    cheap: bool


HOUR = timedelta(hours=1)
ROWS = (
    Row(Light.OFF, Press.SWITCH, Light.ON),
    Row(Light.ON, Press.SWITCH, Light.OFF),
    Row(Light.ON, Press.TIRE, Light.BROKEN, guard="cheap"),
    Row(Light.ON, Press.TIRE, Light.OFF),
    Row(Light.ON, Press.BURN, Light.BROKEN),
)
WAITS: tuple[Wait[Light, Press], ...] = (
    Wait(Light.OFF, Actor.PERSON, "whoever needs light"),
    Wait(Light.ON, Actor.MACHINE, "the wire", HOUR, Press.TIRE),
)
GUARDS = {"cheap": lambda bulb: bulb.cheap}


def lamp(**changes: Any) -> Machine[Light, Press]:
    parts: dict[str, Any] = {
        "initial": Light.OFF,
        "final": (Light.BROKEN,),
        "rows": ROWS,
        "waits": WAITS,
        "guards": GUARDS,
    }
    return Machine("lamp", **{**parts, **changes})


def without(*rows: Row[Light, Press]) -> tuple[Row[Light, Press], ...]:
    return tuple(row for row in ROWS if row not in rows)


BURN = Row(Light.ON, Press.BURN, Light.BROKEN)
TIRE_CHEAP, TIRE = ROWS[2], ROWS[3]

BROKEN_TABLES: dict[str, tuple[dict[str, Any], str]] = {
    "a state no row leads to": (
        {"rows": without(BURN, TIRE_CHEAP), "guards": {}},
        "broken is unreachable",
    ),
    "a way out of a final state": (
        {"rows": (*ROWS, Row(Light.BROKEN, Press.SWITCH, Light.ON))},
        "broken is final but something is said to move it",
    ),
    "a wait in a final state": (
        {"waits": (*WAITS, Wait(Light.BROKEN, Actor.PERSON, "the electrician"))},
        "broken is final but something is said to move it",
    ),
    "a state without a wait": ({"waits": WAITS[1:]}, "nobody is said to move off"),
    "two waits in one state": (
        {"waits": (*WAITS, Wait(Light.OFF, Actor.PERSON, "somebody else"))},
        "off has two waits",
    ),
    "a state that is not final and has no way out": (
        {"final": (), "waits": (*WAITS, Wait(Light.BROKEN, Actor.PERSON, "the electrician"))},
        "broken is not final but has no way out",
    ),
    "the same row twice": ({"rows": (*ROWS, BURN)}, "on has two rows for burn"),
    "two rows with one guard": (
        {"rows": (TIRE_CHEAP, *ROWS)},
        "on has two rows for tire",
    ),
    "a row that an unguarded one hides": (
        {"rows": (*without(TIRE_CHEAP, TIRE), TIRE, TIRE_CHEAP)},
        "on has a row for tire behind one without a guard",
    ),
    "a guard that does not exist": ({"guards": {}}, "on, tire: no guard is called cheap"),
    "a guard that guards nothing": (
        {"guards": {**GUARDS, "old": lambda _bulb: True}},
        "guard old guards nothing",
    ),
    "a limit without an expiry": (
        {"waits": (WAITS[0], Wait(Light.ON, Actor.MACHINE, "the wire", HOUR))},
        "on: a limit needs an expiry event and the other way round",
    ),
    "an expiry without a limit": (
        {"waits": (WAITS[0], Wait(Light.ON, Actor.PERSON, "somebody", None, Press.TIRE))},
        "on: a limit needs an expiry event and the other way round",
    ),
    "a machine that may take for ever": (
        {"waits": (WAITS[0], Wait(Light.ON, Actor.MACHINE, "the wire"))},
        "on waits for the wire without a limit",
    ),
    "a timer that never rings": (
        {"waits": (WAITS[0], Wait(Light.ON, Actor.TIMER, "the clock"))},
        "on waits for the clock without a limit",
    ),
    "an expiry without a row": (
        {"waits": (Wait(Light.OFF, Actor.PERSON, "whoever", HOUR, Press.BURN), WAITS[1])},
        "off: burn is its expiry but has no row",
    ),
}


@pytest.mark.parametrize(("changes", "complaint"), BROKEN_TABLES.values(), ids=BROKEN_TABLES.keys())
def test_a_table_that_contradicts_itself_is_refused_when_it_is_built(
    changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(TableError, match="lamp: ") as caught:
        lamp(**changes)

    assert complaint in str(caught.value)


def test_states_that_only_reach_each_other_are_unreachable() -> None:
    """An island has rows that lead to each of its states, and still nobody ever gets there."""

    class Place(StrEnum):
        SHORE = "shore"
        SEA = "sea"
        BAY = "bay"
        CLIFF = "cliff"

    class Way(StrEnum):
        SWIM = "swim"
        CLIMB = "climb"

    waits: list[Wait[Place, Way]] = [
        Wait(place, Actor.PERSON, "the swimmer") for place in Place if place is not Place.SEA
    ]
    with pytest.raises(TableError) as caught:
        Machine(
            "island",
            initial=Place.SHORE,
            final=(Place.SEA,),
            rows=(
                Row(Place.SHORE, Way.SWIM, Place.SEA),
                Row(Place.BAY, Way.CLIMB, Place.CLIFF),
                Row(Place.CLIFF, Way.CLIMB, Place.BAY),
            ),
            waits=waits,
        )

    assert "bay is unreachable" in str(caught.value)
    assert "cliff is unreachable" in str(caught.value)


def test_all_that_is_wrong_with_a_table_is_said_at_once() -> None:
    with pytest.raises(TableError) as caught:
        lamp(rows=(*ROWS, BURN), waits=WAITS[1:], guards={})

    complaints = str(caught.value).removeprefix("lamp: ").split("; ")
    assert len(complaints) == 4


def test_every_pair_of_state_and_event_is_a_row_or_a_refusal() -> None:
    machine = lamp()

    for state in Light:
        for event in Press:
            has_row = any(row.source == state and row.event == event for row in machine.rows)
            assert has_row == (machine.next(state, event, Bulb(cheap=False)) is not None)
            assert has_row == (event in machine.allowed(state))


def test_the_first_row_whose_guard_holds_is_taken() -> None:
    machine = lamp()

    assert machine.next(Light.ON, Press.TIRE, Bulb(cheap=True)) is Light.BROKEN
    assert machine.next(Light.ON, Press.TIRE, Bulb(cheap=False)) is Light.OFF


def test_an_event_whose_every_guard_fails_is_refused() -> None:
    machine = lamp(rows=without(TIRE), waits=(WAITS[0], Wait(Light.ON, Actor.PERSON, "somebody")))

    assert machine.next(Light.ON, Press.TIRE, Bulb(cheap=False)) is None
    with pytest.raises(HubError):
        machine.fire(Light.ON, Press.TIRE, Bulb(cheap=False))


def test_firing_gives_the_next_state() -> None:
    assert lamp().fire(Light.OFF, Press.SWITCH) is Light.ON


def test_a_refusal_names_the_events_that_are_possible_now() -> None:
    with pytest.raises(HubError) as caught:
        lamp().fire(Light.OFF, Press.BURN)

    (reason,) = caught.value.reasons
    assert caught.value.kind is Kind.NOT_ALLOWED
    assert (reason.code, reason.path) == (Code.STATE_FORBIDS, "state")
    assert reason.text == "lamp is off: burn is not possible now; possible: switch"


def test_a_refusal_in_a_final_state_says_that_nothing_is_possible() -> None:
    machine = lamp()

    assert machine.is_final(Light.BROKEN)
    assert "possible: nothing, it is settled" in str(machine.refusal(Light.BROKEN, Press.SWITCH))


def test_the_diagram_shows_rows_guards_ends_and_waits() -> None:
    assert lamp().diagram() == (
        "stateDiagram-v2\n"
        "    [*] --> off\n"
        "    off --> on: switch\n"
        "    on --> off: switch\n"
        "    on --> broken: tire [cheap]\n"
        "    on --> off: tire\n"
        "    on --> broken: burn\n"
        "    broken --> [*]\n"
        "    note right of off: whoever needs light\n"
        "    note right of on: the wire, at most 1 h\n"
    )


@pytest.mark.parametrize(
    ("limit", "spoken"),
    [
        (timedelta(days=2), "2 d"),
        (timedelta(hours=36), "36 h"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(seconds=45), "45 s"),
    ],
)
def test_a_limit_is_spoken_in_the_largest_unit_that_fits(limit: timedelta, spoken: str) -> None:
    machine = lamp(waits=(WAITS[0], Wait(Light.ON, Actor.MACHINE, "the wire", limit, Press.TIRE)))

    assert f"at most {spoken}\n" in machine.diagram()


def test_the_row_taken_is_known_with_the_guard_that_decided() -> None:
    machine = lamp()

    assert machine.row(Light.ON, Press.TIRE, Bulb(cheap=True)) == ROWS[2]
    assert machine.row(Light.ON, Press.TIRE, Bulb(cheap=False)) == ROWS[3]
    assert machine.row(Light.OFF, Press.BURN, Bulb(cheap=True)) is None
