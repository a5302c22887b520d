"""The catalogue as an order sees it, whatever has become of it since the order was accepted."""

from core.catalog.model import Catalog
from core.catalog.store import current_catalog
from core.ordering.model import ProductOrder
from hub.platform.unit_of_work import Step


def catalog_of(step: Step, order: ProductOrder) -> Catalog:
    """With the versions the order was accepted with."""
    return step.current(current_catalog).pinned(order.versions)
