"""What carries out a task of the plan: the node it began with, and those behind it that have changed it since."""

from collections.abc import Sequence
from typing import Any

from core.ordering.machine_node import AT_REST, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.planning.plan import Task

# Nothing of these is or will be there: their task can take another form, or go.
_NOT_DONE = frozenset({NodeState.WAITING, NodeState.RETRYING})


def chains_of(order: ProductOrder) -> dict[str, list[Node]]:
    """Key of the plan → the nodes that carry it out, the first and what was changed behind it; without the fruitless."""
    chains: dict[str, list[Node]] = {}
    for node in order.nodes:
        lost = node.state in AT_REST and not node.in_effect
        if not (lost or node.unwanted):
            chains.setdefault(node.plan_key, []).append(node)
    return chains


def takes_form(chain: Sequence[Node]) -> bool:
    """Nothing has been done by it: it becomes what is wanted now."""
    return len(chain) == 1 and chain[0].state in _NOT_DONE


def characteristics(chain: Sequence[Node]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for node in chain:
        known.update(node.task.characteristics)
    return known


def difference_to(chain: Sequence[Node], task: Task) -> dict[str, Any]:
    """What the new plan wants otherwise than it was ordered; None for what it does not want at all."""
    if task.action == "delete":
        return {}
    known = characteristics(chain)
    names = [*task.characteristics, *(n for n in known if n not in task.characteristics)]
    return {
        name: task.characteristics.get(name)
        for name in names
        if known.get(name) != task.characteristics.get(name)
    }
