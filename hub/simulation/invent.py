"""Small catalogues, networks and orders made up by chance, and what chance picks from the examples."""

from random import Random
from typing import Any

from core.catalog.model import (
    BundledOffering,
    CharacteristicSpecification,
    Mapping,
    ProductOffering,
    ProductSpecification,
    ServiceComponent,
)
from core.ordering.items import Item, ProductValue
from hub.kernel.values import Characteristic, Ref
from hub.simulation.setting import Setting, examples
from workers.activation.scenario import Rule
from workers.rom.model import ResourceSpecification
from workers.rom.pools import NumberRange, Pool
from workers.som.catalog import ActivationPolicy, ResourceComponent, ServiceSpecification


def setting(random: Random) -> Setting:
    """The example catalogue or one made up, and a network that is good, or not."""
    found = examples() if random.random() < 0.5 else _catalogues(random)
    found.rules = [_rule(random, service.id) for service in found.services if random.random() < 0.4]
    return found


def _rule(random: Random, specification_id: str) -> Rule:
    """Mostly good; each trouble by itself or with others."""

    def happens(probability: float) -> bool:
        return random.random() < probability

    return Rule(
        specification_id,
        delay_seconds=random.choice((0.5, 3.0, 45.0, 200.0, 2000.0)) if happens(0.4) else 0.0,
        fail_times=random.randint(1, 7) if happens(0.3) else 0,
        refuse=happens(0.2),
        silent=happens(0.2),
        answer_twice=happens(0.3),
    )


def _catalogues(random: Random) -> Setting:
    """A few services on a few, small, pools, a few products made of them, and bundles of those."""
    resources = [f"resource-{n}" for n in range(random.randint(1, 3))]
    services = [f"service-{n}" for n in range(random.randint(2, 5))]
    specifications: list[Any] = [
        _product(random, f"product-{n}", services) for n in range(random.randint(2, 4))
    ]
    sold = [
        ProductOffering(entry.id, "1", entry.id, product_specification_id=entry.id)
        for entry in specifications
    ]
    bundles = [
        ProductOffering(
            f"bundle-{n}",
            "1",
            f"bundle-{n}",
            is_bundle=True,
            bundled=[BundledOffering(o.id) for o in random.sample(sold, random.randint(1, len(sold)))],
        )
        for n in range(2)
    ]
    return Setting(
        products=[*specifications, *sold, *bundles],
        services=[_service(random, identifier, resources) for identifier in services],
        resources=[ResourceSpecification(identifier, "1", identifier) for identifier in resources],
        pools=[
            Pool(id=identifier, name=identifier, supply=NumberRange(1, random.choice((2, 5, 1000))))
            for identifier in resources
        ],
    )


def _service(random: Random, identifier: str, resources: list[str]) -> ServiceSpecification:
    needed = random.sample(resources, random.randint(0, len(resources)))
    policy = ActivationPolicy(
        attempts=random.randint(1, 4),
        back_off_seconds=random.choice((1.0, 20.0)),
        answer_within_seconds=random.choice((0.0, 2.0, 30.0)),
    )
    return ServiceSpecification(
        identifier,
        "1",
        identifier,
        resources=[ResourceComponent(f"r{n}", resource) for n, resource in enumerate(needed)],
        activation=policy if random.random() < 0.8 else None,
    )


def _product(random: Random, identifier: str, services: list[str]) -> ProductSpecification:
    chosen = random.sample(services, random.randint(1, min(3, len(services))))
    return ProductSpecification(
        identifier,
        "1",
        identifier,
        characteristics=[
            CharacteristicSpecification("size", "integer", default=1, minimum=1, maximum=9),
            CharacteristicSpecification("r0", "string"),
        ],
        service_components=[
            ServiceComponent(
                service,
                requires=random.sample(chosen[:position], random.randint(0, position)),
                characteristics=[Mapping("size", source="size")],
                results=[Mapping("r0", source="r0")],
                time_limit_seconds=random.choice((0, 0, 60)),
            )
            for position, service in enumerate(chosen)
        ],
    )


def items(random: Random, known: Setting) -> list[Item]:
    """One to three things somebody may buy, bundles with what belongs in them."""
    found: list[Item] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        offering = random.choice(known.offerings)
        bundle = _item(random, known, offering.id, str(len(found) + 1), "")
        found.append(bundle)
        for bundled in offering.bundled:
            for _ in range(random.randint(max(bundled.minimum, 0), bundled.maximum)):
                found.append(_item(random, known, bundled.id, str(len(found) + 1), bundle.id))
    return found


def _item(random: Random, known: Setting, offering_id: str, identifier: str, parent: str) -> Item:
    offering = known.catalog.offering(offering_id)
    specification = (
        known.catalog.specification(offering.product_specification_id) if offering is not None else None
    )
    chosen = [
        Characteristic(c.name, random.choice(c.allowed) if c.allowed else _number(random, c))
        for c in (specification.characteristics if specification else [])
        if (c.allowed or c.minimum is not None) and random.random() < 0.5
    ]
    return Item(
        id=identifier,
        action="add",
        parent=parent,
        offering=Ref(offering_id),
        product=ProductValue(characteristics=chosen),
    )


def _number(random: Random, of: CharacteristicSpecification) -> int:
    return random.randint(int(of.minimum or 0), int(of.maximum or 9))
