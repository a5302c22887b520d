"""Random small catalogues and orders. The same source of chance gives the same ones, in any process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from core.catalog.components import Condition, RetryPolicy, ServiceComponent
from core.catalog.components import Mapping as From
from core.catalog.model import Catalog
from core.inventory.model import Product
from core.ordering.items import Item
from core.ordering.planning.decompose import decompose
from hub.kernel.errors import HubError
from tests.unit.rooms.making import (
    BundledOffering,
    CharacteristicSpecification,
    bundle,
    catalog,
    item,
    offering,
)

LEVELS = ["basic", "plus", "pro"]
CHARACTERISTICS = [
    CharacteristicSpecification("level", "string", default="basic", allowed=LEVELS),
    CharacteristicSpecification("number", "integer", default=1, minimum=0, maximum=3),
]
KINDS = 6


@dataclass(frozen=True, slots=True)
class World:
    catalog: Catalog
    # How many offerings there are: o0, o1, …
    sold: int


def world(chance: Random) -> World:
    """Up to four offerings of up to four services each, in one version or two."""
    sold = chance.randint(1, 4)
    entries: list[list[Any]] = []
    for number in range(sold):
        for version in range(1, chance.randint(1, 2) + 1):
            components: list[ServiceComponent] = []
            for _ in range(chance.randint(0, 4)):
                components.append(_component(chance, {c.service_specification_id for c in components}))
            entries.append(
                offering(f"o{number}", *components, version=str(version), characteristics=CHARACTERISTICS)
            )
    bundled = [BundledOffering(f"o{n}", 0, 1000, optional=chance.random() < 0.3) for n in range(sold)]
    return World(catalog(*entries, bundle("all", *bundled)), sold)


def _component(chance: Random, beside: set[str]) -> ServiceComponent:
    """It requires kinds with lower numbers (catalogues with circles are tested elsewhere), mostly those of its product."""
    kind = chance.randrange(KINDS)
    levels = chance.sample(LEVELS, chance.randint(1, 2))
    return ServiceComponent(
        f"k{kind}",
        requires=[f"k{k}" for k in range(kind) if chance.random() < (0.7 if f"k{k}" in beside else 0.04)],
        characteristics=[From("level", "level")] * chance.randint(0, 1) + [From("kind", value=kind)],
        when=[Condition("level", one_of=levels)] * (chance.random() < 0.3),
        quantity_from="number" if chance.random() < 0.2 else "",
        importance=chance.choice(["optional", "mandatory", "critical"]),
        retry=RetryPolicy(chance.randint(1, 3)),
    )


def first_order(chance: Random, of: World) -> list[Item]:
    """Adds some of what is sold, in a bundle, nested in a second one, or on its own."""
    items = [item("b1", "all"), item("b2", "all", parent=chance.choice(["b1", ""]))]
    for number in range(chance.randint(1, 5)):
        relies_on = [str(earlier) for earlier in range(number) if chance.random() < 0.15]
        items.append(
            item(
                str(number),
                f"o{chance.randrange(of.sold)}",
                parent=chance.choice(["b1", "b2", ""]),
                quantity=chance.choice([0, 1, 2]),
                relies_on=relies_on,
                **_chosen(chance),
            )
        )
    return items


def next_order(chance: Random, of: World, has: Mapping[str, Product]) -> list[Item]:
    """Changes, ends or looks at every product, and adds perhaps one more."""
    items = [item("all", "all", action="modify")]
    for number, product in enumerate(has.values()):
        action = chance.choice(["modify", "modify", "delete", "noChange"])
        other = f"o{chance.randrange(of.sold)}" if action == "modify" and chance.random() < 0.3 else None
        values = _chosen(chance) if action == "modify" else {}
        items.append(item(str(number), other, parent="all", action=action, about=product.id, **values))
    if chance.random() < 0.4:
        items.append(item("more", f"o{chance.randrange(of.sold)}", parent="all", **_chosen(chance)))
    return items


def _chosen(chance: Random) -> dict[str, Any]:
    values = {"level": chance.choice(LEVELS), "number": chance.randint(0, 3)}
    return {name: value for name, value in values.items() if chance.random() < 0.5}


def hashes(seeds: Iterable[int]) -> list[str]:
    """Of the plan each seed's order comes to, or why there is none."""
    found = []
    for seed in seeds:
        chance = Random(seed)
        of = world(chance)
        try:
            found.append(decompose(first_order(chance, of), of.catalog, {}).hash)
        except HubError as error:
            found.append(str(error))
    return found
