"""What services have answered, as characteristics of the product they are of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.ordering.machine_node import NodeState
from core.ordering.node import Node
from hub.kernel.values import Characteristic


def results(nodes: Sequence[Node]) -> dict[str, Any]:
    """What the services answered, by product characteristic; of several of a kind all, in their order."""
    # A service that was changed under way has answered more than once: the last answer counts.
    found: dict[str, dict[str, Any]] = {}
    for node in nodes:
        if node.in_effect and node.task.action != "delete":
            for theirs, ours in node.task.results_to.items():
                if theirs in node.results:
                    found.setdefault(ours, {})[node.plan_key] = node.results[theirs]
    several = {name: list(values.values()) for name, values in found.items()}
    return {name: values[0] if len(values) == 1 else values for name, values in several.items()}


def restored(before: Sequence[Characteristic], nodes: Sequence[Node]) -> list[Characteristic]:
    """What a product had, with what was allocated anew for services that were ended and have been built again."""
    values = {c.name: c for c in before}
    for node in nodes:
        if node.task.action != "delete" or node.state is not NodeState.UNDONE:
            continue
        for theirs, ours in node.task.results_to.items():
            if theirs in node.results and ours in values:
                known = values[ours]
                value = _among(known.value, node.key, node.results[theirs])
                if value != known.value:
                    values[ours] = replace(known, value=value)
    return list(values.values())


def _among(known: Any, key: str, value: Any) -> Any:
    """In the place of the one that is gone, where a product has several of a kind."""
    if not isinstance(known, list):
        return value
    ordinal = int(key.rpartition("#")[2]) - 1 if "#" in key else 0
    return [value if place == ordinal else one for place, one in enumerate(known)]
