"""What was ordered, item by item, as the client gave it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.ordering.machine_item import ITEM, Goal, ItemState
from hub.kernel.values import Characteristic, Place, Ref

#: TMF645's name of a qualification of services, and what any of its kind is called.
SERVICE_QUALIFICATION = frozenset({"CheckServiceQualification", "ServiceQualification"})


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
    places: list[Place] = field(default_factory=list)
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
    # What was qualified before it was ordered.
    qualifications: list[Ref] = field(default_factory=list)
    billing_account: Ref | None = None
    extension: str = ""

    @property
    def service_qualification_id(self) -> str:
        """Of the one that may have reserved what the item is built from; '' for none."""
        return next((q.id for q in self.qualifications if q.referred_type in SERVICE_QUALIFICATION), "")


def members(items: Sequence[Item]) -> dict[str, list[Item]]:
    """For every item those it consists of: nested in it, or named by its `bundles` relationships; in their order."""
    inside: dict[str, dict[str, Item]] = {item.id: {} for item in items}
    bundles = {
        (item.id, r.id) for item in items for r in item.relationships if r.relationship_type == "bundles"
    }
    above: dict[str, list[str]] = {}
    for bundle, member in bundles:
        above.setdefault(member, []).append(bundle)
    for item in items:
        for bundle in (item.parent, *above.get(item.id, ())):
            if bundle in inside:
                inside[bundle][item.id] = item
    return {identifier: list(found.values()) for identifier, found in inside.items()}
