"""Changing an order under way: the new plan against the running one, and only the difference is carried out.

What is untouched goes on. What has not begun takes its new form. What stands already, or is just being built, is
re-configured by a task of its own behind it (`110/cfs-internet~2`); what is not in the new plan is undone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.ordering import progress
from core.ordering.cancelling import passed
from core.ordering.items import Item, ProductValue
from core.ordering.machine import ORDER, OrderEvent, OrderState
from core.ordering.machine_item import ENDED, Goal
from core.ordering.machine_node import AT_REST, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.planning.bundles import BUNDLES
from core.ordering.planning.plan import Plan, Task
from core.ordering.planning.targets import product_id
from core.ordering.records import Revision
from hub.kernel.errors import Code, HubError, Kind, Reason

S = NodeState

# Nothing of these is or will be there: their task can take another form, or go.
_NOT_DONE = frozenset({S.WAITING, S.RETRYING})


def revise(order: ProductOrder, items: Sequence[Item], plan: Plan, now: datetime) -> None:
    """`items` and `plan` are judged good; a change that comes too late is a `HubError` and changes nothing."""
    if ORDER.next(order.state, OrderEvent.REVISE, order) is None:
        raise ORDER.refusal(order.state, OrderEvent.REVISE)
    before = Revision(
        number=len(order.revisions) + 1,
        at=now,
        plan_hash_before=order.plan.hash if order.plan else "",
        plan_hash_after=plan.hash,
        items_before=[replace(item) for item in order.items if not item.withdrawn],
    )
    if order.begun:
        _refuse_if_late(order, items, plan)
        order.items = _merged(order, items)
        _rearrange(order, plan)
        wanted = {p.key for p in plan.products}
        known = [*order.dropped, *(order.plan.products if order.plan else ())]
        order.dropped = [p for p in known if p.key not in wanted]
        order.plan = replace(plan, tasks=[])
    else:
        order.items = list(items)
        order.clear_fallout("the order was changed")
    order.revisions.append(before)
    order.fire(
        ORDER,
        OrderEvent.REVISE,
        number=before.number,
        plan=plan.hash,
        planBefore=before.plan_hash_before,
        tasks=order.revising,
    )
    if not order.begun and order.state is OrderState.ACKNOWLEDGED:
        order.hold = None
        order.expect(now)
    progress.go_on(order, now)


def _refuse_if_late(order: ProductOrder, items: Sequence[Item], plan: Plan) -> None:
    still = [n.key for n in order.nodes if n.key in order.revising and n.state not in AT_REST]
    if still:
        text = f"the change before is still being carried out: {', '.join(still)}"
        raise HubError(Kind.NOT_ALLOWED, Reason(Code.REVISION_OPEN, text, "productOrderItem"))
    reasons = [
        Reason(
            Code.STATE_FORBIDS,
            f"item {item.id} is {known.state} and cannot be changed any more",
            f"productOrderItem[{item.id}]",
        )
        for item in items
        if (known := order.item(item.id)) is not None
        and (known.state in ENDED or known.goal is not Goal.DO)
        and (known.withdrawn or _content(known) != _content(item))
    ]
    gone = {i.id for i in order.items if i.state in ENDED or i.goal is not Goal.DO}
    reasons += [
        Reason(
            Code.STATE_FORBIDS,
            f"item {bundle.id} has been given up and takes nothing in any more",
            f"productOrderItem[{item.id}]",
        )
        for bundle in items
        if bundle.id in gone
        for item in items
        if item.id not in gone and _in(item, bundle)
    ]
    reasons += [
        Reason(
            Code.STATE_FORBIDS,
            f"item {item.id} has begun to {known.action} {product_id(known) or 'a product'}: what else is"
            " wanted is an item of its own",
            f"productOrderItem[{item.id}]",
        )
        for item in items
        if (known := order.item(item.id)) is not None
        and (item.action != known.action or product_id(item) not in {"", product_id(known)})
    ]
    tasks = {task.key: task for task in plan.tasks}
    for key, chain in _chains(order).items():
        task = tasks.get(key)
        if task is not None and not _takes_form(chain) and task.action != chain[0].task.action:
            text = f"{key} has begun to {chain[0].task.action}, and is now to {task.action}"
            where = f"productOrderItem[{task.item_id}]"
            reasons.append(Reason(Code.STATE_FORBIDS, text, where))
        elif (task is None or _difference(chain, task)) and any(
            passed(n) and n.task.point_of_no_return == "hard" for n in chain
        ):
            text = f"{chain[0].task.specification_id} is past its hard point of no return"
            where = f"productOrderItem[{chain[0].task.item_id}]"
            reasons.append(Reason(Code.POINT_OF_NO_RETURN, text, where))
    if reasons:
        raise HubError(Kind.NOT_ALLOWED, *reasons)


def _in(item: Item, bundle: Item) -> bool:
    named = {r.id for r in bundle.relationships if r.relationship_type == BUNDLES}
    return item.parent == bundle.id or item.id in named


def _takes_form(chain: Sequence[Node]) -> bool:
    """Nothing has been done by it: it becomes what is wanted now."""
    return len(chain) == 1 and chain[0].state in _NOT_DONE


def _content(item: Item) -> tuple[Any, ...]:
    product = item.product or ProductValue()
    values = {c.name: c.value for c in product.characteristics}
    return item.action, item.quantity or 1, item.parent, item.offering and item.offering.id, values


def _merged(order: ProductOrder, items: Sequence[Item]) -> list[Item]:
    """The new items with the state of the old ones; those that are left out are withdrawn."""
    merged = []
    for item in items:
        known = order.item(item.id)
        if known is None:
            merged.append(item)
            continue
        if known.product is not None and known.product.id:
            item.product = item.product or ProductValue()
            item.product.id = item.product.id or known.product.id
        same = {name: getattr(known, name) for name in ("state", "goal", "withdrawn", "made")}
        merged.append(replace(item, **same))
    ids = {item.id for item in items}
    for item in order.items:
        if item.id not in ids:
            withdrawn = item.state not in ENDED and item.goal is Goal.DO
            goal = Goal.CANCEL if withdrawn else item.goal
            merged.append(replace(item, goal=goal, withdrawn=item.withdrawn or withdrawn))
    return merged


def _rearrange(order: ProductOrder, plan: Plan) -> None:
    chains = _chains(order)
    order.revising = []
    names = _names(order, chains, plan)
    for planned in plan.tasks:
        task = replace(planned, requires=[names[key] for key in planned.requires])
        chain = chains.pop(planned.key, [])
        if not chain:
            _append(order, replace(task, key=names[planned.key]))
            continue
        last, difference = chain[-1], _difference(chain, task)
        if _takes_form(chain):
            last.task = replace(task, key=last.key)
            continue
        chain[0].task = replace(chain[0].task, requires=task.requires)
        if difference:
            known = _characteristics(chain)
            change = replace(
                task,
                key=_free(planned.key, {node.key for node in order.nodes}),
                action="modify",
                requires=[last.key, *task.requires],
                characteristics=difference,
                previous={name: known.get(name) for name in difference},
                why=f"the order was changed after {last.key} had begun",
            )
            _append(order, change)
    for chain in chains.values():
        for node in chain:
            node.unwanted = True
            order.revising.append(node.key)


def _names(order: ProductOrder, chains: dict[str, list[Node]], plan: Plan) -> dict[str, str]:
    """Key in the plan → key of the node that carries it out: of the one there is, or a free one."""
    taken = {node.key for node in order.nodes}
    return {
        task.key: chains[task.key][0].key if task.key in chains else _free(task.key, taken)
        for task in plan.tasks
    }


def _free(key: str, taken: set[str]) -> str:
    """The key, or the first of those behind it that nothing has."""
    number, free = 2, key
    while free in taken:
        free = f"{key}~{number}"
        number += 1
    return free


def _append(order: ProductOrder, task: Task) -> None:
    order.nodes.append(Node(task=task))
    order.revising.append(task.key)


def _chains(order: ProductOrder) -> dict[str, list[Node]]:
    """Key of the plan → the nodes that carry it out, the first and what was changed behind it; without the fruitless."""
    chains: dict[str, list[Node]] = {}
    for node in order.nodes:
        lost = node.state in AT_REST and not node.in_effect
        if not (lost or node.unwanted):
            chains.setdefault(node.plan_key, []).append(node)
    return chains


def _characteristics(chain: Sequence[Node]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for node in chain:
        known.update(node.task.characteristics)
    return known


def _difference(chain: Sequence[Node], task: Task) -> dict[str, Any]:
    """What the new plan wants otherwise than it was ordered; None for what it does not want at all."""
    if task.action == "delete":
        return {}
    known = _characteristics(chain)
    names = [*task.characteristics, *(n for n in known if n not in task.characteristics)]
    return {
        name: task.characteristics.get(name)
        for name in names
        if known.get(name) != task.characteristics.get(name)
    }
