"""What is sent for a repair in each state, and what is told of it."""

from hub.kernel.versions import version_in
from hub.messages.activation import ActivateService, Operation
from hub.messages.base import RelatedEntity, SpecificationRef, error_messages, values
from hub.messages.reconciliation import ServiceRepaired
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.messages.som import CreateServiceOrder, ServiceOrderItem
from hub.messages.som import Service as Asked
from hub.platform.unit_of_work import Step
from workers.som.catalog import Catalog
from workers.som.inventory import TERMINATED, NeededResource, Service
from workers.som.reconciliation.comparing import ELEMENT, wanted
from workers.som.reconciliation.deciding import Ordered
from workers.som.reconciliation.machine import REPAIR
from workers.som.reconciliation.model import ServiceRepair


def reservation(repair: ServiceRepair, needed: NeededResource) -> CreateResourceOrder:
    """Asks ROM for the very value the service has."""
    resource = Resource(
        resource_specification=SpecificationRef(id=needed.specification_id),
        value=needed.value,
        service_id=repair.service_id,
    )
    return _resource_order(repair, needed.name, "add", resource)


def release(repair: ServiceRepair) -> CreateResourceOrder:
    """Gives back what the mismatch is about."""
    mismatch = repair.asked.mismatch
    specification = SpecificationRef(id=mismatch.specification_id)
    return _resource_order(
        repair, "resource", "delete", Resource(id=mismatch.subject_id, resource_specification=specification)
    )


def _resource_order(repair: ServiceRepair, item: str, action: str, resource: Resource) -> CreateResourceOrder:
    return CreateResourceOrder(
        id=repair.resource_order_id,
        external_id=repair.id,
        order_item=[ResourceOrderItem(id=item, action=action, resource=resource)],
    )


def activation(repair: ServiceRepair, service: Service | None, catalog: Catalog) -> ActivateService:
    """Asks the network for what the service shall be in it, or to have it no more."""
    mismatch, operation = repair.asked.mismatch, repair.decision.operation
    held = wanted(catalog, service) if service and operation is Operation.CONFIGURE else None
    has = dict(held.characteristics) if held else {}
    if held and held.element:
        has[ELEMENT] = held.element
    # What nobody knows has a specification nobody knows.
    specification = (service.specification_id if service else mismatch.specification_id) or "unknown"
    return ActivateService(
        id=mismatch.service_id,
        activation_key=repair.id,
        operation=operation,
        sequence=repair.sequence,
        attempt=repair.activations,
        state=held.state if held else TERMINATED,
        service_specification=SpecificationRef(
            id=specification, version=version_in(service.specification_version if service else "") or None
        ),
        service_characteristic=values(has),
    )


def service_order(repair: ServiceRepair, ordered: Ordered, service: Service) -> CreateServiceOrder:
    """A service order of our own: it is judged, carried out and kept like any other."""
    product = service.product_id or repair.asked.mismatch.product_id
    asked = Asked(
        id=service.id,
        service_specification=SpecificationRef(id=service.specification_id),
        state=ordered.state or (TERMINATED if ordered.action == "delete" else None),
        service_characteristic=values(ordered.characteristics),
        related_entity=[RelatedEntity(id=product, referred_type="Product")] if product else [],
    )
    item = ServiceOrderItem(id="1", action=ordered.action, service=asked)
    return CreateServiceOrder(id=repair.service_order_id, external_id=repair.id, service_order_item=[item])


def tell(step: Step, repair: ServiceRepair) -> None:
    """How the repair stands, for whoever asked for it."""
    state = str(repair.state) if REPAIR.is_final(repair.state) else "inProgress"
    told = ServiceRepaired(
        id=repair.asked.id,
        attempt=repair.asked.attempt,
        state=state,
        error_message=error_messages(repair.reason),
    )
    step.send(told, key=repair.asked.id)
