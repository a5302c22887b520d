"""Decomposition: order + catalogue → plan. A pure function; the same input gives the same bytes on every machine."""

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec

from core.catalog.components import ServiceComponent
from core.catalog.model import Catalog, ProductOffering, ProductSpecification
from core.ordering.items import Item
from core.ordering.model import Node, Plan, ProductOrder
from hub.kernel import graph
from hub.kernel.errors import Code, HubError, Kind, Reason
from hub.kernel.ids import derived_id


def decompose(order: ProductOrder, catalog: Catalog) -> Plan:
    """The plan of an order that was judged good; what the catalogue cannot fulfil is a `HubError` with all reasons."""
    versions: dict[str, str] = {}
    nodes: list[Node] = []
    needs: list[tuple[Node, Item, ServiceComponent]] = []
    products: dict[str, dict[str, Any]] = {}
    for item in order.items:
        offering, specification = _entries(item, catalog)
        if offering is not None:
            versions[f"productOffering:{offering.id}"] = offering.version
        if specification is None:
            continue
        versions[f"productSpecification:{specification.id}"] = specification.version
        products[item.id] = effective_characteristics(item, specification)
        seen: Counter[str] = Counter()
        left_out = [c for c in specification.service_components if not c.number(products[item.id])]
        unbuilt = {c.service_specification_id for c in left_out}
        for rule in specification.service_components:
            if rule in left_out:
                continue
            component = replace(rule, requires=[r for r in rule.requires if r not in unbuilt])
            node = _node(order, item, products[item.id], component, seen[component.service_specification_id])
            seen[component.service_specification_id] += 1
            nodes.append(node)
            needs.append((node, item, component))
    _connect(order, nodes, needs)
    return Plan(hash=_hash(nodes), versions=versions, nodes=nodes, products=products)


def effective_characteristics(item: Item, specification: ProductSpecification) -> dict[str, Any]:
    """What the client chose, and the catalogue's defaults for the rest."""
    given = {c.name: c.value for c in item.product.characteristics} if item.product else {}
    defaults = {c.name: c.default for c in specification.characteristics if c.default is not None}
    return {**defaults, **given}


def _entries(item: Item, catalog: Catalog) -> tuple[ProductOffering | None, ProductSpecification | None]:
    offering = catalog.offering(item.offering.id) if item.offering else None
    if offering is None or not offering.product_specification_id:
        return offering, None
    return offering, catalog.specification(offering.product_specification_id)


def _node(
    order: ProductOrder, item: Item, chosen: dict[str, Any], component: ServiceComponent, before: int
) -> Node:
    """`before` counts the same service in the same item: a product may be made of two of a kind."""
    values = {m.target: chosen.get(m.source) if m.source else m.value for m in component.characteristics}
    return Node(
        id=derived_id(
            "serviceOrder",
            *(order.id, item.id, component.service_specification_id),
            *([str(before)] if before else []),
        ),
        item_id=item.id,
        name=component.service_specification_id,
        specification_id=component.service_specification_id,
        characteristics={name: value for name, value in values.items() if value is not None},
        results_to={m.source: m.target for m in component.results},
        time_limit_seconds=component.time_limit_seconds,
    )


def _connect(
    order: ProductOrder, nodes: list[Node], needs: list[tuple[Node, Item, ServiceComponent]]
) -> None:
    """Turns "requires this specification" into edges to the nodes of the same bundle that have it."""
    roots = _roots(order)
    reasons = []
    for node, item, component in needs:
        for wanted in component.requires:
            found = [
                n.id for n in nodes if n.specification_id == wanted and roots[n.item_id] == roots[item.id]
            ]
            if not found:
                where = f"productOrderItem[{item.id}]"
                text = (
                    f"{component.service_specification_id} requires {wanted}, which is not in the same bundle"
                )
                reasons.append(Reason(Code.REQUIREMENT_MISSING, text, where))
            node.requires.extend(found)
    stuck = graph.cycle({n.id: n.requires for n in nodes})
    reasons += [
        Reason(Code.REQUIREMENT_CIRCULAR, f"{n.name} waits for itself", f"productOrderItem[{n.item_id}]")
        for n in nodes
        if n.id in stuck
    ]
    if reasons:
        raise HubError(Kind.INVALID, *reasons)


def _roots(order: ProductOrder) -> dict[str, str]:
    """For every item the outermost bundle it was ordered in."""
    above = {member.id: item.id for item in order.items for member in order.members_of(item)}
    roots = {}
    for item in order.items:
        seen = {item.id}
        current = item.id
        while (upper := above.get(current)) and upper not in seen:
            seen.add(upper)
            current = upper
        roots[item.id] = current
    return roots


def _hash(nodes: list[Node]) -> str:
    return hashlib.sha256(msgspec.json.encode(nodes, order="sorted")).hexdigest()
