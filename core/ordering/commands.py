"""What callers may ask of ordering: the commands behind com.v1.ProductOrderService and com.v1.FalloutService."""

from datetime import datetime

import msgspec

from core.ordering.items import Item
from core.ordering.model import ProductOrder
from hub.kernel.values import Characteristic, Note


class SubmitProductOrder(msgspec.Struct):
    """Store this order. With a `key` the request can be repeated as long as its `fingerprint` is the same."""

    order: ProductOrder
    key: str
    fingerprint: str


class Submitted(msgspec.Struct):
    order: ProductOrder
    replayed: bool


class UpdateProductOrder(msgspec.Struct):
    """Members that are None stay; names in `clear` are taken away. Other `items` are a revision."""

    id: str
    description: str | None = None
    priority: str | None = None
    requested_start_date: datetime | None = None
    requested_completion_date: datetime | None = None
    notes: list[Note] | None = None
    items: list[Item] | None = None
    clear: frozenset[str] = frozenset()
    if_version: int = 0


class DeleteProductOrder(msgspec.Struct):
    id: str


class AnswerProductOrder(msgspec.Struct):
    """The answer to a question; `characteristics` become the product's."""

    id: str
    item_id: str
    question: str
    accepted: bool
    by: str
    why: str
    characteristics: list[Characteristic] = []


class HoldProductOrder(msgspec.Struct):
    id: str
    by: str
    why: str


class ReleaseProductOrder(msgspec.Struct):
    id: str
    by: str
    why: str


class CancelProductOrder(msgspec.Struct):
    """No `items`: all of it."""

    order_id: str
    items: list[str] = []
    reason: str = ""
    requested_cancellation_date: datetime | None = None
    extension: str = ""


class ResolveFallout(msgspec.Struct):
    """`characteristics`, with force-complete: what the service has."""

    id: str
    order_id: str
    action: str
    by: str
    why: str
    characteristics: list[Characteristic] = []
