"""What was ordered, item by item, as the client gave it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.ordering.machine_item import ITEM, Goal, ItemState
from hub.kernel.values import Characteristic, Ref


@dataclass(slots=True)
class ItemRelationship:
    relationship_type: str
    id: str
    extension: str = ""


@dataclass(slots=True)
class ProductValue:
    """The product an item is about, as the client described it."""

    id: str = ""
    name: str = ""
    specification: Ref | None = None
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class Item:
    """An order item. Items of a bundle lie flat in the order; `parent` is the id of the item they are in."""

    id: str
    action: str
    # As the client gave it; 0 stands for none given, which means one.
    quantity: int = 0
    parent: str = ""
    state: ItemState = ITEM.initial
    goal: Goal = Goal.DO
    # A revision of the order does without it.
    withdrawn: bool = False
    # Ids of the products it has made, one for each of its quantity.
    made: list[str] = field(default_factory=list)
    offering: Ref | None = None
    product: ProductValue | None = None
    relationships: list[ItemRelationship] = field(default_factory=list)
    extension: str = ""


def members_of(items: Iterable[Item], bundle: Item) -> list[Item]:
    """The items a bundle consists of: nested in it, or named by its `bundles` relationships."""
    named = {r.id for r in bundle.relationships if r.relationship_type == "bundles"}
    return [i for i in items if i.parent == bundle.id or i.id in named]
