"""An order and everything it set in motion, as a tree of things that have a state; pure, from what the rooms answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.cli.text import plain, reason
from proto.activation.v1.activation_pb2 import Activation
from proto.rom.v1.resource_order_pb2 import ResourceOrder
from proto.som.v1.service_order_pb2 import ServiceOrder

COMPLETED = "completed"
# Any other state is somebody's to move on: held and pending wait for a person, the rest for the hub.
SETTLED = frozenset({COMPLETED, "partial", "failed", "rejected", "cancelled"})
# States of a node in which its service order says more than it does.
_BELOW_KNOWS = frozenset({"submitted", COMPLETED, "failed"})


@dataclass(frozen=True, slots=True)
class Node:
    """One thing with a state, and what it consists of."""

    kind: str
    id: str
    name: str
    state: str
    note: str = ""
    parts: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Below:
    """What the layers below the core have, as far as somebody asked them."""

    service_orders: Sequence[ServiceOrder] = ()
    resource_orders: Sequence[ResourceOrder] = ()
    activations: Sequence[Activation] = ()


def cascade(
    order: Mapping[str, Any], plan: Mapping[str, Any] | None = None, below: Below | None = None
) -> Node:
    """The tree of one order, as operations v1 shows it, with the nodes of its plan under the items they build."""
    builder = _Builder((plan or {}).get("node", ()), below or Below())
    name = plain(order.get("externalId") or order["id"])
    items = tuple(builder.item(item) for item in order.get("productOrderItem", ()))
    return Node("product order", order["id"], name, order["state"], _briefly(reasons(order)), items)


def reasons(order: Mapping[str, Any]) -> list[str]:
    """Why an order is not what it was meant to be."""
    return [reason(said) for said in order.get("reason", ())]


def _briefly(said: Sequence[str]) -> str:
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return f"{said[0]}{more}" if said else ""


class _Builder:
    def __init__(self, nodes: Sequence[Mapping[str, Any]], below: Below) -> None:
        self._by_item: dict[str, list[Mapping[str, Any]]] = {}
        for node in nodes:
            self._by_item.setdefault(node.get("itemId", ""), []).append(node)
        self._nodes = {node["key"]: node for node in nodes}
        self._service_orders = {order.id: order for order in below.service_orders}
        self._resource_orders = {order.id: order for order in below.resource_orders}
        self._activations = {activation.id: activation for activation in below.activations}

    def item(self, item: Mapping[str, Any]) -> Node:
        identifier = item["id"]
        offering = item.get("productOffering", {})
        parts = [self.item(inner) for inner in item.get("productOrderItem", ())]
        parts += [self._service_order(node) for node in self._by_item.get(identifier, ())]
        name = plain(f"{identifier} {offering.get('name') or offering.get('id', '')}")
        return Node("item", identifier, name, item.get("state", ""), "", tuple(parts))

    def _service_order(self, node: Mapping[str, Any]) -> Node:
        identifier = node.get("id", "")
        order = self._service_orders.get(identifier)
        name = _short(node)
        # What is undone is so by another order: then the plan knows better.
        state = order.state if order is not None and node["state"] in _BELOW_KNOWS else node["state"]
        parts = tuple(self._parts(order, name)) if order is not None else ()
        return Node("service order", node["key"], name, state, self._note(node), parts)

    def _note(self, node: Mapping[str, Any]) -> str:
        """Why it failed, else what it waits for."""
        if said := node.get("reason"):
            return plain(said.get("text", ""))
        if node["state"] != "waiting":
            return ""
        names = [
            _short(other)
            for other in (self._nodes[key] for key in node.get("requires", ()) if key in self._nodes)
            if other["state"] != COMPLETED
        ]
        return f"needs {' and '.join(names)}" if names else ""

    def _parts(self, order: ServiceOrder, of: str) -> Iterable[Node]:
        """What was asked of ROM and of the network, for the service and for those it stands on."""
        for part in (part for item in order.item for part in item.part):
            name = f"{of} {part.path}" if part.path else of
            ordered = part.resource_order_id or part.release_order_id
            if (resource := self._resource_orders.get(ordered)) is not None:
                values = " · ".join(i.resource.value for i in resource.item if i.resource.value)
                yield Node(
                    "resource order", resource.id, name, resource.state, resource.reason.text or values
                )
            if (activation := self._activations.get(part.activation_key)) is not None:
                yield Node("activation", activation.id, name, activation.state, activation.reason.text)


def _short(node: Mapping[str, Any]) -> str:
    """Its key without the item it is shown under, and what is done when it is not built: `delete cfs-ip#2`."""
    key = plain(node["key"].removeprefix(node.get("itemId", "")).lstrip(":/"))
    action = node.get("action", "add")
    return key if action == "add" else f"{action} {key}"
