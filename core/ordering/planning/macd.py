"""What changes about a product: what its specification wants against the services it has. Pure functions."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.catalog.components import ServiceComponent
from core.catalog.model import Catalog, ProductSpecification
from core.inventory.model import Product, ProductService
from core.ordering.planning.targets import ADD, DELETE, MODIFY, made_from

#: Nothing is to be done about it.
STAYS = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A service that a product is to have."""

    component: str
    rule: ServiceComponent
    characteristics: dict[str, Any]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one service: `add`, `modify`, `delete`, or it stays."""

    action: str
    component: str
    specification_id: str
    # Where the policies come from that it is carried out by.
    rule: ServiceComponent
    # What it is to be; None for what goes, or is only looked at.
    part: Part | None = None
    # What it is; None for what is to be built.
    service: ProductService | None = None
    # Of a modification only those that change, None for what is to have no value any more.
    characteristics: dict[str, Any]
    previous: dict[str, Any]
    why: str

    @property
    def needs(self) -> list[str]:
        """Service specifications it stands on when all is done."""
        if self.part is not None:
            return self.part.rule.requires
        return self.service.relies_on if self.service is not None else []


Policies = Callable[[ProductService], ServiceComponent]


def parts(specification: ProductSpecification, values: dict[str, Any]) -> list[Part]:
    """All services a product with these characteristics has, as the catalogue lists them."""
    seen: Counter[str] = Counter()
    found = []
    for rule in specification.service_components:
        number = rule.number(values)
        for one in range(1, number + 1):
            seen[rule.service_specification_id] += 1
            found.append(
                Part(
                    component=component_key(
                        rule.service_specification_id, seen[rule.service_specification_id]
                    ),
                    rule=rule,
                    characteristics=rule.values(values),
                    why=_why(specification, rule, one, number),
                )
            )
    return found


def component_key(specification_id: str, ordinal: int) -> str:
    """`cfs-x`, and `cfs-x#2` for a second one of a kind."""
    plain = specification_id.replace("%", "%25").replace("#", "%23").replace("~", "%7E")
    return plain if ordinal == 1 else f"{plain}#{ordinal}"


def compare(
    wanted: Sequence[Part], has: Sequence[ProductService], policies: Policies, gone: str
) -> list[Change]:
    """What leads from the services a product has to the ones it is to have; `gone` is why what is too many goes."""
    there = {service.component: service for service in has}
    changes = [_towards(part, there.get(part.component), policies) for part in wanted]
    kept = {part.component for part in wanted}
    surplus = [service for service in reversed(has) if service.component not in kept]
    return changes + [_removal(service, policies, gone) for service in surplus]


def as_they_are(has: Sequence[ProductService], policies: Policies) -> list[Change]:
    return [
        Change(
            action=STAYS,
            component=service.component,
            specification_id=service.specification_id,
            rule=policies(service),
            service=service,
            characteristics={},
            previous={},
            why="",
        )
        for service in has
    ]


def policies_of(product: Product | None, catalog: Catalog) -> Policies:
    """How services of a product are dealt with: by the version it was made from, else by the newest."""
    specification = made_from(product, catalog) if product is not None else None
    if product is None or specification is None:
        return lambda service: ServiceComponent(service.specification_id)
    newest = catalog.specification(specification.id)
    made = {
        p.component: p.rule for p in parts(specification, {c.name: c.value for c in product.characteristics})
    }
    of_kind: dict[str, ServiceComponent] = {}
    for rule in (*specification.service_components, *(newest.service_components if newest else ())):
        of_kind.setdefault(rule.service_specification_id, rule)

    def policies(service: ProductService) -> ServiceComponent:
        otherwise = of_kind.get(service.specification_id, ServiceComponent(service.specification_id))
        return made.get(service.component, otherwise)

    return policies


def _towards(part: Part, service: ProductService | None, policies: Policies) -> Change:
    if service is None:
        return Change(
            action=ADD,
            component=part.component,
            specification_id=part.rule.service_specification_id,
            rule=part.rule,
            part=part,
            characteristics=part.characteristics,
            previous={},
            why=part.why,
        )
    # Sorted: what is stored comes back in the order of the database's choice.
    gone = sorted(n for n in service.characteristics if n not in part.characteristics)
    names = [*part.characteristics, *gone]
    changed = [n for n in names if not _same(part.characteristics.get(n), service.characteristics.get(n))]
    told = "; ".join(
        f"{n} changes from {_text(service.characteristics.get(n))} to {_text(part.characteristics.get(n))}"
        for n in changed
    )
    return Change(
        action=MODIFY if changed else STAYS,
        component=part.component,
        specification_id=service.specification_id,
        rule=policies(service),
        part=part,
        service=service,
        characteristics={n: part.characteristics.get(n) for n in changed},
        previous={n: service.characteristics.get(n) for n in changed},
        why=f"{part.why}; {told}" if changed else "",
    )


def _removal(service: ProductService, policies: Policies, why: str) -> Change:
    return Change(
        action=DELETE,
        component=service.component,
        specification_id=service.specification_id,
        rule=policies(service),
        service=service,
        characteristics={},
        previous=dict(service.characteristics),
        why=why,
    )


def _same(one: Any, other: Any) -> bool:
    """As JSON has it: true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _text(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _why(specification: ProductSpecification, rule: ServiceComponent, one: int, number: int) -> str:
    text = f"product specification {specification.id} version {specification.version} has it"
    if rule.when:
        text += f" when {' and '.join(map(str, rule.when))}"
    if rule.quantity_from:
        text += f", {one} of {number} as {rule.quantity_from} says"
    return text
