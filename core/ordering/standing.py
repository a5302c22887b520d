"""A product order as it stands: what is stored of it, and what that says. What moves it is in `model`."""

from dataclasses import dataclass, field
from datetime import datetime

from core.ordering.index import Index
from core.ordering.items import Item
from core.ordering.machine import ORDER, OrderState
from core.ordering.machine_item import Goal, ItemState
from core.ordering.machine_node import AT_REST
from core.ordering.node import Node
from core.ordering.planning.plan import Plan, PlannedProduct
from core.ordering.records import Hold, Jeopardy, Question, Revision, Waiting
from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Reason
from hub.kernel.ids import derived_id
from hub.kernel.values import Note, Party, Ref


@dataclass(kw_only=True)
class Standing(Aggregate):
    """All that is stored of a product order."""

    order_date: datetime
    state: OrderState = ORDER.initial
    completion_date: datetime | None = None
    expected_completion_date: datetime | None = None
    external_id: str = ""
    description: str = ""
    category: str = ""
    priority: str = ""
    requested_start_date: datetime | None = None
    requested_completion_date: datetime | None = None
    parties: list[Party] = field(default_factory=list)
    # What it was ordered through.
    channels: list[Ref] = field(default_factory=list)
    # Who pays for it, where an item does not say so itself.
    billing_account: Ref | None = None
    notes: list[Note] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # Catalogue entries it was accepted with, `kind:id` → version: it is planned, and changed, with these.
    versions: dict[str, str] = field(default_factory=dict)
    # Its tasks are in the nodes.
    plan: Plan | None = None
    nodes: list[Node] = field(default_factory=list)
    hold: Hold | None = None
    # When its own wait is over; deadlines of nodes, and the date asked for, may be sooner.
    limit_at: datetime | None = None
    # When it waits for an operator as a whole.
    fallout_id: str = ""
    begun: bool = False
    # The open cancellation, and which items it wants (empty: all).
    cancellation_id: str = ""
    cancelling_items: list[str] = field(default_factory=list)
    cancellation_accepted: bool = False
    # The last one that was carried out: who asks for it again is told so.
    cancellation_done: str = ""
    revisions: list[Revision] = field(default_factory=list)
    # Keys of the nodes the last revision has added or taken out.
    revising: list[str] = field(default_factory=list)
    # Products that revisions do without.
    dropped: list[PlannedProduct] = field(default_factory=list)
    # Orders about a product this one has.
    waiting: list[Waiting] = field(default_factory=list)
    jeopardies: list[Jeopardy] = field(default_factory=list)
    extension: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        # Not a dataclass field, so never part of the document.
        self._index: Index | None = None

    @property
    def settled(self) -> bool:
        return ORDER.is_final(self.state)

    @property
    def rejected(self) -> bool:
        return self.state is OrderState.REJECTED

    @property
    def cancelled(self) -> bool:
        return self.state is OrderState.CANCELLED

    @property
    def held(self) -> bool:
        """By a rule, an operator, or because something waits for one."""
        return self.hold is not None or bool(self.fallout_id) or any(node.fallout_id for node in self.nodes)

    @property
    def assessed(self) -> bool:
        return self.state is OrderState.ASSESSING_CANCELLATION

    @property
    def being_cancelled(self) -> bool:
        """All of it is, not just some items."""
        return self.cancellation_accepted and not self.cancelling_items

    @property
    def open_questions(self) -> list[Question]:
        return [q for q in self.questions if not q.answered]

    @property
    def counted_items(self) -> list[Item]:
        """Those that say how the order has ended: not what only gives context or was withdrawn, if there is more."""
        changing = [i for i in self.items if i.action != "noChange" and not i.withdrawn]
        return changing or [i for i in self.items if not i.withdrawn] or self.items

    @property
    def something_missing(self) -> bool:
        """An optional part will not be: the rest is wanted without it."""
        if any(i.goal is Goal.FAIL and i.state is ItemState.FAILED and not i.withdrawn for i in self.items):
            return True
        lost = (n for n in self.nodes if n.state in AT_REST and not n.in_effect and not n.unwanted)
        return any(item.goal is Goal.DO for n in lost if (item := self.item(n.task.item_id)) is not None)

    @property
    def product_ids(self) -> list[str]:
        """The products in the inventory it is about."""
        named = (i.product.id for i in self.items if i.product is not None and i.action != "add")
        return list(dict.fromkeys(identifier for identifier in named if identifier))

    @property
    def index(self) -> Index:
        # What a revision does without is still undone.
        planned = (self.dropped, self.plan.products) if self.plan is not None else (self.dropped,)
        if self._index is None or not self._index.holds(self.items, self.nodes, planned):
            self._index = Index(self.items, self.nodes, planned)
        return self._index

    def item(self, identifier: str) -> Item | None:
        return self.index.items.get(identifier)

    def members_of(self, item: Item) -> list[Item]:
        """The items a bundle consists of."""
        return self.index.members[item.id]

    def completes_without(self, item: Item) -> bool:
        """The bundle the item is in does."""
        return item.withdrawn or (self.plan is not None and item.id in self.plan.optional_items)

    def node(self, identifier: str) -> Node | None:
        """The node with this key, or that a service order with this id is for."""
        named = (n for n in self.nodes if identifier in {n.key, n.service_order_id, n.undo_order_id})
        return next(named, None) if identifier else None

    def service_of(self, node: Node) -> str:
        """The service another node of the same task has built; empty when none has."""
        same = (n for n in self.nodes if n is not node and n.plan_key == node.plan_key and n.in_effect)
        return next((n.service_id for n in same if n.service_id), "")

    def product_of(self, planned: PlannedProduct) -> str:
        """The id of the product there is, or of the one the order makes."""
        return planned.product_id or derived_id("product", self.id, planned.key)

    def tell(self, reason: Reason, item_id: str) -> None:
        """Whoever asks the order why its item is not what was ordered finds the reason."""
        self.reasons.append(Reason(reason.code, reason.text, f"productOrderItem[{item_id}]"))

    @property
    def paused(self) -> bool:
        """Nothing new is begun: an operator said so, or its cancellation is being assessed."""
        return self.assessed or self.hold is not None

    @property
    def start_at(self) -> datetime:
        """Not before this."""
        return self.requested_start_date or self.order_date
