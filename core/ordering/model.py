"""A product order: its items, the plan they come down to, and its life until the plan begins. No I/O, no TMF words.

How a plan is carried out is in `progress` and `recovery`, how it is taken back in `cancelling`, changed in `revising`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.ordering.effects import Effects, FalloutRaised
from core.ordering.items import Item, ProductValue
from core.ordering.machine import ORDER, OrderEvent, OrderState
from core.ordering.node import Node
from core.ordering.planning.plan import Plan
from core.ordering.records import Hold, Question
from core.ordering.standing import Standing
from hub.kernel.errors import Code, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.kernel.values import Characteristic


@dataclass(kw_only=True)
class ProductOrder(Standing):
    """The aggregate of the core. States are only ever assigned by `fire`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._effects = Effects()

    def take_effects(self) -> Effects:
        """What its moves have set off since it was asked last."""
        effects, self._effects = self._effects, Effects()
        return effects

    # -- until the plan begins ------------------------------------------------------------

    def accept(self, now: datetime) -> None:
        """It has been stored; the core owes it a judgement."""
        self.record("accept", target=self.state)
        self.expect(now)

    def reject(self, reasons: Sequence[Reason], now: datetime, **detail: Any) -> None:
        self.reasons = list(reasons)
        self.clear_fallout("rejected")
        why = [{"code": r.code, "path": r.path} for r in reasons]
        self.fire(ORDER, OrderEvent.REJECT, reasons=why, **detail)
        self.ended(now)

    def validate(self, versions: Mapping[str, str]) -> None:
        """Accepted, with these versions of the catalogue's entries."""
        self.hold = None
        self.versions = {**versions, **self.versions}
        self.fire(ORDER, OrderEvent.VALIDATE)

    def ask(self, questions: Iterable[Question], now: datetime) -> None:
        """Waits for answers; those that were given before count."""
        known = {(q.item_id, q.name): q for q in self.questions if q.answered}
        self.questions = [known.get((q.item_id, q.name), q) for q in questions]
        if self.open_questions:
            self.fire(ORDER, OrderEvent.ASK, questions=[f"{q.item_id}/{q.name}" for q in self.open_questions])
            self.expect(now)

    def awaited(self, item_id: str, name: str) -> Question:
        """The question the order waits for; a `HubError` when it does not (any more)."""
        question = next((q for q in self.open_questions if (q.item_id, q.name) == (item_id, name)), None)
        if question is None or self.state is not OrderState.PENDING:
            waits = ", ".join(f"{q.item_id}/{q.name}" for q in self.open_questions) or "nothing"
            text = f"the order is {self.state} and waits for {waits}, not for {item_id}/{name}"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "question")
        return question

    def answer(self, question: Question, values: Sequence[Characteristic], now: datetime) -> None:
        """Yes to one question; `values` become characteristics of the item's product."""
        question.answered = True
        item = self.item(question.item_id)
        if item is not None and values:
            given = {v.name for v in values}
            item.product = item.product or ProductValue()
            item.product.characteristics = [
                *(c for c in item.product.characteristics if c.name not in given),
                *values,
            ]
        self.fire(
            ORDER,
            OrderEvent.ANSWER,
            question=f"{question.item_id}/{question.name}",
            by=question.by,
            why=question.why,
        )
        self.expect(now)

    def decompose(self, plan: Plan, now: datetime) -> None:
        self.plan = replace(plan, tasks=[])
        self.versions = {**plan.versions, **self.versions}
        self.nodes = [Node(task=task) for task in plan.tasks]
        self.fire(ORDER, OrderEvent.DECOMPOSE, plan=plan.hash, tasks=len(plan.tasks), versions=plan.versions)
        self.expect(now)

    def overdue_before_start(self, now: datetime) -> None:
        """A deadline came before the plan has begun."""
        self.fire(ORDER, ORDER.waits[self.state].expiry or OrderEvent.OVERDUE)
        if self.state is OrderState.HELD:
            text = f"nobody has answered {', '.join(f'{q.item_id}/{q.name}' for q in self.open_questions)}"
            self.fall_out(Reason(Code.ANSWER_OVERDUE, text))
        self.expect(now)

    # -- held -----------------------------------------------------------------------------

    def pause(self, by: str, why: str, now: datetime) -> None:
        """Nothing new is begun until `release`; what is under way goes on."""
        if self.hold is not None and self.hold.by:
            text = f"{self.hold.by} has held the order already: {self.hold.why}"
            raise refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, "state")
        if self.state is not OrderState.HELD:
            self.fire(ORDER, OrderEvent.HOLD, by=by, why=why)
        else:
            self.record("hold", self.state, self.state, by=by, why=why)
        self.hold = Hold(by=by, why=why, since=now)
        if not self.begun:
            self.wake_at = self.limit_at = None

    def wait_for_product(self, why: str, now: datetime) -> None:
        """Another order has a product this one is about; it is judged again when that has ended."""
        self.fire(ORDER, OrderEvent.HOLD, code=Code.PRODUCT_BUSY, why=why)
        self.hold = Hold(why=why, since=now)
        # The order that has the product tells when it has ended.
        self.wake_at = self.limit_at = None

    def release(self, now: datetime, **detail: Any) -> None:
        """Goes on: where it was when its plan has begun, else from the beginning."""
        if self.state is not OrderState.HELD:
            raise ORDER.refusal(self.state, OrderEvent.RELEASE)
        self.hold = None
        self.clear_fallout("released")
        self.fire(ORDER, OrderEvent.RELEASE, **detail)
        if not self.begun:
            self.expect(now)

    def fall_out(self, reason: Reason) -> None:
        """The order as a whole waits for an operator."""
        self.fallout_id = derived_id("fallout", self.id, str(self.version))
        actions = ("retry", "cancel", "fail-order")
        self.raise_fallout(FalloutRaised(id=self.fallout_id, reason=reason, actions=actions))

    def clear_fallout(self, how: str) -> None:
        if self.fallout_id:
            self._effects.cleared[self.fallout_id] = how
            self.fallout_id = ""

    # -- what its parts set off -----------------------------------------------------------

    def ask_som(self, node: Node) -> None:
        """SOM is told what the node's state says."""
        self._effects.asked.append(node)

    def item_moved(self, item: Item) -> None:
        if item not in self._effects.items:
            self._effects.items.append(item)

    def raise_fallout(self, raised: FalloutRaised) -> None:
        self._effects.raised.append(raised)
        self.record(
            "fallout", self.state, self.state, code=raised.reason.code, fallout=raised.id, node=raised.node
        )

    def clear_node_fallout(self, node: Node, how: str) -> None:
        self._effects.cleared[node.fallout_id] = how
        node.fallout_id = ""

    def alarm(self) -> None:
        """Somebody has to hear that it will be late."""
        self._effects.in_jeopardy = True

    def ended(self, now: datetime) -> None:
        """It has reached its final state."""
        self.completion_date = now
        self.wake_at = self.limit_at = None
        self.hold = None
        self._effects.ended = True

    def expect(self, now: datetime) -> None:
        """When to look again should nothing happen before."""
        wait = ORDER.waits.get(self.state)
        limit = wait.limit if wait else None
        self.limit_at = now + limit if limit else None
        if self.state is OrderState.PENDING:
            self.limit_at = min(
                (q.answer_by for q in self.open_questions if q.answer_by), default=self.limit_at
            )
        elif self.state is OrderState.DECOMPOSED and self.start_at > now:
            self.limit_at = self.start_at
        self.wake_at = self.limit_at
