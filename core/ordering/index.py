"""The items and nodes of an order by what they are looked for by: large orders are looked through once, not once an item."""

from collections.abc import Sequence

from core.ordering.items import Item, members
from core.ordering.node import Node


class Index:
    """Holds as long as the lists are the same ones, of the same length; what items and nodes say may change."""

    def __init__(self, items: Sequence[Item], nodes: Sequence[Node]) -> None:
        self._of = (items, nodes, len(items), len(nodes))
        self.items = {item.id: item for item in reversed(items)}
        self.members = members(items)
        self.bundle_of: dict[str, Item] = {}
        for item in reversed(items):
            self.bundle_of.update((member.id, item) for member in self.members[item.id])
        self.nodes_of: dict[str, list[Node]] = {}
        for node in nodes:
            self.nodes_of.setdefault(node.task.item_id, []).append(node)

    def holds(self, items: Sequence[Item], nodes: Sequence[Node]) -> bool:
        known_items, known_nodes, *lengths = self._of
        return known_items is items and known_nodes is nodes and lengths == [len(items), len(nodes)]
