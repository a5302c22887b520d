"""Changing an order under way: the new plan against the running one, and only the difference is carried out.

What is untouched goes on. What has not begun takes its new form. What stands already, or is just being built, is
re-configured by a task of its own behind it (`110/cfs-internet~2`); what is not in the new plan is undone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.ordering import progress
from core.ordering.chains import chains_of, characteristics, difference_to, takes_form
from core.ordering.items import Item, ProductValue
from core.ordering.machine import ORDER, OrderEvent, OrderState
from core.ordering.machine_item import ENDED, Goal
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.planning.plan import Plan, Task
from core.ordering.records import Revision
from core.ordering.too_late import refuse_if_late


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
        refuse_if_late(order, items, plan)
        order.items = _merged(order, items)
        _rearrange(order, plan)
        wanted = {p.key for p in plan.products}
        known = [*order.dropped, *(order.plan.products if order.plan else ())]
        order.dropped = [p for p in known if p.key not in wanted]
        order.plan = replace(plan, tasks=[])
        order.versions = {**plan.versions, **order.versions}
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
    chains = chains_of(order)
    order.revising = []
    names = _names(order, chains, plan)
    for planned in plan.tasks:
        task = replace(planned, requires=[names[key] for key in planned.requires])
        chain = chains.pop(planned.key, [])
        if not chain:
            _append(order, replace(task, key=names[planned.key]))
            continue
        last, difference = chain[-1], difference_to(chain, task)
        if takes_form(chain):
            last.task = replace(task, key=last.key)
            continue
        chain[0].task = replace(chain[0].task, requires=task.requires)
        if difference:
            known = characteristics(chain)
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
