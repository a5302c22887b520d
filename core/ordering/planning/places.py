"""Where a product is built, or stands: said by its item, else by what that is in, else known from the inventory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.inventory.model import Product
from core.ordering.items import Item
from core.ordering.planning.bundles import Bundles
from core.ordering.planning.targets import MODIFY, Target
from hub.kernel.errors import Code, Reason
from hub.kernel.values import Place


def places_of(item: Item, bundles: Bundles, product: Product | None) -> list[Place]:
    """As far as it matters to those who build: a product that stands somewhere stays there."""
    known = installation(product.places) if product is not None else []
    above = (_said(bundle) for bundle in bundles.above(item))
    return known or _said(item) or next(filter(None, above), [])


def installation(places: Sequence[Place]) -> list[Place]:
    """Those whose role speaks of installing; where none does, all: it is the product's place, whatever it is called."""
    told = [replace(p, href="", referred_type="", extension="") for p in places if known_as(p)]
    return [place for place in told if "install" in place.role.casefold()] or told


def elsewhere(target: Target) -> Iterator[Reason]:
    """A change does not carry a product to another place."""
    product, said = target.product, _said(target.item)
    known = installation(product.places) if product is not None else []
    if target.item.action == MODIFY and product is not None and differ(known, said):
        here, there = known_as(known[0]), known_as(said[0])
        text = f"product {product.id} is at {here}: at {there} it has to be ordered anew, and here ended"
        yield Reason(Code.ATTRIBUTE_INVALID, text, f"productOrderItem[{target.item.id}].product.place")


def differ(some: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether both say where, and not the same: by the ids; where one has none, by the postcodes."""
    if not (some and others):
        return False
    one, other = some[0], others[0]
    return one.id != other.id if one.id and other.id else one.postcode != other.postcode


def known_as(place: Place) -> str:
    """What tells a place from others: its id; one that is only described has its postcode, or its name."""
    return place.id or place.postcode or place.name


def _said(item: Item) -> list[Place]:
    return installation(item.product.places) if item.product is not None else []
