"""Plans and their nodes: protobuf ↔ model, member by member."""

from core.ordering.machine_node import NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.planning.plan import Plan, PlannedProduct, Task
from core.ordering.rpc.mapping import ACTIONS
from hub.messages import rpc
from hub.messages.rpc import Names
from proto.com.v1 import product_order_pb2 as pb

_NODE_STATES = Names({s: pb.PlanNodeState.Value(f"PLAN_NODE_STATE_{s.name}") for s in NodeState})


def from_order(order: ProductOrder) -> pb.Plan:
    """The plan of an order with where each node stands; without nodes as long as there is none."""
    if order.plan is None:
        return pb.Plan(product_order_id=order.id)
    message = _from_plan(order.plan)
    message.product_order_id = order.id
    message.node.extend(_from_node(node) for node in order.nodes)
    return message


def from_dry_run(plan: Plan) -> pb.Plan:
    """A plan nobody carries out: no ids, no states."""
    message = _from_plan(plan)
    message.node.extend(_from_task(task) for task in plan.tasks)
    return message


def _from_plan(plan: Plan) -> pb.Plan:
    return pb.Plan(hash=plan.hash, version=plan.versions, product=[_from_product(p) for p in plan.products])


def _from_product(product: PlannedProduct) -> pb.PlannedProduct:
    return pb.PlannedProduct(
        key=product.key,
        item_id=product.item_id,
        action=ACTIONS.get(product.action, pb.ITEM_ACTION_UNSPECIFIED),
        product_id=product.product_id,
        product_offering_id=product.offering_id,
        product_specification_id=product.specification_id,
        characteristic=rpc.from_values(product.characteristics.items()),
    )


def _from_task(task: Task) -> pb.PlanNode:
    return pb.PlanNode(
        key=task.key,
        item_id=task.item_id,
        name=task.specification_id,
        service_specification_id=task.specification_id,
        action=ACTIONS.get(task.action, pb.ITEM_ACTION_UNSPECIFIED),
        requires=task.requires,
        characteristic=rpc.from_values(task.characteristics.items()),
        previous=rpc.from_values(task.previous.items()),
        service_id=task.service_id,
        why=task.why,
        importance=task.importance,
        point_of_no_return=task.point_of_no_return,
        compensation=task.compensation,
        attempts_allowed=task.retry.attempts,
        expected_seconds=task.expected_seconds,
    )


def _from_node(node: Node) -> pb.PlanNode:
    message = _from_task(node.task)
    message.id = node.service_order_id
    message.state = _NODE_STATES[node.state]
    message.service_id = node.service_id or node.task.service_id
    message.attempts = node.attempts
    message.result.extend(rpc.from_values(node.results.items()))
    if node.reason is not None:
        message.reason.CopyFrom(rpc.from_reason(node.reason))
    for name in ("started_at", "ended_at", "deadline"):
        stamp = rpc.timestamp(getattr(node, name))
        if stamp is not None:
            getattr(message, name).CopyFrom(stamp)
    return message
