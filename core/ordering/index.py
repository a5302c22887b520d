"""The items and nodes of an order by what they are looked for by: large orders are looked through once, not once an item."""

from collections.abc import Sequence
from operator import is_

from core.ordering.items import Item, members
from core.ordering.node import Node
from core.ordering.planning.plan import PlannedProduct


class Index:
    """Holds as long as the lists are the same ones, of the same length; what items and nodes say may change."""

    def __init__(
        self, items: Sequence[Item], nodes: Sequence[Node], planned: Sequence[Sequence[PlannedProduct]] = ()
    ) -> None:
        self._of = (items, nodes, *planned)
        self._lengths = [len(part) for part in self._of]
        self.items = {item.id: item for item in reversed(items)}
        self.members = members(items)
        self.bundle_of: dict[str, Item] = {}
        for item in reversed(items):
            self.bundle_of.update((member.id, item) for member in self.members[item.id])
        self.nodes_of: dict[str, list[Node]] = {}
        for node in nodes:
            self.nodes_of.setdefault(node.task.item_id, []).append(node)
        # By item and which of its quantity.
        self.products = {(p.item_id, p.instance): p for products in planned for p in products}

    def holds(
        self, items: Sequence[Item], nodes: Sequence[Node], planned: Sequence[Sequence[PlannedProduct]] = ()
    ) -> bool:
        parts = (items, nodes, *planned)
        same = len(parts) == len(self._of) and all(map(is_, parts, self._of))
        return same and self._lengths == [len(part) for part in parts]
