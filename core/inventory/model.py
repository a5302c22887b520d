"""A product a customer has (TMF637)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hub.kernel.aggregate import Aggregate
from hub.kernel.values import Characteristic, Party, Ref


class ProductStatus(StrEnum):
    """TMF637 ProductStatusType, as far as orders lead to it."""

    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class OrderItemRef:
    product_order_id: str
    order_item_id: str
    action: str


@dataclass(kw_only=True)
class Product(Aggregate):
    """Written by the orders that change it, in the transaction in which their item settles."""

    status: ProductStatus
    name: str
    order_date: datetime
    start_date: datetime | None = None
    offering: Ref | None = None
    specification: Ref | None = None
    characteristics: list[Characteristic] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    order_items: list[OrderItemRef] = field(default_factory=list)
    services: list[Ref] = field(default_factory=list)
    extension: str = ""
