"""Plan graphs: which steps have to stand before which. Pure functions over `id → ids it requires`."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

Requires = Mapping[str, Iterable[str]]


def cycle(requires: Requires) -> list[str]:
    """The nodes that can never start because they wait for each other, sorted; empty when all can."""
    open_needs = {node: set(needs) for node, needs in requires.items()}
    waiting: dict[str, list[str]] = {}
    for node, needs in open_needs.items():
        for need in needs:
            waiting.setdefault(need, []).append(node)
    free = [node for node, needs in open_needs.items() if not needs]
    while free:
        done = free.pop()
        del open_needs[done]
        for node in waiting.get(done, ()):
            open_needs[node].discard(done)
            if not open_needs[node]:
                free.append(node)
    return sorted(open_needs)


def longest(requires: Requires, takes: Mapping[str, timedelta]) -> timedelta:
    """The critical path: how long it takes until all nodes stand. Requirements that are not nodes stand already."""
    open_nodes = {node: {n for n in needs if n in takes} for node, needs in requires.items()}
    at = dict(takes)
    while open_nodes:
        free = [node for node, needs in open_nodes.items() if not needs]
        if not free:
            raise ValueError("the nodes wait for each other")
        for node in free:
            del open_nodes[node]
        ready_now = set(free)
        for node, needs in open_nodes.items():
            for done in needs & ready_now:
                at[node] = max(at[node], at[done] + takes[node])
            needs.difference_update(ready_now)
    return max(at.values(), default=timedelta())
