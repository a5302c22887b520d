"""What callers may ask of ordering: the commands behind com.v1.ProductOrderService."""

from datetime import datetime

import msgspec

from core.ordering.model import ProductOrder
from hub.kernel.values import Note


class SubmitProductOrder(msgspec.Struct):
    """Store this order. With a `key` the request can be repeated as long as its `fingerprint` is the same."""

    order: ProductOrder
    key: str
    fingerprint: str


class Submitted(msgspec.Struct):
    order: ProductOrder
    replayed: bool


class UpdateProductOrder(msgspec.Struct):
    """Members that are None stay; names in `clear` are taken away."""

    id: str
    description: str | None = None
    priority: str | None = None
    requested_completion_date: datetime | None = None
    notes: list[Note] | None = None
    clear: frozenset[str] = frozenset()
    if_version: int = 0


class DeleteProductOrder(msgspec.Struct):
    id: str
