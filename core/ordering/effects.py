"""What moves of an order set off outside it: gathered by the model, carried out by the handlers in the same step."""

from dataclasses import dataclass, field
from typing import Any

from core.ordering.items import Item
from core.ordering.node import Node
from hub.kernel.errors import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FalloutRaised:
    """Something only an operator can decide."""

    id: str
    item_id: str = ""
    node: str = ""
    reason: Reason
    context: dict[str, Any] = field(default_factory=dict)
    # Those that make sense, the likeliest first.
    actions: tuple[str, ...] = ()


@dataclass(slots=True)
class Effects:
    # SOM is to be told (or asked again) what the state of these says.
    asked: list[Node] = field(default_factory=list)
    # Their state has changed.
    items: list[Item] = field(default_factory=list)
    raised: list[FalloutRaised] = field(default_factory=list)
    # Fallout whose cause is gone, with how.
    cleared: dict[str, str] = field(default_factory=dict)
    # The forecast has passed the requested date.
    in_jeopardy: bool = False
    # It has reached its final state.
    ended: bool = False
