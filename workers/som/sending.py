"""What SOM sends: each message as the order's state asks for it."""

from hub.messages.activation import ActivateService, Operation, undo_key
from hub.messages.base import SpecificationRef, error_messages, values
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.messages.som import Service, ServiceOrderEvent, ServiceOrderItem, ServiceOrderStateChangeEvent
from hub.messages.som import ServiceOrder as PublishedOrder
from hub.platform.unit_of_work import Step
from workers.som.inventory import ACTIVE, TERMINATED
from workers.som.machine import PUBLISHED, ServiceOrderState
from workers.som.model import ADD, DELETE, ServiceOrder

S = ServiceOrderState

# The states in which the network is asked for what the order wants, or not to do it any more.
_ASKED = frozenset({S.ACTIVATING, S.WITHDRAWING, S.REVOKING})


def resource_order(order: ServiceOrder, identifier: str, action: str) -> CreateResourceOrder:
    """Asks ROM to allocate (add) or to take back (delete) what the service stands on."""
    items = [
        ResourceOrderItem(
            id=needed.name,
            action=action,
            resource=Resource(
                id=needed.resource_id or None,
                resource_specification=SpecificationRef(id=needed.specification_id),
            ),
        )
        for needed in order.resources
    ]
    return CreateResourceOrder(id=identifier, external_id=order.id, order_item=items)


def asked(order: ServiceOrder) -> tuple[str, int] | None:
    """The activation key and the attempt the network owes an answer for; None when it owes none."""
    if order.state in _ASKED:
        return order.id, order.attempts
    if order.state is S.REVERTING:
        return undo_key(order.id), order.undo_attempts
    return None


def activation(order: ServiceOrder, key: str, attempt: int) -> ActivateService:
    """Asks the network for what the order's state wants of it."""
    undoing = order.state is S.REVERTING
    # Taking down ends the service; undoing a build, and not building, leaves none either.
    gone = order.action == (DELETE if order.state is S.ACTIVATING else ADD)
    if order.state in _ASKED - {S.ACTIVATING}:
        operation = Operation.WITHDRAW
    else:
        operation = Operation.DEACTIVATE if gone else Operation.CONFIGURE
    parameters = order.policy.parameters if order.policy else {}
    wanted = order.previous if undoing and not gone else order.effective()
    return ActivateService(
        id=order.service_id,
        activation_key=key,
        operation=operation,
        sequence=order.sequence + undoing,
        attempt=attempt,
        state=TERMINATED if gone else ACTIVE,
        service_specification=SpecificationRef(
            id=order.specification_id, version=order.specification_version
        ),
        service_characteristic=values({**parameters, **wanted}),
    )


def publish(step: Step, order: ServiceOrder) -> None:
    """Tells everybody how the order stands."""
    state = PUBLISHED[order.state]
    published = PublishedOrder(
        id=order.id,
        external_id=order.external_id,
        state=state,
        service_order_item=[
            ServiceOrderItem(id=order.item_id, action=order.action, state=state, service=_service(order))
        ]
        if order.item_id
        else [],
        error_message=error_messages(order.reason),
    )
    event = ServiceOrderStateChangeEvent(
        event_type="ServiceOrderStateChangeEvent",
        event_time=step.now,
        event=ServiceOrderEvent(service_order=published),
    )
    step.send(event, key=order.id)


def _service(order: ServiceOrder) -> Service:
    ended = TERMINATED if order.action == DELETE else ACTIVE
    return Service(
        id=order.service_id,
        state=ended if order.state is S.COMPLETED else None,
        service_specification=SpecificationRef(id=order.specification_id),
        service_characteristic=values(order.effective()),
    )
