"""Small catalogues and networks made up by chance, or the examples and what chance makes of the network below them."""

from dataclasses import replace
from random import Random
from typing import Any

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import Condition, Mapping, RetryPolicy, ServiceComponent
from core.catalog.model import BundledOffering, ProductOffering, ProductSpecification, Question
from hub.simulation.setting import Setting, examples
from workers.activation.drivers.emulator.scenario import Rule
from workers.rom.catalog import ResourceSpecification
from workers.rom.pools import NumberRange, make_pools
from workers.som.catalog import ActivationPolicy, Facing, ResourceComponent, ServiceSpecification, ServingArea
from workers.som.catalog import Mapping as Passed
from workers.som.catalog import ServiceComponent as Below


def setting(random: Random) -> Setting:
    """The example catalogue or one made up, and a network that is good, or not."""
    found = examples() if random.random() < 0.3 else _catalogues(random)
    found.rules = [
        rule
        for entry in found.services
        if isinstance(entry, ServiceSpecification)
        for rule in _rules(random, entry.id)
    ]
    return found


def _rules(random: Random, specification_id: str) -> list[Rule]:
    """Mostly good; sometimes only what undoes is in trouble."""
    if random.random() < 0.6:
        return []
    operation = random.choice(("", "", "configure", "deactivate"))
    return [_rule(random, specification_id, operation)]


def _rule(random: Random, specification_id: str, operation: str) -> Rule:
    """Each trouble by itself or with others."""

    def happens(probability: float) -> bool:
        return random.random() < probability

    return Rule(
        specification_id,
        delay_seconds=random.choice((0.5, 3.0, 45.0, 200.0, 2000.0)) if happens(0.4) else 0.0,
        fail_times=random.randint(1, 7) if happens(0.3) else 0,
        refuse=happens(0.25),
        silent=happens(0.2),
        answer_twice=happens(0.3),
        operation=operation,
        element=random.choice(("core-router", "nowhere")) if happens(0.1) else "",
        characteristic="size" if happens(0.1) else "",
        one_of=[1, 2, 3] if happens(0.1) else [],
        rate=random.choice((0.1, 0.5)) if happens(0.3) else 1.0,
        seed=str(random.randint(1, 9)),
        delay_to_seconds=random.choice((60.0, 900.0)) if happens(0.2) else 0.0,
    )


def _catalogues(random: Random) -> Setting:
    """A few services on a few, small, pools, a few products made of them, and bundles of those."""
    resources = [f"resource-{n}" for n in range(random.randint(1, 3))]
    services = [f"service-{n}" for n in range(random.randint(2, 5))]
    specifications = [_product(random, f"product-{n}", services) for n in range(random.randint(2, 4))]
    sold = [
        ProductOffering(entry.id, "1", entry.id, product_specification_id=entry.id)
        for entry in specifications
    ]
    bundles = [_bundle(random, f"bundle-{n}", sold) for n in range(2)]
    return Setting(
        products=[*specifications, *sold, *bundles],
        services=[
            ServingArea("area", "1", "area", prefixes=["here"], sites={"fibre": "site-1"}),
            *(entry for identifier in services for entry in _services(random, identifier, resources)),
        ],
        resources=[ResourceSpecification(identifier, "1", identifier) for identifier in resources],
        pools=[make_pools(identifier, *_supplies(random)) for identifier in resources],
    )


def _supplies(random: Random) -> list[NumberRange]:
    """One pool or two: the second is used when the first is empty."""
    first = NumberRange(1, random.choice((3, 8, 1000)))
    return [first] if random.random() < 0.7 else [first, NumberRange(5000, 5000 + random.randint(0, 4))]


def _bundle(random: Random, identifier: str, sold: list[ProductOffering]) -> ProductOffering:
    return ProductOffering(
        identifier,
        "1",
        identifier,
        is_bundle=True,
        bundled=[
            BundledOffering(
                o.id, random.choice((0, 1)), random.choice((1, 2)), optional=random.random() < 0.3
            )
            for o in random.sample(sold, random.randint(1, len(sold)))
        ],
    )


def _services(random: Random, identifier: str, resources: list[str]) -> list[ServiceSpecification]:
    """One by itself, or one that stands on others."""
    if random.random() < 0.6:
        return [_service(random, identifier, resources)]
    lower = [_service(random, f"{identifier}-{n}", resources) for n in range(random.randint(1, 3))]
    components = [
        Below(
            entry.id,
            entry.id,
            requires=[earlier.id for earlier in lower[:position] if random.random() < 0.5],
            characteristics=[Passed("size", source="size")] if random.random() < 0.7 else [],
            results=[Passed("r0", source="r0")] if entry.resources and not position else [],
        )
        for position, entry in enumerate(lower)
    ]
    upper = _service(random, identifier, resources if random.random() < 0.3 else [])
    facing = [replace(entry, facing=Facing.RESOURCE) for entry in lower]
    return [replace(upper, services=components), *facing]


def _service(random: Random, identifier: str, resources: list[str]) -> ServiceSpecification:
    needed = random.sample(resources, random.randint(0, len(resources)))
    policy = ActivationPolicy(
        attempts=random.randint(1, 4),
        back_off_seconds=random.choice((1.0, 20.0)),
        answer_within_seconds=random.choice((0.0, 10.0, 30.0)),
    )
    return ServiceSpecification(
        identifier,
        "1",
        identifier,
        resources=[ResourceComponent(f"r{n}", resource) for n, resource in enumerate(needed)],
        activation=policy if random.random() < 0.8 else None,
        technology=random.choice(("fibre", "copper")) if random.random() < 0.3 else "",
    )


def _product(random: Random, identifier: str, services: list[str]) -> ProductSpecification:
    """`size` goes down into every service, `count` and `extra` say how many there are of some."""
    chosen = random.sample(services, random.randint(1, min(3, len(services))))
    return ProductSpecification(
        identifier,
        "1",
        identifier,
        characteristics=[
            CharacteristicSpecification("size", "integer", default=1, minimum=1, maximum=9),
            CharacteristicSpecification("count", "integer", default=1, minimum=0, maximum=3),
            CharacteristicSpecification("extra", "string", allowed=["yes", "no"]),
            CharacteristicSpecification("r0", "string"),
        ],
        service_components=[
            _component(random, service, chosen[:position], services)
            for position, service in enumerate(chosen)
        ],
        questions=[Question("survey", limit_seconds=random.choice((0, 300)))]
        if random.random() < 0.15
        else [],
        concurrent_orders=random.choice(("hold", "hold", "reject")),
    )


def _component(random: Random, service: str, before: list[str], services: list[str]) -> ServiceComponent:
    def seldom(usual: Any, *others: Any) -> Any:
        return random.choice(others) if random.random() < 0.25 else usual

    return ServiceComponent(
        service,
        requires=random.sample(before, random.randint(0, len(before))),
        characteristics=[Mapping("size", source="size")],
        results=[Mapping("r0", source="r0")],
        time_limit_seconds=seldom(0, 60, 600),
        when=seldom([], [Condition("extra", one_of=["yes"])], [Condition("size", minimum=4)]),
        quantity_from=seldom("", "count"),
        importance=seldom("mandatory", "optional", "critical"),
        retry=seldom(RetryPolicy(), RetryPolicy(3, 5.0, 0.3)),
        compensation=seldom("", "", "", "none", random.choice(services)),
        point_of_no_return=seldom("none", "soft", "hard"),
        on_failure=seldom("fail", "hold"),
        expected_seconds=random.choice((0, 30)),
    )
