"""How a story has ended: orders and products as partners see them, tasks, fallout and the timeline, the same every time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.cli.operator import Operator
from hub.cli.order_text import timeline
from hub.cli.partner import PRODUCTS

CANCELLATIONS = "/tmf-api/productOrderingManagement/v4/cancelProductOrder"
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_HOST = re.compile(r"http://[\d.]+:\d+")


async def collect(story: str, orders: Mapping[str, str], operator: Operator) -> dict[str, Any]:
    """`orders`: name of the file → id. Those of other stories are only how it began: of them the products are shown."""
    names = Names()
    for name, identifier in orders.items():
        names.of_order(name, await operator.order(identifier), await operator.plan_of(identifier))
    own = {name: identifier for name, identifier in orders.items() if name.startswith(story)}
    ids = ",".join(own.values())
    found = {
        "productOrder": [await operator.order(identifier) for identifier in own.values()],
        "product": await operator.get(PRODUCTS, {"sort": "orderDate"}),
        "cancelProductOrder": await operator.get(CANCELLATIONS, {"productOrder.id": ids}),
        "fallout": (await operator.fallout({"productOrderId": ids}))[0],
    }
    named = {kind: names.put(things) for kind, things in found.items() if things}
    told = {name: await operator.timeline(identifier) for name, identifier in own.items()}
    return {**named, "timeline": {n: timeline(names.put(history), whole=True) for n, history in told.items()}}


class Names:
    """Readable names in the place of ids, which differ from run to run."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of_order(self, name: str, order: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
        self._known[order["id"]] = f"<order {name}>"
        for node in plan.get("node", ()):
            self._say(node.get("id", ""), f"<service order {node['key']}>")
            self._say(node.get("serviceId", ""), f"<service {node['key']} of {name}>")
        for item in _items(order.get("productOrderItem", ())):
            self._say(item.get("product", {}).get("id", ""), f"<product {item['id']} of {name}>")

    def _say(self, identifier: str, name: str) -> None:
        if identifier:
            self._known.setdefault(identifier, name)

    def put(self, thing: Any) -> Any:
        if isinstance(thing, dict):
            return {self.put(key): self.put(value) for key, value in thing.items()}
        if isinstance(thing, list):
            return [self.put(each) for each in thing]
        return self._text(thing) if isinstance(thing, str) else thing

    def _text(self, text: str) -> str:
        text = _ID.sub(lambda found: self._known.setdefault(found[0], f"<id {len(self._known)}>"), text)
        return _HOST.sub("", _HASH.sub("<plan>", text))


def _items(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _items(item.get("productOrderItem", ()))
