"""The core's room on a database in memory; what SOM answers is in a test's hands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from core import room
from core.catalog.model import Catalog, ProductOffering, ProductSpecification
from core.catalog.store import ENTRIES as PRODUCTS_SOLD
from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from core.ordering import commands, progress
from core.ordering.cancellation import Cancellation
from core.ordering.fallout import Fallout
from core.ordering.items import Item
from core.ordering.machine_node import ASKED, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.service_orders import message_for
from core.ordering.store import CANCELLATIONS, FALLOUT, ORDERS
from core.reconciliation.machine import MismatchState
from core.reconciliation.store import MISMATCHES
from hub.compose.schema import METADATA
from hub.kernel.errors import Code
from hub.kernel.values import Characteristic
from hub.platform.database import sqlite_engine
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.message import Message, compose, read
from hub.platform.rebuild import strays
from hub.platform.store import Store
from hub.platform.unit_of_work import Work
from tests.asyncapi_schemas import validate
from tests.stored import stored
from tests.unit.rooms.making import NOW
from tests.unit.rooms.som_answers import outcome

ROOM = room.room()
#: Orders have this id in tests that have one of them.
ORDER = "o"


class Core:
    """What the core sends itself is handled at once, unless `patient`; what it asks of SOM is in `asked`."""

    def __init__(self, *entries: Sequence[Any]) -> None:
        self.now: datetime = NOW
        self.mail: list[Message] = []
        self.asked: list[Any] = []
        self.alarms: list[Any] = []
        # Its own messages wait until `deliver`.
        self.patient = False
        self._engine = sqlite_engine("sqlite://", "BEGIN")
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
        self.sell(*entries)

    def sell(self, *entries: Sequence[Any]) -> None:
        """These offerings and specifications, from now on."""
        listed: list[ProductOffering | ProductSpecification] = [e for each in entries for e in each]
        Catalog(listed)  # refuses what contradicts itself
        with self._engine.begin() as connection:
            PRODUCTS_SOLD.load(connection, listed)

    def close(self) -> None:
        self._engine.dispose()

    # -- what callers do --------------------------------------------------------------------

    def submit(self, *items: Item, order: str = ORDER, **more: Any) -> ProductOrder:
        made = ProductOrder(id=order, order_date=self.now, items=list(items), **more)
        self.do(commands.SubmitProductOrder(made, "", ""))
        return self.order(order)

    def do(self, command: Any, order: str = ORDER) -> Any:
        """A caller's command; its answer, or the `HubError` it is refused with."""
        message = compose(command, key=order, correlation=order)
        handler = ROOM.handlers[type(command).__name__]
        found = self._step(Work(message, command, handler, deduplicate=False))
        self._run()
        return found

    def hold(self, order: str = ORDER) -> ProductOrder:
        held: ProductOrder = self.do(commands.HoldProductOrder(order, "Kim", "a storm"))
        return held

    def release(self, order: str = ORDER) -> ProductOrder:
        released: ProductOrder = self.do(commands.ReleaseProductOrder(order, "Kim", "it is over"))
        return released

    def cancel(self, *items: str, order: str = ORDER, **more: Any) -> Cancellation:
        command = commands.CancelProductOrder(order_id=order, items=list(items), reason="moved", **more)
        asked: Cancellation = self.do(command)
        return self.cancellation(asked.id)

    def revise(self, *items: Item, order: str = ORDER) -> ProductOrder:
        self.do(commands.UpdateProductOrder(id=order, items=list(items)))
        return self.order(order)

    def resolve(self, action: str, fallout: str = "", *, order: str = ORDER, **results: Any) -> Fallout:
        """An operator decides about the open fallout, or the one with this id."""
        which = fallout or self.open_fallout().id
        given = [Characteristic(name, value) for name, value in results.items()]
        command = commands.ResolveFallout(which, order, action, "Kim", "seen to it", given)
        resolved: Fallout = self.do(command)
        return resolved

    def answer(
        self, item: str, question: str, *, yes: bool = True, order: str = ORDER, **given: Any
    ) -> ProductOrder:
        values_ = [Characteristic(name, value) for name, value in given.items()]
        command = commands.AnswerProductOrder(order, item, question, yes, "Kim", "looked", values_)
        self.do(command)
        return self.order(order)

    # -- what SOM does ------------------------------------------------------------------------

    def complete(self, *keys: str, order: str = ORDER, **results: Any) -> ProductOrder:
        """SOM says of each node that what it was asked for last is done."""
        for key in keys:
            self.say(key, "completed", order=order, **results)
        return self.order(order)

    def fail(self, key: str, code: Code = Code.NETWORK_REFUSED, order: str = ORDER) -> ProductOrder:
        self.say(key, "failed", code=code, order=order)
        return self.order(order)

    def cancelled(self, *keys: str, order: str = ORDER) -> ProductOrder:
        """SOM says of each node that it has taken it back."""
        for key in keys:
            self.say(key, "cancelled", order=order)
        return self.order(order)

    def say(
        self,
        key: str,
        state: str,
        *,
        about: str = "",
        code: Code | None = None,
        order: str = ORDER,
        **results: Any,
    ) -> Message:
        """SOM says this about the node's service order, or about the one with this id; the message, to be sent again."""
        message = self.saying(key, state, about=about, code=code, order=order, **results)
        self.deliver(message)
        return message

    def saying(
        self,
        key: str,
        state: str,
        *,
        about: str = "",
        code: Code | None = None,
        order: str = ORDER,
        **results: Any,
    ) -> Message:
        """The message with which SOM says so."""
        return outcome(self.node(key, order), order, state, self.now, about=about, code=code, **results)

    def deliver(self, *messages: Message) -> None:
        """Handles these, or everything the core has sent itself."""
        for message in messages:
            handler = ROOM.handlers[message.type]
            self._step(Work(message, read(message, handler.contract), handler))
        if messages:
            self._run()
        while not messages and self.mail:
            self.deliver(self.mail.pop(0))

    def pass_time(self, time: timedelta) -> None:
        """Whatever is due then happens."""
        self.now += time
        deadlines = Deadlines(ROOM.deadlines)
        for store in ROOM.deadlines:
            for identifier in self.read(lambda c, s=store: s.due(c, self.now, 100)):
                self._step(deadlines.work(store, identifier))
        self._run()

    # -- what a test sees ---------------------------------------------------------------------

    def read(self, work: Any) -> Any:
        with self._engine.connect() as connection:
            return work(connection)

    def all(self, store: Store[Any]) -> list[Any]:
        found: list[Any] = self.read(lambda connection: stored(connection, store))
        return found

    def order(self, identifier: str = ORDER) -> ProductOrder:
        found: dict[str, ProductOrder] = self.read(lambda c: ORDERS.load(c, [identifier]))
        return found[identifier]

    def node(self, key: str, order: str = ORDER) -> Node:
        return next(n for n in self.order(order).nodes if n.key == key)

    def nodes(self, order: str = ORDER) -> dict[str, str]:
        return {n.key: str(n.state) for n in self.order(order).nodes}

    def items(self, order: str = ORDER) -> dict[str, str]:
        return {i.id: str(i.state) for i in self.order(order).items}

    def state(self, order: str = ORDER) -> str:
        return str(self.order(order).state)

    def fallout(self) -> list[Fallout]:
        return sorted(self.all(FALLOUT), key=lambda f: f.raised_at)

    def open_fallout(self) -> Fallout:
        (found,) = [f for f in self.fallout() if f.state == "open"]
        return found

    def cancellation(self, identifier: str) -> Cancellation:
        found: Cancellation = next(c for c in self.all(CANCELLATIONS) if c.id == identifier)
        return found

    def products(self) -> dict[str, Product]:
        """By the item of the order that has made or changed it last."""
        return {p.order_items[-1].order_item_id if p.order_items else p.id: p for p in self.all(PRODUCTS)}

    def statuses(self) -> dict[str, str]:
        return {item: str(p.status) for item, p in self.products().items()}

    def told(self) -> list[tuple[str, ...]]:
        """What SOM was asked for, one by one: action and specification, or `cancel` and the node's key."""
        return [
            ("cancel", next(n.key for n in self._all_nodes() if n.service_order_id == body["id"]))
            if kind == "CancelServiceOrder"
            else (body["serviceOrderItem"][0]["action"], _specification(body))
            for kind, body in self.asked
        ]

    def take_told(self) -> list[tuple[str, ...]]:
        """What SOM was asked for since this was called last."""
        told, self.asked = self.told(), []
        return told

    def codes(self, order: str = ORDER) -> list[str]:
        return [str(r.code) for r in self.order(order).reasons]

    def check(self) -> None:
        """What holds at any time: the history makes what is stored; who is to move each order on is known."""
        assert (
            self.read(lambda c: [i for s in (ORDERS, PRODUCTS, MISMATCHES) for i in strays(c, "com", s)])
            == []
        )
        known = {f.id: f for f in self.fallout()}
        for order in self.all(ORDERS):
            for node in order.nodes:
                assert (node.deadline is not None) == (node.state in ASKED | _PAUSED), node
                # Decided, but what stands on it has to go first.
                given_up = not progress.wanted(order, node)
                assert bool(node.fallout_id) == (node.state in _HELD) or given_up, node
                if node.state in ASKED:
                    message_for(order, node)
            raised = {n.fallout_id for n in order.nodes if n.fallout_id} | {order.fallout_id} - {""}
            assert {f.id for f in known.values() if f.state == "open" and f.order_id == order.id} == raised
        for mismatch in self.all(MISMATCHES):
            # What waits for an operator is fallout, and nothing else is.
            about = {f.id for f in known.values() if f.state == "open" and f.mismatch_id == mismatch.id}
            assert about == ({mismatch.fallout_id} if mismatch.state is MismatchState.HELD else set())
            timed = mismatch.state in {MismatchState.REPAIRING, MismatchState.RETRYING}
            assert (mismatch.wake_at is not None) == timed, mismatch

    # -- inside -------------------------------------------------------------------------------

    def _all_nodes(self) -> list[Node]:
        return [n for order in self.all(ORDERS) for n in order.nodes]

    def _run(self) -> None:
        while self.mail and not self.patient:
            self.deliver(self.mail.pop(0))

    def _step(self, work: Work) -> Any:
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, ROOM.name, self.now)
            (found,) = step.run([work])
        for message in step._outbox:
            validate(message)
            body = msgspec.json.decode(message.body)
            if message.type in ROOM.handlers:
                self.mail.append(message)
            elif message.type == "ProductOrderJeopardyEvent":
                self.alarms.append(body)
            else:
                self.asked.append((message.type, body))
        return found


_PAUSED = {NodeState.RETRYING, NodeState.UNDO_RETRYING}
_HELD = {NodeState.HELD, NodeState.UNDO_HELD}


def _specification(body: dict[str, Any]) -> str:
    return str(body["serviceOrderItem"][0]["service"]["serviceSpecification"]["id"])
