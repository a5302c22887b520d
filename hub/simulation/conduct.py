"""What holds after every step of an order: somebody moves it on, and its plan is carried out, and undone, in order."""

from collections.abc import Iterator

from core.inventory.store import PRODUCTS
from core.ordering import progress
from core.ordering.fallout import FalloutState
from core.ordering.machine_node import ASKED, FALLEN_OUT, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.store import FALLOUT, ORDERS
from hub.simulation.log import Violation, short
from hub.simulation.step import MemoryStep
from hub.simulation.world import World

S = NodeState

_TIMED = ASKED | {S.RETRYING, S.UNDO_RETRYING}
#: On the way back, or back: nothing may stand on it any more.
_GOING = frozenset({S.CANCELLING, S.UNDOING, S.UNDO_RETRYING, S.UNDO_HELD, S.UNDONE})
_STANDING = frozenset({S.SUBMITTED, S.COMPLETED, S.RETRYING, S.HELD})
_LEAVING = _GOING - {S.UNDONE}


class Conduct:
    """Looks at every order that was saved."""

    def __init__(self, world: World) -> None:
        self._world = world
        # Order and key of the nodes that were begun.
        self._begun: set[tuple[str, str]] = set()
        # And of those whose undoing was.
        self._going: set[tuple[str, str]] = set()

    def __call__(self, step: MemoryStep) -> None:
        for store, _, order in step.changed():
            if store is ORDERS:
                for name, problems in {
                    "somebody moves an open order on": self._abandoned(order),
                    "what is begun stands on what it requires": self._premature(order),
                    "what stands on something goes before it": self._uprooted(order),
                    "orders that change one product are never interleaved": self._interleaved(order),
                }.items():
                    for problem in problems:
                        raise Violation(name, f"order {short(order.id)}: {problem}")

    def _abandoned(self, order: ProductOrder) -> Iterator[str]:
        for node in order.nodes:
            if node.state in _TIMED and node.deadline is None:
                yield f"{node.key} is {node.state} without a deadline"
            if node.fallout_id or (node.state in FALLEN_OUT and not self._decided(order, node)):
                yield from self._unknown_fallout(node.fallout_id, f"{node.key} is {node.state}")
        if order.fallout_id and not order.settled:
            yield from self._unknown_fallout(order.fallout_id, f"it is {order.state}")
        deadlines = [n.deadline for n in order.nodes if n.deadline is not None]
        if deadlines and (order.wake_at is None or order.wake_at > min(deadlines)):
            yield f"it wakes at {order.wake_at}, a node at {min(deadlines)}"
        person = order.hold is not None or order.fallout_id or any(n.fallout_id for n in order.nodes)
        if not order.settled and order.wake_at is None and not person:
            yield f"it is {order.state}, nobody looks at it again"
        if order.settled and order.wake_at is not None and not deadlines:
            yield f"it is {order.state}, and will be looked at for nothing"
        busy = order.assessed or person or any(n.state in _TIMED for n in order.nodes)
        if order.begun and not order.settled and not busy:
            yield f"it is {order.state}, and none of its nodes is under way"

    def _decided(self, order: ProductOrder, node: Node) -> bool:
        """An operator has, but the order has to be ready for it: to be cancelled, or to undo what comes first."""
        return order.assessed or (node.state is S.HELD and not progress.wanted(order, node))

    def _unknown_fallout(self, identifier: str, what: str) -> Iterator[str]:
        fallout = self._world.disk.load(FALLOUT, identifier)
        if fallout is None or fallout.state is not FalloutState.OPEN:
            yield f"{what}, its fallout is {fallout.state if fallout else 'not there'}"

    def _premature(self, order: ProductOrder) -> Iterator[str]:
        nodes = {node.key: node for node in order.nodes}
        for node in order.nodes:
            if node.started_at is None or (order.id, node.key) in self._begun:
                continue
            self._begun.add((order.id, node.key))
            for key in node.task.requires:
                if key in nodes and not nodes[key].in_effect:
                    yield f"{node.key} is begun, {key} is {nodes[key].state}"

    def _interleaved(self, order: ProductOrder) -> Iterator[str]:
        if not order.begun or order.settled:
            return
        for identifier in order.product_ids:
            product = self._world.disk.load(PRODUCTS, identifier)
            if product is None or product.open_order_id != order.id:
                owner = short(product.open_order_id) if product else "nobody: it is not there"
                yield f"it has begun, product {short(identifier)} is {owner}'s"

    def _uprooted(self, order: ProductOrder) -> Iterator[str]:
        nodes = {node.key: node for node in order.nodes}
        going = {node.key for node in order.nodes if node.state in _GOING}
        turned = {key for key in going if (order.id, key) not in self._going}
        self._going.update((order.id, key) for key in turned)
        for node in order.nodes:
            for key in node.task.requires:
                # What a revision does without, nothing stands on any more that stays.
                if key not in going or nodes[key].unwanted > node.unwanted:
                    continue
                # What is found to stand after all is undone late, and whatever it stood on may be gone.
                if node.state in _STANDING or (node.state in _LEAVING and key in turned):
                    yield f"{key} is {nodes[key].state}, {node.key} on it is {node.state}"
