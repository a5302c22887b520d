"""ROM and activation as the systems below, by messages."""

from hub.kernel.ids import derived_id
from hub.kernel.versions import version_in
from hub.messages.activation import ActivateService, Operation, activation_key
from hub.messages.base import Place, SpecificationRef, values
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.platform.unit_of_work import Step
from workers.som.inventory import TERMINATED
from workers.som.model import ServiceOrder
from workers.som.part import ADD, DELETE, Part


class Layers:
    """The default driver: TMF652 shapes to ROM, TMF640 shapes to activation."""

    def reserve(self, step: Step, order: ServiceOrder, part: Part) -> None:
        message = _resource_order(order, part, part.resource_order_id, "add")
        message.reservation_id = order.reservation_id or None
        step.send(message, key=order.id)

    def release(self, step: Step, order: ServiceOrder, part: Part, *, late: bool = False) -> None:
        number = str(part.number)
        identifier = derived_id("lateRelease", order.id, number) if late else part.release_order_id
        step.send(_resource_order(order, part, identifier, "delete"), key=order.id)

    def apply(self, step: Step, order: ServiceOrder, part: Part) -> None:
        step.send(_activation(order, part, gone=part.action == DELETE), key=order.id)

    def withdraw(self, step: Step, order: ServiceOrder, part: Part) -> None:
        # Not building leaves no service.
        message = _activation(order, part, gone=part.action == ADD)
        message.operation = Operation.WITHDRAW
        step.send(message, key=order.id)

    def undo(self, step: Step, order: ServiceOrder, part: Part) -> None:
        step.send(_activation(order, part, gone=part.action == ADD, undo=True), key=order.id)


def _resource_order(order: ServiceOrder, part: Part, identifier: str, action: str) -> CreateResourceOrder:
    """Asks ROM to allocate (add) or to take back (delete) what the service stands on."""
    items = [
        ResourceOrderItem(
            id=resource_item(part, needed.name),
            action=action,
            resource=Resource(
                id=needed.resource_id or None,
                resource_specification=SpecificationRef(id=needed.specification_id),
                place=Place(id=part.site) if part.site else None,
                service_id=part.service_id,
            ),
        )
        for needed in part.resources
    ]
    return CreateResourceOrder(id=identifier, external_id=order.id, order_item=items)


def resource_item(part: Part, name: str) -> str:
    """ROM tells the resources of one service order apart by their items: no two parts have the same."""
    return f"{part.number}.{name}"


def _activation(order: ServiceOrder, part: Part, *, gone: bool, undo: bool = False) -> ActivateService:
    parameters = part.policy.parameters if part.policy else {}
    before = undo and not gone
    return ActivateService(
        id=part.service_id,
        activation_key=activation_key(order.id, part.number, undo=undo),
        operation=Operation.DEACTIVATE if gone else Operation.CONFIGURE,
        sequence=part.sequence + undo,
        attempt=part.undo_attempts if undo else part.attempts,
        state=TERMINATED if gone else part.previous_presence if before else part.presence,
        service_specification=SpecificationRef(
            id=part.specification_id, version=version_in(part.specification_version)
        ),
        service_characteristic=values({**parameters, **(part.previous if before else part.effective())}),
    )
