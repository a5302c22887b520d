"""What a customer orders: new things, and changes to what is there."""

from copy import deepcopy
from random import Random

from core.catalog.characteristics import CharacteristicSpecification
from core.inventory.model import Product
from core.ordering.items import Item, ItemRelationship, ProductValue
from hub.kernel.values import Characteristic, Ref
from hub.simulation.setting import Setting


def new_items(random: Random, known: Setting) -> list[Item]:
    """One to three things somebody may buy, bundles with what belongs in them."""
    found: list[Item] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        offering = random.choice(known.offerings)
        bundle = _item(random, known, offering.id, str(len(found) + 1), "")
        found.append(bundle)
        for bundled in offering.bundled:
            for _ in range(random.randint(bundled.minimum, bundled.maximum)):
                found.append(_item(random, known, bundled.id, str(len(found) + 1), bundle.id))
    alone = [item for item in found if not item.parent]
    if len(alone) > 1 and random.random() < 0.3:
        alone[1].relationships.append(ItemRelationship("reliesOn", alone[0].id))
    return found


def changes(random: Random, known: Setting, products: list[Product]) -> list[Item]:
    """What is to become of products: other values, another offering, an end; sometimes something new with it."""
    found: list[Item] = []
    for product in random.sample(products, min(len(products), random.choice((1, 1, 1, 2, 3)))):
        action = random.choice(("modify", "modify", "delete", "noChange"))
        item = Item(id=str(len(found) + 1), action=action, product=ProductValue(id=product.id))
        if action == "modify":
            if random.random() < 0.3:
                simple = [o for o in known.offerings if not o.is_bundle]
                item.offering = Ref(random.choice(simple).id)
            sold_as = item.offering or product.offering
            if item.product is not None and sold_as is not None:
                item.product.characteristics = _chosen(random, known, sold_as.id)
        found.append(item)
    if random.random() < 0.3:
        new = _item(random, known, random.choice(known.offerings).id, str(len(found) + 1), "")
        new.relationships = [ItemRelationship("reliesOn", found[0].id)] if random.random() < 0.3 else []
        found.append(new)
    return found


def otherwise(random: Random, known: Setting, items: list[Item]) -> list[Item]:
    """The same items after somebody has thought again: other values, one less, or one more."""
    found = deepcopy([item for item in items if not item.withdrawn])
    what = random.choice(("values", "values", "less", "more"))
    if what == "less" and len(found) > 1:
        gone = random.choice(found)
        found = [item for item in found if gone.id not in (item.id, item.parent)]
    elif what == "more":
        offering = random.choice([o for o in known.offerings if not o.is_bundle])
        found.append(_item(random, known, offering.id, f"{len(items) + 1}", ""))
    else:
        item = random.choice(found)
        if item.action in {"add", "modify"} and item.offering is not None:
            item.product = item.product or ProductValue()
            item.product.characteristics = _chosen(random, known, item.offering.id)
    return found


def _item(random: Random, known: Setting, offering_id: str, identifier: str, parent: str) -> Item:
    offering = known.catalog.offering(offering_id)
    # A bundle, and what it says how often is in it, is ordered once an item.
    alone = parent or (offering is not None and offering.is_bundle)
    return Item(
        id=identifier,
        action="add",
        quantity=1 if alone else random.choice((0, 0, 1, 2, 3)),
        parent=parent,
        offering=Ref(offering_id),
        product=ProductValue(characteristics=_chosen(random, known, offering_id)),
    )


def _chosen(random: Random, known: Setting, offering_id: str) -> list[Characteristic]:
    offering = known.catalog.offering(offering_id)
    specification = known.catalog.specification(offering.product_specification_id) if offering else None
    return [
        Characteristic(c.name, random.choice(c.allowed) if c.allowed else _number(random, c))
        for c in (specification.characteristics if specification else [])
        if (c.allowed or c.minimum is not None) and random.random() < 0.5
    ]


def _number(random: Random, of: CharacteristicSpecification) -> int:
    return random.randint(int(of.minimum or 0), int(of.maximum or 9))
