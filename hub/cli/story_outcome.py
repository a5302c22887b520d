"""How a story has ended: orders and products as partners see them, tasks, fallout and the timeline, the same every time."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from hub.cli.operator import Operator
from hub.cli.partner import PRODUCTS
from hub.cli.timeline_text import timeline

CANCELLATIONS = "/tmf-api/productOrderingManagement/v4/cancelProductOrder"
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_HOST = re.compile(r"http://[\d.]+:\d+")


async def collect(orders: Mapping[str, str], began: AbstractSet[str], operator: Operator) -> dict[str, Any]:
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
    names.of_products(found["product"])
    views = {name: await operator.view(identifier) for name, identifier in own.items()}
    histories = {name: in_order(await operator.timeline(identifier)) for name, identifier in own.items()}
    for history in histories.values():
        names.of_service_orders(history)
    for member in ("jeopardy", "revision"):
        found[member] = [entry for view in views.values() for entry in view.get(member, ())]
    for kind in ("fallout", "cancelProductOrder"):
        names.number(kind, found[kind])
    named = {kind: names.put(things) for kind, things in found.items() if things}
    named.get("product", []).sort(key=lambda product: product["id"])
    told = {}
    for name, identifier in own.items():
        plan = await operator.plan_of(identifier)
        told[name] = timeline(names.put(histories[name]), names.put(plan), whole=True)
    return {**named, "timeline": told}


class Names:
    """Readable names in the place of ids, which differ from run to run."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def of_order(self, name: str, order: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
        self._known[order["id"]] = f"<order {name}>"
        for node in plan.get("node", ()):
            self._say(node.get("id", ""), f"<service order {node['key']}>")
            self._say(node.get("serviceId", ""), f"<service {node['key']} of {name}>")
        for item in _items(order.get("productOrderItem", ())):
            self._say(item.get("product", {}).get("id", ""), f"<product {item['id']} of {name}>")

    def of_products(self, products: Sequence[Mapping[str, Any]]) -> None:
        """Those an item has made several of: their order is the one of what was allocated for them."""
        more = [p for p in products if p["id"] not in self._known]
        for product in sorted(more, key=lambda p: json.dumps(p["productCharacteristic"])):
            made = product["productOrderItem"][0]
            order = self._known[made["productOrderId"]].removeprefix("<order ").removesuffix(">")
            name = f"product {made['orderItemId']} of {order}"
            self._counts[name] += 1
            self._known[product["id"]] = f"<{name} #{self._counts[name] + 1}>"

    def of_service_orders(self, history: Mapping[str, Any]) -> None:
        """Those that are in no plan: attempts that came to nothing, and what undoes."""
        for entry in history["entry"]:
            identifier, (fact, *_) = entry["aggregateId"], entry.get("fact") or [{"event": ""}]
            if (entry["room"], fact["event"]) == ("som", "accept") and identifier not in self._known:
                detail = fact["detail"]
                name = f"service order {detail['item']} {detail['action']} {detail['specification']}"
                self._counts[name] += 1
                number = f" #{self._counts[name]}" if self._counts[name] > 1 else ""
                self._known[identifier] = f"<{name}{number}>"

    def number(self, kind: str, things: Sequence[Mapping[str, Any]]) -> None:
        for number, thing in enumerate(things, 1):
            self._say(thing["id"], f"<{kind} {number}>")

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
        text = _ID.sub(lambda found: self._name(found[0], "id"), text)
        return _HOST.sub("", _HASH.sub(lambda found: self._name(found[0], "plan"), text))

    def _name(self, identifier: str, kind: str) -> str:
        """Of what has none: by when it is first met."""
        if identifier not in self._known:
            self._counts[kind] += 1
            self._known[identifier] = f"<{kind} {self._counts[kind]}>"
        return self._known[identifier]


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
