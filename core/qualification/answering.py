"""The answer to a qualification: what judging and planning the same as an order would say. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.catalog.model import Catalog, ProductOffering
from core.ordering.items import Item
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import about, reasons_against
from core.ordering.planning.targets import ADD, Products
from core.qualification.model import Answer, Qualification, QualificationItem
from hub.kernel.errors import Code, HubError, Reason
from hub.kernel.values import Party, Ref

#: Offerings that are tried as an alternative to one, and to all together; and that are found without naming any.
MOST_ALTERNATIVES = 20
MOST_TRIED = 200
MOST_FOUND = 500

#: With these the question itself is wrong: nothing can be said about the item.
_UNANSWERABLE = frozenset({Code.ITEM_ID_REPEATED, Code.ITEM_RELATIONSHIP_BROKEN, Code.ACTION_UNSUPPORTED})


@dataclass(frozen=True, slots=True)
class Wish:
    """The order that is qualified."""

    items: list[Item]
    parties: list[Party] = field(default_factory=list)
    channels: list[Ref] = field(default_factory=list)


def wish_of(asked: Qualification) -> Wish:
    return Wish([_item(i) for i in asked.items], asked.parties, [asked.channel] if asked.channel else [])


@dataclass(frozen=True, slots=True)
class Judge:
    """What is sold, what customers have, and when: all that an order is judged by."""

    catalog: Catalog
    products: Products
    now: datetime

    def objections(self, wish: Wish) -> list[Reason]:
        """Why an order like this would be rejected; empty when it would be carried out."""
        reasons = reasons_against(wish, self.catalog, self.products, self.now)
        if reasons:
            return reasons
        try:
            decompose(wish.items, self.catalog, self.products)
        except HubError as error:
            return list(error.reasons)
        return []


def answer(asked: Qualification, judge: Judge, busy: Sequence[Reason] = ()) -> Answer:
    """`busy` is what speaks against the products because other orders have them."""
    wish = wish_of(asked)
    if not wish.items:
        return _search(asked, wish, judge)
    found = judge.objections(wish) or list(busy)
    by_item = {item.id: about(item, found) for item in wish.items}
    known = {reason for reasons in by_item.values() for reason in reasons}
    # What is said of no item in particular is said of each.
    whole = [reason for reason in found if reason not in known]
    reasons = {identifier: [*whole, *own] for identifier, own in by_item.items()}
    wanting = (
        [i for i in wish.items if i.action == ADD and reasons[i.id]] if asked.provide_alternative else []
    )
    # Each is judged with all the rest: where many want one, fewer are tried for each.
    tried = max(1, min(MOST_ALTERNATIVES, MOST_TRIED // max(1, len(wanting))))
    like = {item.id: _like(item, asked, judge.catalog)[:tried] for item in wanting}
    alternatives = {item.id: _alternatives(item, like[item.id], wish, judge, found) for item in wanting}
    named = [judge.catalog.offering(item.offering.id) for item in wish.items if item.offering is not None]
    return Answer(reasons=reasons, alternatives=alternatives, until=_until(named))


def unanswerable(reasons: Sequence[Reason]) -> list[Reason]:
    """Those that make the question wrong, whatever is sold."""
    return [reason for reason in reasons if reason.code in _UNANSWERABLE]


def _search(asked: Qualification, wish: Wish, judge: Judge) -> Answer:
    """Which offerings could be ordered, each by itself; with the others when all are to be listed."""
    reasons: dict[str, list[Reason]] = {}
    found: list[QualificationItem] = []
    for offering in judge.catalog.offerings():
        if len(found) == MOST_FOUND:
            break
        if asked.category is not None and asked.category.id not in offering.categories:
            continue
        item = QualificationItem(id=offering.id, offering=_ref(offering))
        against = judge.objections(replace(wish, items=[_item(item)]))
        if against and asked.provide_only_available:
            continue
        found.append(item)
        reasons[item.id] = against
    return Answer(found=found, reasons=reasons, until=_until([judge.catalog.offering(i.id) for i in found]))


def _alternatives(
    item: Item, others: Sequence[ProductOffering], wish: Wish, judge: Judge, before: Sequence[Reason]
) -> list[Ref]:
    """Those that would do in its place, and would harm nothing else that is wished for: nothing new speaks against that."""
    fits = []
    for offering in others:
        instead = replace(item, offering=_ref(offering))
        against = judge.objections(replace(wish, items=[instead if i is item else i for i in wish.items]))
        if not about(item, against) and set(before).issuperset(against):
            fits.append(_ref(offering))
    return fits


def _like(item: Item, asked: Qualification, catalog: Catalog) -> list[ProductOffering]:
    """Other offerings of the same specification, then those of a category with it."""
    named = catalog.offering(item.offering.id) if item.offering is not None else None
    described = item.product.specification if item.product is not None else None
    specification = named.product_specification_id if named is not None else described.id if described else ""
    categories = set(named.categories if named is not None else ())
    if asked.category is not None:
        categories.add(asked.category.id)
    others = [o for o in catalog.offerings() if item.offering is None or o.id != item.offering.id]
    same = [o for o in others if specification and o.product_specification_id == specification]
    return [*same, *(o for o in others if o not in same and categories & set(o.categories))]


def _item(asked: QualificationItem) -> Item:
    return Item(
        id=asked.id,
        action=asked.action,
        offering=asked.offering,
        product=asked.product,
        relationships=asked.relationships,
    )


def _ref(offering: ProductOffering) -> Ref:
    return Ref(offering.id, name=offering.name)


def _until(offerings: Sequence[ProductOffering | None]) -> datetime | None:
    """When the first of them is not sold any more."""
    return min((o.valid_to for o in offerings if o is not None and o.valid_to is not None), default=None)
