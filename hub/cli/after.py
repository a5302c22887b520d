"""Orders about products that are there: example orders name a product by the item that has made it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hub.kernel.errors import Code, Kind, refuse

# In an order: `"product": {"id": "<product of item 110>"}`.
_PLACE = re.compile(r"<product of item ([^<>]+)>")


def fill(body: bytes, earlier: Mapping[str, Any] | None) -> bytes:
    """The order with the products an earlier one (TMF622) has made in their places; without places as it is."""
    text = body.decode(errors="replace")
    if not _PLACE.search(text):
        return body
    if earlier is None:
        wrong = "the order is about what an earlier one has made: say which one, with --after ID"
        raise refuse(Kind.INVALID, Code.PRODUCT_UNKNOWN, wrong, "product.id")
    made = dict(_products(earlier.get("productOrderItem", ())))

    def product(place: re.Match[str]) -> str:
        if place[1] not in made:
            wrong = f"order {earlier['id']} has no product of item {place[1]}; it has those of {', '.join(made) or 'none'}"
            raise refuse(Kind.INVALID, Code.PRODUCT_UNKNOWN, wrong, "product.id")
        return json.dumps(made[place[1]])[1:-1]

    return _PLACE.sub(product, text).encode()


def _products(items: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for item in items:
        if identifier := item.get("product", {}).get("id"):
            yield item["id"], identifier
        yield from _products(item.get("productOrderItem", []))
