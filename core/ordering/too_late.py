"""What can no longer be changed about an order whose plan has begun: every reason at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.ordering.cancelling import passed
from core.ordering.chains import chains_of, difference_to, takes_form
from core.ordering.items import Item, ProductValue
from core.ordering.machine_item import ENDED, Goal
from core.ordering.machine_node import AT_REST
from core.ordering.model import ProductOrder
from core.ordering.planning.bundles import BUNDLES
from core.ordering.planning.places import differ
from core.ordering.planning.plan import Plan, PlannedProduct
from core.ordering.planning.targets import product_id
from hub.kernel.errors import Code, HubError, Kind, Reason


def refuse_if_late(order: ProductOrder, items: Sequence[Item], plan: Plan) -> None:
    """A `HubError` unless the order can still become what `items` and `plan` say."""
    still = [n.key for n in order.nodes if n.key in order.revising and n.state not in AT_REST]
    if still:
        text = f"the change before is still being carried out: {', '.join(still)}"
        raise HubError(Kind.NOT_ALLOWED, Reason(Code.REVISION_OPEN, text, "productOrderItem"))
    reasons = [
        *_ended(order, items),
        *_into_the_given_up(order, items),
        *_turned(order, items),
        *_done(order, plan),
        *_placed(order, plan),
    ]
    if reasons:
        raise HubError(Kind.NOT_ALLOWED, *reasons)


def _ended(order: ProductOrder, items: Sequence[Item]) -> Iterator[Reason]:
    for item in items:
        known = order.item(item.id)
        if known is None or (known.state not in ENDED and known.goal is Goal.DO):
            continue
        if known.withdrawn or _content(known) != _content(item):
            yield _forbidden(item.id, f"item {item.id} is {known.state} and cannot be changed any more")


def _into_the_given_up(order: ProductOrder, items: Sequence[Item]) -> Iterator[Reason]:
    gone = {i.id for i in order.items if i.state in ENDED or i.goal is not Goal.DO}
    for bundle in items:
        for item in items:
            if bundle.id in gone and item.id not in gone and _in(item, bundle):
                text = f"item {bundle.id} has been given up and takes nothing in any more"
                yield _forbidden(item.id, text)


def _turned(order: ProductOrder, items: Sequence[Item]) -> Iterator[Reason]:
    about = {product_id(known): known.id for known in order.items if product_id(known)}
    for item in items:
        known = order.item(item.id)
        if known is None:
            if product_id(item) in about:
                text = f"product {product_id(item)} is what item {about[product_id(item)]} is about"
                yield _forbidden(item.id, text)
            continue
        if item.action != known.action or product_id(item) not in {"", product_id(known)}:
            begun = f"item {item.id} has begun to {known.action} {product_id(known) or 'a product'}"
            yield _forbidden(item.id, f"{begun}: what else is wanted is an item of its own")


def _done(order: ProductOrder, plan: Plan) -> Iterator[Reason]:
    tasks = {task.key: task for task in plan.tasks}
    for key, chain in chains_of(order).items():
        task, first = tasks.get(key), chain[0].task
        hard = any(passed(n) and n.task.point_of_no_return == "hard" for n in chain)
        if task is not None and not takes_form(chain) and task.action != first.action:
            yield _forbidden(task.item_id, f"{key} has begun to {first.action}, and is now to {task.action}")
        elif hard and (task is None or difference_to(chain, task)):
            text = f"{first.specification_id} is past its hard point of no return"
            yield Reason(Code.POINT_OF_NO_RETURN, text, f"productOrderItem[{first.item_id}]")


def _placed(order: ProductOrder, plan: Plan) -> Iterator[Reason]:
    for planned in plan.products:
        known = order.index.products.get((planned.item_id, planned.instance))
        if known is not None and differ(known.places, planned.places) and _begun(order, known):
            text = f"item {planned.item_id} is being carried out where it was wanted first"
            yield _forbidden(planned.item_id, f"{text}: somewhere else it is an item of its own")


def _begun(order: ProductOrder, planned: PlannedProduct) -> bool:
    nodes = order.index.nodes_of.get(planned.item_id, ())
    return any(node.started_at for node in nodes if node.task.instance == planned.instance)


def _forbidden(item_id: str, text: str) -> Reason:
    return Reason(Code.STATE_FORBIDS, text, f"productOrderItem[{item_id}]")


def _in(item: Item, bundle: Item) -> bool:
    named = {r.id for r in bundle.relationships if r.relationship_type == BUNDLES}
    return item.parent == bundle.id or item.id in named


def _content(item: Item) -> tuple[Any, ...]:
    product = item.product or ProductValue()
    values = {c.name: c.value for c in product.characteristics}
    return item.action, item.quantity or 1, item.parent, item.offering and item.offering.id, values
