"""Services that somebody records in the inventory: nothing is ordered, and the network hears nothing of it.

What service orders have made of a service only service orders change.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.values import Ref
from hub.platform.unit_of_work import Need, Step
from workers.som.commands import require_version
from workers.som.inventory import Service
from workers.som.sending import publish_service
from workers.som.store import SERVICES

# Said of any service; the rest is what it is.
_SAID = ("name", "service_date", "start_date", "end_date", "extension")
_IS = (
    "specification",
    "characteristics",
    "details",
    "places",
    "related",
    "named_resources",
    "named_services",
)


class CreateService(msgspec.Struct):
    """A service is recorded; `state` by its name in TMF638."""

    service: Service
    state: str


class UpdateService(msgspec.Struct):
    """A service becomes what `service` says; an empty `state` stays."""

    service: Service
    state: str = ""
    if_version: int = 0


class DeleteService(msgspec.Struct):
    """A service is forgotten; its history stays."""

    id: str
    if_version: int = 0


def create(step: Step, command: CreateService) -> Service:
    # A copy: when a batch fails its commands are run again, and have to be as they came.
    service = replace(command.service, service_date=command.service.service_date or step.now)
    service.record("record", target=service.state, specification=service.specification_id)
    service.become(command.state, step.now)
    step.add(SERVICES, service)
    _name(step, service, service.named_services)
    return service


def update(step: Step, command: UpdateService) -> Service:
    asked = command.service
    service = step.look(SERVICES, asked.id) or step.get(SERVICES, asked.id)
    require_version(service, command.if_version)
    stood, before = service.stands, _members(service)
    changed = [name for name, value in before.items() if value != getattr(asked, name)]
    moves = command.state not in {"", service.published_state}
    if not changed and not moves:
        return service
    _refuse_ordered(service, [name for name in changed if name in _IS], moves=moves)
    service = step.get(SERVICES, asked.id)
    for name in changed:
        setattr(service, name, getattr(asked, name))
    service.record("update", service.state, service.state, members=changed)
    if "named_services" in changed:
        _name(step, service, before["named_services"], service.named_services)
    if moves:
        service.become(command.state, step.now)
        if stood:
            publish_service(step, service)
    return service


def delete(step: Step, command: DeleteService) -> None:
    service = step.get(SERVICES, command.id)
    require_version(service, command.if_version)
    above = step.look(SERVICES, service.above_id) if service.above_id else None
    others = [above.id] if above is not None and above.stands else service.named_by
    if service.open_order_id:
        raise _forbidden(f"service order {service.open_order_id} works on it", "state")
    if others:
        raise _forbidden(f"service {others[0]} stands on it", "state")
    if not service.recorded and service.stands:
        raise _forbidden(f"it is {service.published_state}: a service order has to end it first", "state")
    _name(step, service, service.named_services)
    step.remove(SERVICES, service.id)


def _members(service: Service) -> dict[str, Any]:
    """As it is shown: what was allocated for it is named, too."""
    shown = {name: getattr(service, name) for name in (*_SAID, *_IS)}
    shown["named_resources"] = service.supporting_resources
    shown["named_services"] = service.supporting_services
    return shown


def _refuse_ordered(service: Service, changed: list[str], *, moves: bool) -> None:
    if service.recorded or not (changed or moves):
        return
    holder = service.open_order_id or service.service_order_id
    text = f"service order {holder} has made it what it is; what it is, is changed by service orders"
    raise _forbidden(text, changed[0] if changed else "state")


def _forbidden(text: str, path: str) -> Exception:
    return refuse(Kind.NOT_ALLOWED, Code.STATE_FORBIDS, text, path)


def _name(step: Step, service: Service, *lists: Iterable[Ref]) -> None:
    """Those that are in one list and not in the other learn that the service stands on them, or does not any more."""
    ids = set[str]()
    for named in lists:
        ids ^= {ref.id for ref in named}
    for identifier in sorted(ids - {service.id}):
        below = step.find(SERVICES, identifier)
        if below is not None:
            others = [other for other in below.named_by if other != service.id]
            below.named_by = others if service.id in below.named_by else [*others, service.id]


def needs(command: CreateService | UpdateService) -> list[Need]:
    return [(SERVICES, ref.id) for ref in command.service.named_services] + [(SERVICES, command.service.id)]
