"""How a story has ended: orders and products as partners see them, tasks, fallout and the timeline, the same every time."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from hub.cli.operator import Operator
from hub.cli.partner import PRODUCTS
from hub.cli.timeline_text import timeline

CANCELLATIONS = "/tmf-api/productOrderingManagement/v4/cancelProductOrder"
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_HOST = re.compile(r"http://[\d.]+:\d+")


async def collect(orders: Mapping[str, str], began: Set[str], operator: Operator) -> dict[str, Any]:
    """`orders`: name of the file → id. Of those it `began` with only the products are shown."""
    names = Names()
    for name, identifier in orders.items():
        names.of_order(name, await operator.order(identifier), await operator.plan_of(identifier))
    own = {name: identifier for name, identifier in orders.items() if name not in began}
    ids = ",".join(own.values())
    found = {
        "productOrder": [await operator.order(identifier) for identifier in own.values()],
        "product": await operator.get(PRODUCTS, {"sort": "orderDate"}),
        "cancelProductOrder": await operator.get(CANCELLATIONS, {"productOrder.id": ids}),
        "fallout": (await operator.fallout({"productOrderId": ids}))[0],
    }
    named = {kind: names.put(things) for kind, things in found.items() if things}
    named.get("product", []).sort(key=lambda product: product["id"])
    told = {}
    for name, identifier in own.items():
        history, plan = in_order(await operator.timeline(identifier)), await operator.plan_of(identifier)
        told[name] = timeline(names.put(history), names.put(plan), whole=True)
    return {**named, "timeline": told}


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


def in_order(history: Mapping[str, Any]) -> dict[str, Any]:
    """What happened at the same moment in rooms that do not wait for each other, in an order that is always the same.

    An effect stays behind its cause, and what one thing went through in its order.
    """
    left: list[Any] = list(history["entry"])
    depth: dict[str, int] = {}
    for entry in left:
        depth.setdefault(entry["messageId"], depth.get(entry.get("causationId", ""), 0) + 1)
    found = []
    while left:
        first = min(
            _free(left),
            key=lambda entry: (entry["at"], depth[entry["messageId"]], _ROOMS.index(entry["room"])),
        )
        left.remove(first)
        found.append(first)
    return {**history, "entry": found}


def _free(left: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What waits for nothing that is left: neither for its cause nor for what was before it."""
    messages = {entry["messageId"] for entry in left}
    seen: set[tuple[str, str]] = set()
    for entry in left:
        thing = entry["room"], entry["aggregateId"]
        if thing not in seen and entry.get("causationId") not in messages:
            yield entry
        seen.add(thing)


_ROOMS = ("com", "som", "rom", "activation")
