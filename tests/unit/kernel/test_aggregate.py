"""An aggregate's state moves by its table alone, and the history says by which rule."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import pytest

from hub.kernel.aggregate import Aggregate, Fact
from hub.kernel.errors import Code, HubError
from hub.kernel.machine import Actor, Machine, Row, Wait


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    LOCKED = "locked"


class Hand(StrEnum):
    PUSH = "push"
    TURN = "turn"


TABLE = Machine(
    "door",
    initial=Door.SHUT,
    final=(Door.LOCKED,),
    rows=(
        Row(Door.SHUT, Hand.TURN, Door.LOCKED, "has key"),
        Row(Door.SHUT, Hand.PUSH, Door.OPEN),
        Row(Door.OPEN, Hand.PUSH, Door.SHUT),
    ),
    waits=(
        Wait(Door.SHUT, Actor.PERSON, "whoever comes"),
        Wait(Door.OPEN, Actor.MACHINE, "the spring", timedelta(seconds=5), Hand.PUSH),
    ),
    guards={"has key": lambda door: door.key},
)


@dataclass
class Flap:
    key: bool = True
    state: Door = Door.SHUT


@dataclass(kw_only=True)
class House(Aggregate):
    key: bool = False
    state: Door = Door.SHUT
    flap: Flap = field(default_factory=Flap)


def test_a_move_is_recorded_with_where_from_where_to_and_what_it_says_of_itself() -> None:
    house = House(id="1")

    house.fire(TABLE, Hand.PUSH, code="x")

    assert house.state is Door.OPEN
    assert house.take_facts() == [Fact("push", "shut", "open", "", {"code": "x"})]


def test_the_rule_that_allowed_a_move_is_recorded() -> None:
    house = House(id="1", key=True)

    house.fire(TABLE, Hand.TURN)

    assert house.take_facts() == [Fact("turn", "shut", "locked", "has key")]


def test_a_part_moves_by_its_own_state_and_guards_and_is_recorded_with_the_whole() -> None:
    house = House(id="1", key=False)

    house.fire(TABLE, Hand.TURN, house.flap, flap="cat")

    assert (house.state, house.flap.state) == (Door.SHUT, Door.LOCKED)
    assert house.take_facts() == [Fact("turn", "shut", "locked", "has key", {"flap": "cat"})]


def test_guards_may_be_asked_about_something_else_than_what_moves() -> None:
    house = House(id="1", key=False)

    house.fire(TABLE, Hand.TURN, house.flap, subject=Flap(key=True))
    with pytest.raises(HubError):
        house.fire(TABLE, Hand.TURN, subject=Flap(key=False))

    assert (house.state, house.flap.state) == (Door.SHUT, Door.LOCKED)


def test_an_illegal_move_is_refused_and_changes_and_records_nothing() -> None:
    house = House(id="1", key=False)

    with pytest.raises(HubError) as refused:
        house.fire(TABLE, Hand.TURN)

    assert refused.value.reasons[0].code is Code.STATE_FORBIDS
    assert house.state is Door.SHUT
    assert house.take_facts() == []
