"""What callers may ask for: the commands behind com.v1.ProductInventoryService."""

import msgspec

from core.inventory.model import Product
from hub.kernel.values import Ref


class CreateProduct(msgspec.Struct):
    """Write it down; `services` are those that realise it."""

    product: Product
    services: list[Ref]


class UpdateProduct(msgspec.Struct):
    """It becomes this, but for what only orders say of it; an `if_version` of 0 is any."""

    product: Product
    services: list[Ref]
    if_version: int = 0


class DeleteProduct(msgspec.Struct):
    id: str
    if_version: int = 0
