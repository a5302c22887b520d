"""What SOM tells those above: how an order stands, and that a service that stood is in a new state."""

from hub.kernel.versions import version_in
from hub.messages.base import RelatedEntity, SpecificationRef, error_messages, values
from hub.messages.som import (
    ChangedService,
    Service,
    ServiceEvent,
    ServiceOrderEvent,
    ServiceOrderItem,
    ServiceOrderStateChangeEvent,
    ServiceStateChangeEvent,
)
from hub.messages.som import ServiceOrder as PublishedOrder
from hub.platform.unit_of_work import Step
from workers.som.inventory import TERMINATED
from workers.som.inventory import Service as KeptService
from workers.som.item import Item
from workers.som.machine import ServiceOrderState
from workers.som.model import ServiceOrder
from workers.som.part import DELETE


def publish(step: Step, order: ServiceOrder) -> None:
    """Tells everybody how the order stands."""
    published = PublishedOrder(
        id=order.id,
        external_id=order.external_id,
        state=order.state,
        service_order_item=[_item(order, item) for item in order.items],
        error_message=error_messages(order.reason),
    )
    event = ServiceOrderStateChangeEvent(
        event_type="ServiceOrderStateChangeEvent",
        event_time=step.now,
        event=ServiceOrderEvent(service_order=published),
    )
    step.send(event, key=order.id)


def publish_service(step: Step, service: KeptService) -> None:
    """Tells everybody that a service that stood is suspended, resumed or ended."""
    changed = ChangedService(
        id=service.id,
        state=service.state,
        service_specification=SpecificationRef(
            id=service.specification_id, version=version_in(service.specification_version) or None
        ),
        related_entity=[
            RelatedEntity(id=e.id, role=e.role or None, referred_type=e.referred_type or None)
            for e in service.related
            if e.id
        ],
    )
    event = ServiceStateChangeEvent(
        event_type="ServiceStateChangeEvent", event_time=step.now, event=ServiceEvent(service=changed)
    )
    step.send(event, key=service.id)


def _item(order: ServiceOrder, item: Item) -> ServiceOrderItem:
    state = order.item_state(item)
    own = order.parts_of(item)[-1:]
    ended = TERMINATED if item.action == DELETE else own[0].presence if own else None
    return ServiceOrderItem(
        id=item.id,
        action=item.action,
        state=state,
        service=Service(
            id=item.service_id or None,
            state=ended if state is ServiceOrderState.COMPLETED else None,
            service_specification=SpecificationRef(id=item.specification_id),
            service_characteristic=values(own[0].effective() if own else item.characteristics),
        ),
        error_message=error_messages(order.item_reason(item)),
    )
