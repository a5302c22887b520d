"""Decomposition: items + catalogue + inventory → plan. A pure function; the same input gives the same bytes on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.catalog.model import Catalog
from core.ordering.items import Item
from core.ordering.planning.bundles import Bundles
from core.ordering.planning.edges import Strand, connect
from core.ordering.planning.macd import STAYS, Change, as_they_are, compare, parts, policies_of
from core.ordering.planning.places import places_of
from core.ordering.planning.plan import Plan, PlannedProduct, PlannedService, Task, hashed
from core.ordering.planning.targets import (
    ADD,
    DELETE,
    NO_CHANGE,
    Products,
    Target,
    offering_id,
    product_id,
    target_of,
)
from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.versions import pin_of

#: Service orders of one product order; more is a mistake, and would be too much for the ones after it.
MOST_TASKS = 10_000


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one item comes to, before it is known what waits for what."""

    target: Target
    changes: list[Change]
    strands: list[Strand]


def decompose(items: Sequence[Item], catalog: Catalog, products: Products) -> Plan:
    """The plan of items that were judged good; what the catalogue cannot fulfil is a `HubError` with all reasons.

    `products` are those of the inventory that the items name. On a catalogue pinned to `Plan.versions` the
    same items give the same plan again, however the catalogue has grown.
    """
    bundles = Bundles(items)
    drafts = [_draft(target_of(item, catalog, products), bundles, catalog) for item in items]
    if sum(len(d.strands) * sum(c.action != STAYS for c in d.changes) for d in drafts) > MOST_TASKS:
        text = f"it comes to more than {MOST_TASKS} service orders"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "productOrderItem")
    requires = connect([strand for draft in drafts for strand in draft.strands], bundles)
    return hashed(
        Plan(
            hash="",
            versions=_versions([draft.target for draft in drafts]),
            tasks=[task for draft in drafts for task in _tasks(draft, requires)],
            products=[product for draft in drafts for product in _products(draft, bundles)],
            optional_items=_optional(drafts, bundles),
        )
    )


def _draft(target: Target, bundles: Bundles, catalog: Catalog) -> _Draft:
    """A bundle without a specification, and an item without its product, come to nothing of their own."""
    item, specification = target.item, target.specification
    if (target.product is None) if item.action != ADD else (specification is None):
        return _Draft(target, [], [])
    has = target.product.services if target.product is not None else []
    policies = policies_of(target.product, catalog)
    if item.action == NO_CHANGE or (specification is None and item.action != DELETE):
        changes = as_they_are(has, policies)
    elif item.action == DELETE or specification is None:
        changes = compare([], has, policies, f"product {product_id(item)} is ended")
    else:
        gone = f"product specification {specification.id} version {specification.version} does without it"
        changes = compare(parts(specification, target.effective), has, policies, gone)
    own = frozenset(
        c.service_specification_id for c in (specification.service_components if specification else ())
    )
    strands = [
        Strand(key=key, item_id=item.id, root=bundles.root(item.id), changes=changes, own=own)
        for key in _keys(target)
    ]
    return _Draft(target, changes, strands)


def _keys(target: Target) -> list[str]:
    """`110`, `110:2`, …; what would make a key ambiguous is written as in a URL."""
    plain = target.item.id
    for character in "%:/~":
        plain = plain.replace(character, f"%{ord(character):02X}")
    return [plain if one == 1 else f"{plain}:{one}" for one in range(1, target.quantity + 1)]


def _tasks(draft: _Draft, requires: dict[str, list[str]]) -> list[Task]:
    return [
        Task(
            key=strand.task(change),
            item_id=strand.item_id,
            instance=instance,
            action=change.action,
            specification_id=change.specification_id,
            requires=requires[strand.task(change)],
            characteristics=change.characteristics,
            previous=change.previous,
            service_id=change.service.service_id if change.service else "",
            results_to={m.source: m.target for m in (change.part or change).rule.results},
            importance=change.rule.importance,
            compensation=_compensation(change),
            point_of_no_return=change.rule.point_of_no_return,
            on_failure=_on_failure(change),
            retry=change.rule.retry,
            expected_seconds=change.rule.expected_seconds,
            time_limit_seconds=change.rule.time_limit_seconds,
            why=change.why,
        )
        for instance, strand in enumerate(draft.strands, 1)
        for change in strand.changes
        if change.action != STAYS
    ]


def _on_failure(change: Change) -> str:
    """What was built by hand is unknown to SOM, and has to be changed and ended by hand."""
    by_hand = change.service is not None and not change.service.service_id
    return "hold" if by_hand else change.rule.on_failure


def _compensation(change: Change) -> str:
    """Another service undoes what was built; a change, or an end, is always undone by its opposite, or not at all."""
    named = change.rule.compensation
    return named if change.action == ADD or named == "none" else ""


def _products(draft: _Draft, bundles: Bundles) -> list[PlannedProduct]:
    target = draft.target
    specification = target.specification
    places = places_of(target.item, bundles, target.product)
    return [
        PlannedProduct(
            key=strand.key,
            item_id=target.item.id,
            instance=instance,
            action=target.item.action,
            product_id=product_id(target.item),
            offering_id=offering_id(target.item, target.product),
            specification_id=specification.id if specification else "",
            specification_version=pin_of(specification) if specification else "",
            characteristics=target.effective,
            services=[_service(strand, c) for c in strand.changes if c.action != DELETE],
            places=places,
        )
        for instance, strand in enumerate(draft.strands, 1)
    ]


def _service(strand: Strand, change: Change) -> PlannedService:
    part, service = change.part, change.service
    has = service.characteristics if service is not None else {}
    return PlannedService(
        component=change.component,
        specification_id=change.specification_id,
        service_id=service.service_id if service is not None else "",
        task="" if change.action == STAYS else strand.task(change),
        characteristics=part.characteristics if part is not None else has,
        relies_on=change.needs,
    )


def versions_of(items: Sequence[Item], catalog: Catalog, products: Products) -> dict[str, str]:
    """Catalogue entries the items come down to, `kind:id` → pin: what an order is accepted with."""
    return _versions([target_of(item, catalog, products) for item in items])


def _versions(targets: Sequence[Target]) -> dict[str, str]:
    """What is sold goes before what a product was made from: the product itself remembers its version."""
    versions: dict[str, str] = {}
    for settled in (True, False):
        for target in targets:
            if target.offering is not None:
                versions[f"productOffering:{target.offering.id}"] = pin_of(target.offering)
            if target.specification is not None and settled is (
                target.item.action not in (DELETE, NO_CHANGE)
            ):
                key = f"productSpecification:{target.specification.id}"
                versions.setdefault(key, pin_of(target.specification))
    return versions


def _optional(drafts: Sequence[_Draft], bundles: Bundles) -> list[str]:
    """Items that the bundle they are in completes without."""
    sold = {d.target.item.id: offering_id(d.target.item, d.target.product) for d in drafts}
    found: dict[str, None] = {}
    for draft in drafts:
        bundled = draft.target.offering.bundled if draft.target.offering is not None else []
        optional = {b.id for b in bundled if b.optional}
        found.update((m.id, None) for m in bundles.members(draft.target.item) if sold[m.id] in optional)
    return list(found)
