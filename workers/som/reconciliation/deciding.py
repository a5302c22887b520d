"""What is done about a mismatch: by which inventories it is between, what is wrong, and which of them shall win. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hub.kernel.errors import Code, Reason
from hub.messages.activation import Operation
from hub.messages.base import mapping
from hub.messages.reconciliation import Between, Difference, Mismatch, Repair, RepairService
from workers.som.catalog import Catalog
from workers.som.inventory import TERMINATED, NeededResource, Service
from workers.som.part import ADD, DELETE, MODIFY
from workers.som.reconciliation.comparing import (
    ELEMENT,
    specification_of,
    standing_on,
    still_says,
    wanted,
)
from workers.som.reconciliation.machine import Task


@dataclass(slots=True)
class Ordered:
    """A service order of our own; `state` as a modification asks for it, '' for as it is."""

    action: str
    characteristics: dict[str, Any] = field(default_factory=dict)
    state: str = ""


@dataclass(slots=True)
class Needs:
    """What a service shall stand on, and have, from now on."""

    resources: list[NeededResource]
    characteristics: dict[str, Any]


@dataclass(slots=True)
class Decision:
    """The tasks in their order, none when both sides say the same by now; what each of them needs to know."""

    tasks: list[Task] = field(default_factory=list)
    operation: Operation = Operation.CONFIGURE
    order: Ordered | None = None
    becomes: Needs | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that counts for a decision; `service` is the one the mismatch is about, None when SOM does not know it."""

    asked: RepairService
    service: Service | None
    catalog: Catalog

    @property
    def mismatch(self) -> Mismatch:
        return self.asked.mismatch

    @property
    def needed(self) -> NeededResource | None:
        """What the service has the resource as that the mismatch is about."""
        return standing_on(self.service, self.mismatch.subject_id)

    @property
    def in_network(self) -> bool:
        return self.service is not None and wanted(self.catalog, self.service) is not None


Answer = Decision | Reason


def decide(case: Case) -> Answer:
    """What is to be done, or why nothing can be."""
    mismatch = case.mismatch
    rule = _RULES.get((mismatch.between, mismatch.difference, case.asked.repair))
    if rule is None:
        text = "SOM cannot adopt anything for the product inventory"
        return Reason(Code.ACTION_UNSUPPORTED, text, mismatch.id)
    if case.asked.repair is Repair.ADOPT and not still_says(case.catalog, case.service, mismatch):
        text = f"service {mismatch.service_id} is not any more what it was when the mismatch was found"
        return Reason(Code.STATE_FORBIDS, text, mismatch.id)
    return rule(case)


def _configure(case: Case) -> Answer:
    """All of it again, as SOM has it."""
    if not case.in_network:
        return _no_standing(case)
    return Decision([Task.ACTIVATE])


def _remove(case: Case) -> Answer:
    """Nobody has it: it goes."""
    if case.in_network:
        text = f"service {case.mismatch.service_id} is to be in the network"
        return Reason(Code.STATE_FORBIDS, text, case.mismatch.id)
    return Decision([Task.ACTIVATE], Operation.DEACTIVATE)


def _end(case: Case) -> Answer:
    """The service ends with all that stands under it, in the way every service ends."""
    if case.service is None or case.service.state == TERMINATED:
        return Decision()
    return Decision([Task.ORDER], order=Ordered(DELETE))


def _follow_network(case: Case) -> Answer:
    """The service becomes what the network has; a characteristic the network does not have loses its value."""
    if not case.in_network or case.service is None:
        return _no_standing(case)
    upper, lower = case.mismatch.upper, case.mismatch.lower
    theirs = lower.get("characteristics", {})
    names = upper.get("characteristics", {}).keys() | theirs.keys()
    allocated = sorted(names & {r.name for r in case.service.resources})
    if allocated:
        text = f"{', '.join(allocated)} of service {case.service.id} is what ROM has allocated for it"
        return Reason(Code.INVENTORY_MISMATCH, text, case.mismatch.id)
    changed = {name: theirs.get(name) for name in sorted(names)}
    if "element" in lower:
        changed[ELEMENT] = lower["element"]
    return Decision([Task.ORDER], order=Ordered(MODIFY, changed, lower.get("state", "")))


def _revive(case: Case) -> Answer:
    """A service that was ended, and is still there, stands again; only one that needs nothing else honestly can."""
    service = case.service
    if service is None:
        text = f"nobody can say what {case.mismatch.subject_id} on {case.mismatch.lower['element']} is"
        return Reason(Code.ID_UNKNOWN, text, case.mismatch.id)
    specification = specification_of(case.catalog, service)
    if service.state != TERMINATED or specification is None or specification.activation is None:
        text = f"nothing in the network is to know of service {service.id}"
        return Reason(Code.STATE_FORBIDS, text, case.mismatch.id)
    if specification.resources or specification.services:
        text = f"what service {service.id} stood on was given back when it ended"
        return Reason(Code.STATE_FORBIDS, text, case.mismatch.id)
    lower = case.mismatch.lower
    has = lower["characteristics"] | {ELEMENT: lower["element"]}
    given = specification.activation.parameters
    characteristics = {n: v for n, v in has.items() if n not in given or given[n] != v}
    return Decision([Task.ORDER], order=Ordered(ADD, characteristics))


def _reserve_again(case: Case) -> Answer:
    """The very value the service has."""
    return Decision([Task.RESERVE]) if case.needed else Decision()


def _exchange(case: Case) -> Answer:
    """The value the service has is taken before the other one is given back: without it nothing has changed."""
    return Decision([Task.RESERVE, Task.RELEASE]) if case.needed else Decision()


def _give_back(case: Case) -> Answer:
    return Decision() if case.needed else Decision([Task.RELEASE])


def _do_without(case: Case) -> Answer:
    """Whoever has the value now shall not find it in our network."""
    needed = case.needed
    if needed is None or case.service is None:
        return Decision()
    resources = [r for r in case.service.resources if r is not needed]
    has = {name: value for name, value in case.service.characteristics.items() if name != needed.name}
    return _becoming(case, Needs(resources, has))


def _take_value(case: Case) -> Answer:
    needed = case.needed
    if needed is None or case.service is None:
        return Decision()
    value = case.mismatch.lower["value"]
    resources = [replace(r, value=value) if r is needed else r for r in case.service.resources]
    return _becoming(case, Needs(resources, case.service.characteristics | {needed.name: value}))


def _take_it(case: Case) -> Answer:
    """The service gets what ROM holds for it, when it has a place for that."""
    if case.needed:
        return Decision()
    service, mismatch = case.service, case.mismatch
    if service is None or service.state == TERMINATED:
        return _no_standing(case)
    specification = specification_of(case.catalog, service)
    has = {r.name for r in service.resources if r.resource_id}
    free = [
        component.name
        for component in (specification.resources if specification else [])
        if component.resource_specification_id == mismatch.specification_id and component.name not in has
    ]
    if not free:
        text = f"service {service.id} has no use for another {mismatch.specification_id}"
        return Reason(Code.STATE_FORBIDS, text, mismatch.id)
    value = mismatch.lower["value"]
    new = NeededResource(
        name=free[0],
        specification_id=mismatch.specification_id,
        resource_id=mismatch.subject_id,
        value=value,
    )
    resources = [*(r for r in service.resources if r.name != new.name), new]
    return _becoming(case, Needs(resources, service.characteristics | {new.name: value}))


def _rebuild(case: Case) -> Answer:
    """The product wants a service again that has ended."""
    if case.service is None:
        return _no_standing(case)
    if case.service.state != TERMINATED:
        return Decision()
    return _as_asked(case, ADD)


def _modify(case: Case) -> Answer:
    if case.service is None or case.service.state == TERMINATED:
        return _no_standing(case)
    return _as_asked(case, MODIFY)


def _as_asked(case: Case, action: str) -> Decision:
    """As the product wants its service."""
    wants = mapping(case.asked.service_characteristic)
    return Decision([Task.ORDER], order=Ordered(action, wants, case.asked.state))


def _becoming(case: Case, needs: Needs) -> Decision:
    """The service becomes something else, and the network has to hear of it."""
    return Decision([Task.ACTIVATE] if case.in_network else [], becomes=needs)


def _no_standing(case: Case) -> Reason:
    """There is no service, or not any more, that could be put right."""
    mismatch, service = case.mismatch, case.service
    if service is None:
        return Reason(Code.ID_UNKNOWN, f"there is no service {mismatch.service_id}", mismatch.id)
    return Reason(Code.STATE_FORBIDS, f"service {service.id} is {service.state}", mismatch.id)


_B, _D, _R = Between, Difference, Repair

_RULES: dict[tuple[Between, Difference, Repair], Callable[[Case], Answer]] = {
    (_B.SERVICE_NETWORK, _D.MISSING, _R.RE_APPLY): _configure,
    (_B.SERVICE_NETWORK, _D.DIFFERENT, _R.RE_APPLY): _configure,
    (_B.SERVICE_NETWORK, _D.EXTRA, _R.RE_APPLY): _remove,
    (_B.SERVICE_NETWORK, _D.MISSING, _R.ADOPT): _end,
    (_B.SERVICE_NETWORK, _D.DIFFERENT, _R.ADOPT): _follow_network,
    (_B.SERVICE_NETWORK, _D.EXTRA, _R.ADOPT): _revive,
    (_B.SERVICE_RESOURCE, _D.MISSING, _R.RE_APPLY): _reserve_again,
    (_B.SERVICE_RESOURCE, _D.DIFFERENT, _R.RE_APPLY): _exchange,
    (_B.SERVICE_RESOURCE, _D.EXTRA, _R.RE_APPLY): _give_back,
    (_B.SERVICE_RESOURCE, _D.MISSING, _R.ADOPT): _do_without,
    (_B.SERVICE_RESOURCE, _D.DIFFERENT, _R.ADOPT): _take_value,
    (_B.SERVICE_RESOURCE, _D.EXTRA, _R.ADOPT): _take_it,
    (_B.PRODUCT_SERVICE, _D.MISSING, _R.RE_APPLY): _rebuild,
    (_B.PRODUCT_SERVICE, _D.DIFFERENT, _R.RE_APPLY): _modify,
    (_B.PRODUCT_SERVICE, _D.EXTRA, _R.RE_APPLY): _end,
}
