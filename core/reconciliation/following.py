"""Product status follows its services: SOM tells when one that stands is suspended, resumed or ended, whoever wanted it."""

from core.inventory.store import PRODUCTS
from core.ordering.products import holder
from core.reconciliation.comparing import is_suspended
from core.reconciliation.products import LIVING, drop, review, service_of
from hub.messages.som import ServiceStateChangeEvent
from hub.platform.unit_of_work import Need, Step

PRODUCT = "Product"


def service_changed(step: Step, message: ServiceStateChangeEvent) -> None:
    """Moves the product nobody works on; where an order works on it, its outcome says what has become of it."""
    changed = message.event.service
    for identifier in _products(message):
        product = step.look(PRODUCTS, identifier)
        service = service_of(product, changed.id) if product is not None else None
        if product is None or service is None or product.status not in LIVING:
            continue
        known = [at for at in (product.ordered_at, service.told_at) if at is not None]
        if any(message.event_time < at for at in known) or holder(step, None, product):
            continue
        step.get(PRODUCTS, identifier)
        ended = changed.state == "terminated"
        if ended:
            drop(product, service)
        service.suspended, service.told_at = is_suspended(changed.state), message.event_time
        because = {"service": changed.id, "state": changed.state}
        product.record("follow", product.status, product.status, **because)
        review(product, step.now, lacking=ended, **because)


def needs(message: ServiceStateChangeEvent) -> list[Need]:
    return [(PRODUCTS, identifier) for identifier in _products(message)]


def _products(message: ServiceStateChangeEvent) -> list[str]:
    return [e.id for e in message.event.service.related_entity if e.referred_type == PRODUCT]
