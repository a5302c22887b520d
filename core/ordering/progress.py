"""Carrying out a plan: what can begin begins, what cannot be is skipped, what is not wanted any more is undone in reverse.

`go_on` is called after every move of a node and every decision; it goes as far as it can get without an answer
from outside, and then says what the items and the order have become (`review`).
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from core.ordering import forecast, recovery
from core.ordering.items import Item
from core.ordering.machine import ORDER, OrderEvent
from core.ordering.machine_item import ITEM, Goal, ItemEvent
from core.ordering.machine_node import AT_REST, NodeEvent, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.parts import Part
from hub.kernel.errors import Code, Reason

S, E = NodeState, NodeEvent


def start(order: ProductOrder, now: datetime) -> None:
    """Begins the plan."""
    order.fire(ORDER, OrderEvent.START)
    order.begun = True
    go_on(order, now)


def go_on(order: ProductOrder, now: datetime) -> None:
    """As far as it gets without an answer from outside."""
    if order.begun and not order.settled:
        while _give_up(order) or _skip(order, now) or _take_back(order, now) or _submit(order, now):
            pass
    review(order, now)


def review(order: ProductOrder, now: datetime) -> None:
    """Says what items and order have become, and when to look at them again."""
    if not order.begun:
        _review_items(order)
        forecast.look_ahead(order, now)
        if not order.settled:
            order.wake_at = _next_look(order)
        return
    while not order.settled and _review_items(order):
        pass  # what a member has become may be all its bundle was waiting for
    if not order.settled:
        row = ORDER.row(order.state, OrderEvent.REVIEW, order)
        if row is not None and row.target is not order.state:
            order.fire(ORDER, OrderEvent.REVIEW)
            if order.settled:
                order.ended(now)
    forecast.look_ahead(order, now)
    order.wake_at = _next_look(order)


def overdue(order: ProductOrder, now: datetime) -> None:
    """A deadline of a node has come."""
    for node in order.nodes:
        if node.deadline is not None and node.deadline <= now:
            recovery.overdue(order, node, now)
    go_on(order, now)


def fail_items(
    order: ProductOrder, doomed: list[Item], goal: Goal, because: Reason, told: Collection[str]
) -> None:
    """These items, their bundles and all that relies on them are not to be any more; those not `told` why yet are.

    What fails with a critical part in it takes the whole order with it.
    """
    lost = concerned(order, doomed)
    if goal is Goal.FAIL:
        ids = {item.id for item in lost}
        critical = {n.task.item_id for n in order.nodes if n.task.importance == "critical" and not n.unwanted}
        lost = lost if ids.isdisjoint(critical) else list(order.items)
    for item in lost:
        if item.goal is Goal.DO and item.action != "noChange":
            item.goal = goal
            order.record("giveUp", item.state, item.state, item=item.id, goal=goal, code=because.code)
            if item.id not in told:
                text = f"given up with what it belongs to: {because.text}"
                order.tell(Reason(Code.ROLLED_BACK, text), item.id)


def wanted(order: ProductOrder, node: Node) -> bool:
    item = order.item(node.task.item_id)
    return not node.unwanted and (item is None or item.goal is Goal.DO)


def _give_up(order: ProductOrder) -> bool:
    """Whether something that failed has taken more with it."""
    for node in order.nodes:
        if node.state in AT_REST and not node.in_effect and wanted(order, node):
            item = order.item(node.task.item_id)
            if item is None or node.task.importance == "optional":
                continue
            because = node.reason or Reason(Code.PREREQUISITE_FAILED, f"{node.key} will not be", node.key)
            fail_items(order, [item], Goal.FAIL, because, {item.id})
            return True
    return False


def concerned(order: ProductOrder, items: list[Item]) -> list[Item]:
    """With everything that cannot be without them, in the order of the items."""
    found = {item.id for item in items}
    grew = True
    while grew:
        more = {i.id for identifier in found for i in _family(order, identifier)}
        lost = _lost_with(order, found)
        more |= {n.task.item_id for n in order.nodes if n.key in lost and not n.dispensable}
        grew = not more <= found
        found |= more
    return [item for item in order.items if item.id in found]


def _lost_with(order: ProductOrder, items: set[str]) -> set[str]:
    """Keys of the nodes of these items, and of all that stands on them."""
    dependents = _dependents(order)
    lost: set[str] = set()
    more = [n for n in order.nodes if n.task.item_id in items]
    while more:
        node = more.pop()
        if node.key not in lost:
            lost.add(node.key)
            more += dependents.get(node.key, ())
    return lost


def _dependents(order: ProductOrder) -> dict[str, list[Node]]:
    """Key of a node → those that require it."""
    found: dict[str, list[Node]] = {}
    for node in order.nodes:
        for key in node.task.requires:
            found.setdefault(key, []).append(node)
    return found


def _groundless(order: ProductOrder) -> set[str]:
    """Keys of what is wanted, but stands on something that is not: optional, or its item would not be wanted either."""
    doomed = {item.id for item in order.items if item.goal is not Goal.DO}
    if not doomed:
        return set()
    lost = _lost_with(order, doomed)
    return {n.key for n in order.nodes if n.key in lost and n.dispensable and n.task.item_id not in doomed}


def _family(order: ProductOrder, identifier: str) -> Iterator[Item]:
    """The bundle an item is in, up to where somebody can do without it, and all that is in that."""
    top = order.item(identifier)
    while top is not None and not order.completes_without(top):
        bundle = order.index.bundle_of.get(top.id)
        if bundle is None:
            break
        top = bundle
    more = [top] if top is not None else []
    while more:
        item = more.pop()
        yield item
        more += order.members_of(item)


def _skip(order: ProductOrder, now: datetime) -> bool:
    """What is not wanted, or requires something that will not be, is never begun."""
    moved = False
    nodes = {n.key: n for n in order.nodes}
    groundless = _groundless(order)
    for node in order.nodes:
        if node.state is not S.WAITING:
            continue
        required = [nodes[key] for key in node.task.requires if key in nodes]
        lost = next((n for n in required if n.state in AT_REST and not n.in_effect), None)
        if lost is None and node.key in groundless:
            lost = next(n for n in required if n.key in groundless or not wanted(order, n))
        if lost is None and wanted(order, node):
            continue
        if lost is not None and wanted(order, node):
            node.reason = Reason(Code.PREREQUISITE_FAILED, f"{lost.key} will not be", node.key)
            order.tell(node.reason, node.task.item_id)
        recovery.move(order, node, E.SKIP, now)
        moved = True
    return moved


def _take_back(order: ProductOrder, now: datetime) -> bool:
    """Undoes what is not wanted any more, the last first: what requires it has to be out of the way."""
    if order.assessed:
        return False
    moved = False
    dependents, groundless = _dependents(order), _groundless(order)
    unwanted = groundless | {n.key for n in order.nodes if not wanted(order, n)}
    for node in order.nodes:
        if node.key not in unwanted or node.state not in {S.SUBMITTED, S.RETRYING, S.HELD, S.COMPLETED}:
            continue
        above = (n for n in dependents.get(node.key, ()) if n.key in unwanted)
        if all(n.state in AT_REST and n.state is not S.COMPLETED for n in above):
            recovery.move(order, node, E.UNDO, now)
            moved = True
    return moved


def _submit(order: ProductOrder, now: datetime) -> bool:
    """Begins what is wanted and has all it requires."""
    if order.paused:
        return False
    done = {n.key for n in order.nodes if n.in_effect}
    free = [
        n
        for n in order.nodes
        if n.state is S.WAITING and wanted(order, n) and done.issuperset(n.task.requires)
    ]
    for node in free:
        recovery.move(order, node, E.SUBMIT, now)
    return bool(free)


def _review_items(order: ProductOrder) -> bool:
    moved = False
    for item in order.items:
        if ITEM.is_final(item.state):
            continue
        part = Part(order, item)
        row = ITEM.row(item.state, ItemEvent.REVIEW, part)
        if row is not None and row.target is not item.state:
            order.fire(ITEM, ItemEvent.REVIEW, item, part, item=item.id)
            order.item_moved(item)
            moved = True
    return moved


def _next_look(order: ProductOrder) -> datetime | None:
    """The nearest deadline of a node, or of the order itself."""
    moments = [n.deadline for n in order.nodes if n.deadline is not None]
    if not order.settled:
        moments += forecast.moments(order)
        if order.limit_at is not None and (order.assessed or not order.begun):
            moments.append(order.limit_at)
    return min(moments, default=None)
