"""A product a customer has (TMF637)."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.values import Characteristic, Party, Place, Ref


class ProductStatus(StrEnum):
    """TMF637 ProductStatusType, as far as orders lead to it."""

    CREATED = "created"  # about to become one of the others, in the same step
    ACTIVE = "active"
    PENDING_ACTIVE = "pendingActive"  # something optional is missing
    SUSPENDED = "suspended"
    PENDING_TERMINATE = "pendingTerminate"  # it is being ended, or what is left of it has to be
    TERMINATED = "terminated"
    CANCELLED = "cancelled"  # the customer took the order back
    ABORTED = "aborted"  # it could not be built; nothing is left of it


@dataclass(frozen=True, slots=True)
class OrderItemRef:
    product_order_id: str
    order_item_id: str
    action: str
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class ProductService:
    """A service the product consists of, with all it takes to change or end it."""

    # Service specification, with `#2` and so on for further ones of a kind.
    component: str
    specification_id: str
    service_id: str
    # As they were ordered, not as they were answered.
    characteristics: dict[str, Any] = field(default_factory=dict)
    # Service specifications it stands on.
    relies_on: list[str] = field(default_factory=list)
    suspended: bool = False
    # When SOM said so last, or that it goes on: what it said before does not count any more.
    told_at: datetime | None = None
    # As it is referred to by who has written it down.
    href: str = ""
    name: str = ""
    referred_type: str = ""
    extension: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(self.service_id, self.href, self.name, self.referred_type, self.extension)

    def refer(self, ref: Ref) -> None:
        """From now on it is referred to so."""
        self.href, self.name = ref.href, ref.name
        self.referred_type, self.extension = ref.referred_type, ref.extension


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBefore:
    """A product as it was when its open order began."""

    status: ProductStatus
    name: str
    offering: Ref | None
    specification: Ref | None
    specification_version: str
    characteristics: list[Characteristic]
    services: list[ProductService]

    @classmethod
    def of(cls, product: "Product") -> "ProductBefore":
        return cls(**{member.name: getattr(product, member.name) for member in fields(cls)})

    def members(self) -> dict[str, Any]:
        return {member.name: getattr(self, member.name) for member in fields(self)}


@dataclass(kw_only=True)
class Product(Aggregate):
    """Written by the orders that change it, in the transaction in which their item settles; or directly, when none has it."""

    status: ProductStatus
    name: str
    order_date: datetime
    start_date: datetime | None = None
    offering: Ref | None = None
    specification: Ref | None = None
    characteristics: list[Characteristic] = field(default_factory=list)
    # Where it is; a change of the product leaves it there.
    places: list[Place] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    # Who pays for it.
    billing_account: Ref | None = None
    order_items: list[OrderItemRef] = field(default_factory=list)
    # With `specification.id` what modifications are compared with.
    specification_version: str = ""
    services: list[ProductService] = field(default_factory=list)
    termination_date: datetime | None = None
    # What it was when its open order began, should that come to nothing.
    before: ProductBefore | None = None
    # The open order that changes it.
    open_order_id: str = ""
    # When an order has changed it, or let go of it, last.
    ordered_at: datetime | None = None
    extension: str = ""

    @property
    def last_order_id(self) -> str:
        """Of the order that has made or changed it last; empty when none has."""
        return self.order_items[-1].product_order_id if self.order_items else ""
