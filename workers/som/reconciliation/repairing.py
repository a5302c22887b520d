"""Repairs: what they ask of ROM, the network and our own service orders, and what becomes of that."""

from collections.abc import Iterable
from dataclasses import replace

from hub.kernel.errors import Code, Reason
from hub.messages.activation import Monitor, Outcome
from hub.messages.base import error_messages, said
from hub.messages.reconciliation import Between, Mismatch, RepairService, ServiceRepaired
from hub.messages.rom import ResourceOrder
from hub.platform.unit_of_work import Need, Step
from workers.som.catalog_store import current_catalog
from workers.som.inventory import Service
from workers.som.model import ServiceOrder
from workers.som.reconciliation.comparing import specification_of, standing_on
from workers.som.reconciliation.deciding import Case, Decision, Needs, decide
from workers.som.reconciliation.machine import RepairState, Task
from workers.som.reconciliation.model import ServiceRepair, own_order_id, repair_id
from workers.som.reconciliation.sending import activation, release, reservation, service_order, tell
from workers.som.reconciliation.store import REPAIRS
from workers.som.store import SERVICE_ORDERS, SERVICES

S = RepairState


def repair(step: Step, message: RepairService) -> None:
    """Begins an attempt; one that is known is a question, one that was followed by another comes too late."""
    identifier = repair_id(message.id, message.attempt)
    known = step.look(REPAIRS, identifier)
    if known is not None:
        tell(step, known)
        return
    if step.look(REPAIRS, repair_id(message.id, message.attempt + 1)) is not None:
        reason = Reason(
            Code.STATE_FORBIDS, f"attempt {message.attempt + 1} has been made already", message.id
        )
        late = ServiceRepaired(
            id=message.id, attempt=message.attempt, state="failed", error_message=error_messages(reason)
        )
        step.send(late, key=message.id)
        return
    new = ServiceRepair(id=identifier, asked=message)
    mismatch = message.mismatch
    new.record(
        "accept",
        target=new.state,
        between=mismatch.between,
        difference=mismatch.difference,
        subject=mismatch.subject_id,
        repair=message.repair,
        attempt=message.attempt,
    )
    step.add(REPAIRS, new)
    _begin(step, new)


def overdue(step: Step, found: ServiceRepair) -> None:
    """A time limit has passed: the state the repair is in says who is asked."""
    if found.state is S.WAITING:
        _begin(step, found)
        return
    order = step.look(SERVICE_ORDERS, found.service_order_id) if found.state is S.ORDERING else None
    if order is not None and order.settled:
        order_ended(step, order)
        return
    found.overdue(step.now)
    if order is None:
        _go_on(step, found)


def resource_order_changed(step: Step, answer: ResourceOrder) -> bool:
    """ROM has answered; whether that was about a repair."""
    found = step.find(REPAIRS, answer.external_id)
    if found is None:
        return False
    if found.state not in {S.RESERVING, S.RELEASING} or answer.id != found.resource_order_id:
        found.record("ignore", found.state, found.state, resource_order=answer.id, answer=answer.state)
    elif answer.state == "completed":
        if found.state is S.RESERVING:
            _stand_on(step, found, answer)
        found.done(step.now)
        _go_on(step, found)
    elif answer.state in {"failed", "rejected", "cancelled"}:
        found.fail(said(answer.error_message, Code.INTERNAL_ERROR), step.now)
        _go_on(step, found)
    else:
        found.at_work(step.now)
    return True


def activation_ended(step: Step, monitor: Monitor) -> bool:
    """The network has answered; whether that was about a repair. An answer to an older attempt changes nothing."""
    found = step.find(REPAIRS, monitor.id)
    if found is None:
        return False
    if found.state is not S.ACTIVATING or monitor.attempt != found.activations:
        found.record("ignore", found.state, found.state, attempt=monitor.attempt, answer=monitor.state)
        return True
    if monitor.response is None:
        found.at_work(step.now)
        return True
    if monitor.response.outcome is Outcome.DONE:
        found.done(step.now)
    elif monitor.response.outcome is Outcome.FAILED:
        found.activation_failed(said(monitor.error_message, Code.NETWORK_FAILED), step.now)
    else:
        found.fail(said(monitor.error_message, Code.NETWORK_REFUSED), step.now)
    _go_on(step, found)
    return True


def order_ended(step: Step, order: ServiceOrder) -> None:
    """A service order has settled; when it is one of ours, its repair ends as it did."""
    if order.id != own_order_id(order.external_id):
        return
    found = step.find(REPAIRS, order.external_id)
    if found is None or found.state is not S.ORDERING:
        return
    if order.state == "completed":
        found.done(step.now)
    else:
        text = f"our own service order {order.id} is {order.state}"
        found.fail(order.reason or Reason(Code.INTERNAL_ERROR, text, order.id), step.now)
    _go_on(step, found)


def order_at_work(step: Step, mismatch: Mismatch) -> bool:
    """Whether the service order a resource was allocated for is still being carried out."""
    of = _allocated_for(mismatch)
    order = step.look(SERVICE_ORDERS, of) if of else None
    return order is not None and not order.settled


def _allocated_for(mismatch: Mismatch) -> str:
    """The service order a resource was allocated for, '' for none."""
    of = mismatch.lower.get("serviceOrder") if mismatch.between is Between.SERVICE_RESOURCE else None
    return str(of or "")


def needs(message: RepairService) -> list[Need]:
    """Both attempts there may be, the service, and the order that may be at work."""
    attempts = (repair_id(message.id, message.attempt + more) for more in (0, 1))
    service, order = message.mismatch.service_id, _allocated_for(message.mismatch)
    return [
        *((REPAIRS, attempt) for attempt in attempts),
        *([(SERVICES, service)] if service else []),
        *([(SERVICE_ORDERS, order)] if order else []),
    ]


def concerned(step: Step, identifier: str) -> Iterable[Need]:
    """What changes with a repair that is under way: its service."""
    found = step.look(REPAIRS, identifier)
    if found is not None and not found.settled and found.service_id:
        yield SERVICES, found.service_id


def _begin(step: Step, found: ServiceRepair) -> None:
    """Decides and starts, unless somebody works on what is to be put right."""
    service = _service(step, found)
    if (service is not None and service.open_order_id) or order_at_work(step, found.asked.mismatch):
        found.wait_its_turn(step.now)
        if found.settled:
            tell(step, found)
        return
    answer = decide(Case(found.asked, service, step.current(current_catalog)))
    if isinstance(answer, Decision):
        _take(step, found, answer)
        found.begin(answer, step.now)
    else:
        found.fail(answer, step.now)
    _go_on(step, found)


def _take(step: Step, found: ServiceRepair, decision: Decision) -> None:
    """Works on the service as an order does; an order of our own takes it itself."""
    done = found.asked.mismatch.lower.get("sequence", 0)
    found.sequence = done + 1
    if _service(step, found) is None:
        return
    service = step.get(SERVICES, found.service_id)
    if decision.becomes is not None:
        _become(service, decision.becomes, found.id)
    if set(decision.tasks) <= {Task.ORDER}:
        return
    specification = specification_of(step.current(current_catalog), service)
    found.policy = specification.activation if specification else None
    service.sequence = max(service.sequence, done)
    found.sequence, found.holds = service.take(found.id), True


def _become(service: Service, needs: Needs, repair: str) -> None:
    """The inventory follows what ROM has."""
    service.resources, service.characteristics = needs.resources, needs.characteristics
    resources = {r.name: r.value for r in needs.resources}
    service.record("adopt", service.state, service.state, resources=resources, repair=repair)


def _stand_on(step: Step, found: ServiceRepair, answer: ResourceOrder) -> None:
    """ROM holds the value for the service again, as another resource."""
    service = step.get(SERVICES, found.service_id)
    needed = standing_on(service, found.asked.mismatch.subject_id)
    new = answer.order_item[0].resource.id or ""
    service.resources = [replace(r, resource_id=new) if r is needed else r for r in service.resources]
    service.record("hold again", service.state, service.state, resource=new, repair=found.id)


def _go_on(step: Step, found: ServiceRepair) -> None:
    """Sends what the repair's state asks for; what has ended is told, and the service is free again."""
    service = _service(step, found)
    if found.state is S.RESERVING:
        needed = standing_on(service, found.asked.mismatch.subject_id)
        if needed is not None:
            step.send(reservation(found, needed), key=found.id)
    elif found.state is S.RELEASING:
        step.send(release(found), key=found.id)
    elif found.state is S.ACTIVATING:
        step.send(activation(found, service, step.current(current_catalog)), key=found.id)
    elif found.state is S.ORDERING:
        if found.decision.order is not None and service is not None:
            step.send(service_order(found, found.decision.order, service), key=found.service_order_id)
    elif found.settled:
        if found.holds:
            step.get(SERVICES, found.service_id).let_go()
        tell(step, found)


def _service(step: Step, found: ServiceRepair) -> Service | None:
    return step.look(SERVICES, found.service_id) if found.service_id else None
