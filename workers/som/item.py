"""What a service order asks for: one service an item. No I/O, no TMF words."""

from dataclasses import dataclass, field
from typing import Any

from hub.kernel.values import Place
from workers.som.inventory import Presence
from workers.som.part import DELETE
from workers.som.values import RelatedEntity, ServiceValue, by_name

RELIES_ON = "reliesOn"
# TMF638 states a service can be ordered to be in, and what they mean in the network.
PRESENCE = {"active": Presence.ACTIVE, "inactive": Presence.INACTIVE}


@dataclass(slots=True)
class ItemRef:
    """An item, of the same order when no other is named. `id` is the reference's own: who says nothing else means the item."""

    item_id: str = ""
    service_order_id: str = ""
    id: str = ""
    extension: str = ""


@dataclass(slots=True)
class ItemRelationship:
    """What an item has to do with another one."""

    relationship_type: str
    order_item: ItemRef
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class Item:
    """What is asked for one service; its id is '' for one that is yet to be made. `parent` is the item it was nested in."""

    id: str
    action: str
    service: ServiceValue = field(default_factory=ServiceValue)
    quantity: int = 0
    parent: str = ""
    relationships: list[ItemRelationship] = field(default_factory=list)
    extension: str = ""

    @property
    def specification_id(self) -> str:
        return self.service.specification.id

    @property
    def service_id(self) -> str:
        return self.service.id

    @property
    def characteristics(self) -> dict[str, Any]:
        """What the service shall have; nothing is asked of one that is ended."""
        return {} if self.action == DELETE else by_name(self.service.characteristics)

    @property
    def presence(self) -> Presence | None:
        """Whether it shall be let work; None leaves that as it is."""
        return PRESENCE.get(self.service.state)

    @property
    def places(self) -> list[Place]:
        return self.service.places

    @property
    def related(self) -> list[RelatedEntity]:
        return self.service.related

    @property
    def relies_on(self) -> list[str]:
        """Items that have to be completed before."""
        others = (r.order_item for r in self.relationships if r.relationship_type == RELIES_ON)
        return [other.item_id or other.id for other in others if not other.service_order_id]
