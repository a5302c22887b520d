"""A product order: its items, its plan, and what moves them. No I/O, no TMF words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from core.ordering.items import Item, members_of
from core.ordering.machine import (
    ITEM,
    NODE,
    ORDER,
    ItemEvent,
    ItemState,
    NodeEvent,
    NodeState,
    OrderEvent,
    OrderState,
)
from hub.kernel import graph
from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Reason
from hub.kernel.values import Note, Party


@dataclass(slots=True, kw_only=True)
class Node:
    """One service order of the plan; its id is the service order's id."""

    id: str
    item_id: str
    name: str
    specification_id: str
    requires: list[str] = field(default_factory=list)
    characteristics: dict[str, Any] = field(default_factory=dict)
    # Service characteristic → product characteristic, for what comes back.
    results_to: dict[str, str] = field(default_factory=dict)
    time_limit_seconds: int = 0
    state: NodeState = NODE.initial
    deadline: datetime | None = None
    questions: int = 0
    service_id: str = ""
    results: dict[str, Any] = field(default_factory=dict)
    reason: Reason | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """What has to be built, in which order. The same order on the same catalogue gives the same `hash`."""

    hash: str
    # Catalogue entries it was made from: `kind:id` → version.
    versions: dict[str, str]
    nodes: list[Node]
    # For each item that makes a product of its own: the characteristics it starts with, by name.
    products: dict[str, dict[str, Any]]


@dataclass(slots=True)
class Progress:
    """What a move has set off: nodes to be submitted (or asked for), items that are now completed."""

    nodes: list[Node] = field(default_factory=list)
    completed: list[Item] = field(default_factory=list)


@dataclass(kw_only=True)
class ProductOrder(Aggregate):
    """The aggregate of the core. `state` is only ever assigned by `fire`."""

    order_date: datetime
    state: OrderState = ORDER.initial
    completion_date: datetime | None = None
    expected_completion_date: datetime | None = None
    external_id: str = ""
    description: str = ""
    category: str = ""
    priority: str = ""
    requested_start_date: datetime | None = None
    requested_completion_date: datetime | None = None
    parties: list[Party] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    plan: Plan | None = None
    extension: str = ""

    # -- what happens to it ---------------------------------------------------------------

    def accept(self, now: datetime) -> None:
        """It has been stored; the core owes it a judgement."""
        self.record("accept", target=self.state)
        self._expect(now)

    def reject(self, reasons: list[Reason], now: datetime) -> None:
        self.reasons = reasons
        for item in self.items:
            self.fire(ITEM, ItemEvent.REJECT, item, item=item.id)
        self.fire(ORDER, OrderEvent.REJECT, reasons=[{"code": r.code, "path": r.path} for r in reasons])
        self.completion_date = now
        self.wake_at = None

    def validate(self) -> None:
        self.fire(ORDER, OrderEvent.VALIDATE)

    def decompose(self, plan: Plan) -> None:
        self.plan = plan
        self.fire(ORDER, OrderEvent.DECOMPOSE, plan=plan.hash, nodes=len(plan.nodes), versions=plan.versions)

    def start(self, now: datetime) -> Progress:
        """Begins the plan."""
        self.fire(ORDER, OrderEvent.START)
        for item in self.items:
            self.fire(ITEM, ItemEvent.START, item, item=item.id)
        return self._go_on(now)

    def node_completed(
        self, node: Node, service_id: str, results: Mapping[str, Any], now: datetime
    ) -> Progress:
        """A service stands: what waited for it can start."""
        node.service_id, node.results = service_id, dict(results)
        self.fire(NODE, NodeEvent.COMPLETE, node, node=node.id)
        return self._go_on(now)

    def node_failed(self, node: Node, reason: Reason, now: datetime) -> Progress:
        """A service will not be: what requires it is skipped, the rest goes on."""
        self._fail(node, NodeEvent.FAIL, reason)
        return self._go_on(now)

    def node_at_work(self, node: Node, now: datetime) -> None:
        """Somebody has answered that it is not there yet: that is no silence."""
        node.questions = 0
        node.deadline = now + self._limit(node)
        self.record("wait", node.state, node.state, node=node.id)
        self._look_again()

    def overdue(self, now: datetime) -> Progress:
        """A deadline has come: what has been silent is asked for again, or given up."""
        if self.state is not OrderState.IN_PROGRESS:
            self.fire(ORDER, OrderEvent.OVERDUE)
            self._expect(now)
            return Progress()
        asked = []
        for node in self._nodes(NodeState.SUBMITTED):
            if node.deadline is not None and node.deadline <= now:
                silence = Reason(
                    Code.TIME_LIMIT_PASSED, f"no outcome after {node.questions + 1} time limits", node.id
                )
                if NODE.next(node.state, NodeEvent.OVERDUE, node) is NodeState.FAILED:
                    self._fail(node, NodeEvent.OVERDUE, silence)
                else:
                    self.fire(NODE, NodeEvent.OVERDUE, node, node=node.id)
                    node.questions += 1
                    node.deadline = now + self._limit(node)
                    asked.append(node)
        progress = self._go_on(now)
        return Progress(asked + progress.nodes, progress.completed)

    # -- questions ------------------------------------------------------------------------

    def node(self, identifier: str) -> Node | None:
        return next((n for n in self.plan.nodes if n.id == identifier), None) if self.plan else None

    def nodes_of(self, item: Item) -> list[Node]:
        return [n for n in self.plan.nodes if n.item_id == item.id] if self.plan else []

    def members_of(self, item: Item) -> list[Item]:
        """The items a bundle consists of."""
        return members_of(self.items, item)

    @property
    def settled(self) -> bool:
        return ORDER.is_final(self.state)

    # -- inside ---------------------------------------------------------------------------

    def _go_on(self, now: datetime) -> Progress:
        """Submits what can start, settles what has ended, and says when to look again."""
        started = self._submit_ready(now)
        open_items = [item for item in self.items if not ITEM.is_final(item.state)]
        while sum(self._settle_item(item) for item in open_items):
            pass  # what settled may have been all that its bundle was waiting for
        if all(ITEM.is_final(item.state) for item in self.items):
            self.fire(ORDER, OrderEvent.SETTLE)
            self.completion_date = now
        self._look_again()
        return Progress(started, [item for item in open_items if item.state is ItemState.COMPLETED])

    def _look_again(self) -> None:
        deadlines = (n.deadline for n in self._nodes(NodeState.SUBMITTED) if n.deadline is not None)
        self.wake_at = None if self.settled else min(deadlines, default=None)

    def _submit_ready(self, now: datetime) -> list[Node]:
        nodes = self.plan.nodes if self.plan else []
        waiting = [n.id for n in nodes if n.state is NodeState.WAITING]
        done = [n.id for n in nodes if n.state is NodeState.COMPLETED]
        free = set(graph.ready({n.id: n.requires for n in nodes}, done, waiting))
        started = [n for n in nodes if n.id in free]
        for node in started:
            self.fire(NODE, NodeEvent.SUBMIT, node, node=node.id)
            node.deadline = now + self._limit(node)
        return started

    def _settle_item(self, item: Item) -> bool:
        if item.state is not ItemState.IN_PROGRESS:
            return False
        ends = [n.state for n in self.nodes_of(item)]
        members = [m.state for m in self.members_of(item)]
        if not (all(NODE.is_final(s) for s in ends) and all(ITEM.is_final(s) for s in members)):
            return False
        good = all(s is NodeState.COMPLETED for s in ends) and all(s is ItemState.COMPLETED for s in members)
        self.fire(ITEM, ItemEvent.COMPLETE if good else ItemEvent.FAIL, item, item=item.id)
        return True

    def _fail(self, node: Node, event: NodeEvent, reason: Reason) -> None:
        node.reason = reason
        self._tell(node, reason)
        self.fire(NODE, event, node, node=node.id, code=reason.code)
        nodes = self.plan.nodes if self.plan else []
        orphans = graph.dependents({n.id: n.requires for n in nodes}, [node.id])
        for other in nodes:
            if other.id in orphans and other.state is NodeState.WAITING:
                other.reason = Reason(Code.PREREQUISITE_FAILED, f"{node.name} failed", node.id)
                self._tell(other, other.reason)
                self.fire(NODE, NodeEvent.SKIP, other, node=other.id)

    def _tell(self, node: Node, reason: Reason) -> None:
        """Whoever asks the order why its item has failed finds the node's reason."""
        self.reasons.append(Reason(reason.code, reason.text, f"productOrderItem[{node.item_id}]"))

    def _nodes(self, state: NodeState) -> Iterable[Node]:
        return (n for n in (self.plan.nodes if self.plan else ()) if n.state is state)

    @staticmethod
    def _limit(node: Node) -> timedelta:
        default = NODE.waits[NodeState.SUBMITTED].limit or timedelta()
        return timedelta(seconds=node.time_limit_seconds) if node.time_limit_seconds else default

    def _expect(self, now: datetime) -> None:
        limit = ORDER.waits[self.state].limit
        self.wake_at = now + limit if limit else None
