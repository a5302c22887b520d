"""An order and everything it set in motion, as a tree of things that have a state; pure, from what the rooms answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proto.activation.v1.activation_pb2 import Activation
from proto.com.v1.product_order_pb2 import Plan, PlanNode, PlanNodeState
from proto.rom.v1.resource_order_pb2 import ResourceOrder
from proto.som.v1.service_order_pb2 import ServiceOrder

COMPLETED = "completed"
SETTLED = frozenset({COMPLETED, "partial", "failed", "rejected", "cancelled"})


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


def cascade(order: Mapping[str, Any], plan: Plan | None, below: Below | None = None) -> Node:
    """The tree of one order, as TMF622 shows it, with the nodes of its plan under the items they build."""
    builder = _Builder(plan or Plan(), below or Below())
    name = order.get("externalId") or order["id"]
    items = tuple(builder.item(item) for item in order.get("productOrderItem", ()))
    return Node("product order", order["id"], name, order["state"], "; ".join(reasons(order)), items)


def reasons(order: Mapping[str, Any]) -> list[str]:
    """Why an order is not what it was meant to be."""
    return [
        error.get("message") or error.get("reason", "") for error in order.get("productOrderErrorMessage", ())
    ]


class _Builder:
    def __init__(self, plan: Plan, below: Below) -> None:
        self._by_item: dict[str, list[PlanNode]] = {}
        for node in plan.node:
            self._by_item.setdefault(node.item_id, []).append(node)
        self._nodes = {node.id: node for node in plan.node}
        self._service_orders = {order.id: order for order in below.service_orders}
        self._resource_orders = {order.external_id: order for order in below.resource_orders}
        self._activations = {activation.service_order_id: activation for activation in below.activations}

    def item(self, item: Mapping[str, Any]) -> Node:
        identifier = item["id"]
        offering = item.get("productOffering", {})
        parts = [self.item(inner) for inner in item.get("productOrderItem", ())]
        parts += [self._service_order(node) for node in self._by_item.get(identifier, ())]
        name = f"{identifier} {offering.get('name') or offering.get('id', '')}"
        return Node("item", identifier, name, item.get("state", ""), "", tuple(parts))

    def _service_order(self, node: PlanNode) -> Node:
        order = self._service_orders.get(node.id)
        state = order.state if order is not None else plan_state(node)
        return Node(
            "service order",
            node.id,
            node.name,
            state,
            self._waits_for(node),
            tuple(self._parts(node.id, node.name)),
        )

    def _waits_for(self, node: PlanNode) -> str:
        if node.reason.text:
            return node.reason.text
        names = [
            other.name
            for other in (self._nodes[i] for i in node.requires if i in self._nodes)
            if other.state != PlanNodeState.PLAN_NODE_STATE_COMPLETED
        ]
        return f"needs {' and '.join(names)}" if names else ""

    def _parts(self, identifier: str, of: str) -> Iterable[Node]:
        if (resource := self._resource_orders.get(identifier)) is not None:
            values = " · ".join(item.value for item in resource.item if item.value)
            yield Node("resource order", resource.id, of, resource.state, resource.reason.text or values)
        if (activation := self._activations.get(identifier)) is not None:
            yield Node("activation", activation.id, of, activation.state, activation.reason.text)


def plan_state(node: PlanNode) -> str:
    """`PLAN_NODE_STATE_WAITING` → `waiting`."""
    return PlanNodeState.Name(node.state).removeprefix("PLAN_NODE_STATE_").lower()
