"""An item as the guards of its machine see it: with its order, its nodes and its members."""

from typing import NamedTuple

from core.ordering.items import Item
from core.ordering.model import ProductOrder
from core.ordering.node import Node


class Part(NamedTuple):
    order: ProductOrder
    item: Item

    @property
    def nodes(self) -> list[Node]:
        return self.order.index.nodes_of.get(self.item.id, [])

    @property
    def members(self) -> list[Item]:
        return self.order.members_of(self.item)

    @property
    def awaits_answer(self) -> bool:
        return any(q.item_id == self.item.id for q in self.order.open_questions)

    @property
    def being_assessed(self) -> bool:
        """Its cancellation was asked for, by name or with the whole order."""
        wanted = self.order.cancelling_items
        return (
            self.order.assessed and self.item.action != "noChange" and (not wanted or self.item.id in wanted)
        )
