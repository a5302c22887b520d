"""Operators: they answer, hold and release, and decide what has fallen out; when nothing moves, all of it."""

from random import Random
from typing import Any

import msgspec

from core.ordering.commands import (
    AnswerProductOrder,
    HoldProductOrder,
    ReleaseProductOrder,
    ResolveFallout,
)
from core.ordering.fallout import Action, Fallout, FalloutState
from core.ordering.machine import OrderState
from core.ordering.model import ProductOrder
from core.ordering.store import FALLOUT, ORDERS
from hub.simulation.asking import Desk
from hub.simulation.log import Violation, short
from hub.simulation.world import World

# From so many decisions on nobody tries again what has failed.
PATIENCE = 40
# What may lead to the same question again.
_AGAIN = frozenset({Action.RETRY, Action.RE_APPLY, Action.ADOPT})
# There is no way back, an order works on the product, or nobody can adopt it.
_MAYBE = frozenset({Action.CANCEL, Action.RE_APPLY, Action.ADOPT})


class Operators:
    """Whoever is on duty."""

    def __init__(self, world: World, desk: Desk, random: Random) -> None:
        self._world = world
        self._desk = desk
        self._random = random
        self._decisions = 0
        self.by_hand: set[str] = set()

    def hold(self, identifier: str) -> None:
        command = HoldProductOrder(id=identifier, by="olga", why="a dispute")
        self._desk.try_to("operator", f"holds {short(identifier)}", command)

    def decide(self) -> bool:
        """One thing that waits for a person; False when nothing does."""
        disk = self._world.disk
        waiting: list[Any] = [f for f in disk.all(FALLOUT) if f.state is FalloutState.OPEN]
        waiting += [o for o in disk.all(ORDERS) if o.hold is not None and o.hold.by and not o.settled]
        waiting += [o for o in disk.all(ORDERS) if o.state is OrderState.PENDING]
        if not waiting:
            return False
        self._decisions += 1
        chosen = self._random.choice(waiting)
        if isinstance(chosen, Fallout):
            self._resolve(chosen)
        elif chosen.hold is not None:
            self._release(chosen)
        else:
            self._answer(chosen)
        return True

    def _resolve(self, fallout: Fallout) -> None:
        action = self._random.choice(self._sensible(fallout.actions))
        command = ResolveFallout(
            id=fallout.id, order_id=fallout.order_id, action=action, by="olga", why="decided"
        )
        order = self._world.disk.load(ORDERS, fallout.order_id)
        node = order.node(fallout.node) if order is not None and fallout.node else None
        undoing = node is not None and node.state == "undoHeld"
        what = f"{action} {fallout.node or short(fallout.order_id or fallout.mismatch_id)}: {fallout.reason.code}"
        if action in _MAYBE:
            if self._desk.try_to("operator", what, command) is None:
                return  # it cannot be done now; then something else has to be possible
        else:
            self._do(what, command)
        if action == Action.FORCE_COMPLETE or (undoing and action == Action.FAIL_ITEM):
            self.by_hand.add(fallout.order_id)
        if self._desk.try_to("operator", "presses again", command) is not None:
            raise Violation("a decision has one effect", what)

    def _sensible(self, actions: list[str]) -> list[str]:
        if self._decisions > PATIENCE:
            return [action for action in actions if action not in _AGAIN]
        return actions

    def _release(self, order: ProductOrder) -> None:
        command = ReleaseProductOrder(id=order.id, by="olga", why="settled")
        self._do(f"releases {short(order.id)}", command)

    def _answer(self, order: ProductOrder) -> None:
        question = order.open_questions[0]
        command = AnswerProductOrder(
            id=order.id,
            item_id=question.item_id,
            question=question.name,
            accepted=self._random.random() < 0.8,
            by="surveyor",
            why="was there",
        )
        self._do(f"answers {question.name} of {short(order.id)}", command)

    def _do(self, what: str, command: msgspec.Struct) -> None:
        """Nothing else moves: what waits for a person has to be possible."""
        if self._desk.try_to("operator", what, command) is None:
            raise Violation("what waits for a person can be decided", what)
