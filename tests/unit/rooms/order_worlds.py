"""Random shops, orders and fortunes for the properties of carrying out."""

from random import Random
from typing import Any

from core.catalog.components import RetryPolicy, ServiceComponent
from core.ordering.items import Item
from core.ordering.machine_node import ASKED, NodeState
from core.ordering.node import Node
from hub.kernel.errors import Code, HubError
from hub.platform.message import Message
from tests.unit.rooms.core_room import ORDER, Core
from tests.unit.rooms.making import BundledOffering, bundle, component, item, offering

#: What SOM gives as reasons: worth another attempt, or not.
REASONS = [Code.NETWORK_FAILED, Code.TIME_LIMIT_PASSED, Code.NETWORK_REFUSED, Code.POOL_EXHAUSTED]


def shop(chance: Random, *, stays: bool = True) -> list[list[Any]]:
    """Up to four offerings of up to three services, which require one another, and a bundle of them all.

    Unless something `stays`, everything can be undone.
    """
    undone = ["", "", "", "k-undo", *(["none"] if stays else [])]
    entries, kinds = [], 0
    sold = chance.randint(1, 4)
    for number in range(sold):
        own = [f"k{kinds + n}" for n in range(chance.randint(0 if number else 1, 3))]
        entries.append(
            offering(f"o{number}", *(_component(chance, kind, own[:n], undone) for n, kind in enumerate(own)))
        )
        kinds += len(own)
    bundled = [BundledOffering(f"o{n}", 0, 99, optional=chance.random() < 0.3) for n in range(sold)]
    return [*entries, bundle("all", *bundled)]


def _component(chance: Random, kind: str, below: list[str], undone: list[str]) -> ServiceComponent:
    return component(
        kind,
        *(k for k in below if chance.random() < 0.5),
        importance=chance.choice(["optional", "mandatory", "mandatory", "critical"]),
        compensation=chance.choice(undone),
        on_failure=chance.choice(["fail", "fail", "hold"]),
        retry=RetryPolicy(chance.randint(1, 3), chance.choice([1, 60]), chance.choice([0, 0.5])),
        point_of_no_return=chance.choice(["none", "none", "soft", "hard"]),
    )


def items(chance: Random, entries: list[list[Any]]) -> list[Item]:
    """Some of what is sold, in a bundle or on its own, some of it relying on something before it."""
    found = [item("b", "all")]
    for number in range(chance.randint(1, 5)):
        relies_on = [str(earlier) for earlier in range(number) if chance.random() < 0.2]
        found.append(
            item(
                str(number),
                f"o{chance.randrange(len(entries) - 1)}",
                parent=chance.choice(["b", "b", ""]),
                quantity=chance.choice([0, 0, 2]),
                relies_on=relies_on,
            )
        )
    return found


def open_nodes(core: Core, order: str = ORDER) -> list[Node]:
    return [n for n in core.order(order).nodes if n.state in ASKED]


def answer(chance: Random, core: Core, *, kind: float = 0.75) -> Message | None:
    """SOM says something about a node that waits for it: as a rule that it is done."""
    waiting = open_nodes(core)
    if not waiting:
        return None
    node = chance.choice(waiting)
    if node.state is NodeState.CANCELLING:
        state = chance.choice(["cancelled", "cancelled", "completed", "failed"])
    else:
        state = "completed" if chance.random() < kind else chance.choice(["failed", "rejected", "inProgress"])
    code = chance.choice(REASONS) if state in {"failed", "rejected"} else None
    return core.say(node.key, state, code=code)


def decide(chance: Random, core: Core) -> bool:
    """An operator decides about some open fallout; False when there is none."""
    waiting = [f for f in core.fallout() if f.state == "open"]
    if not waiting:
        return False
    fallout = chance.choice(waiting)
    try:
        core.resolve(chance.choice(fallout.actions), fallout.id)
    except HubError as refused:
        _too_late(refused)
        core.resolve("force-complete", fallout.id)
    return True


def disturb(chance: Random, core: Core, said: list[Message], entries: list[list[Any]]) -> None:
    """Somebody holds, releases, cancels or changes it, or an old message comes again."""
    choice = chance.randrange(7)
    try:
        if choice == 0 and said:
            core.deliver(chance.choice(said))
        elif choice == 1:
            core.hold()
        elif choice == 2:
            core.release()
        elif choice == 3:
            core.cancel(*chance.choice([[], [], ["0"]]))
        elif choice >= 4:
            core.revise(*items(chance, entries))
    except HubError as refused:
        _too_late(refused)


def _too_late(refused: HubError) -> None:
    """The only reason there may be."""
    late = {Code.POINT_OF_NO_RETURN, Code.STATE_FORBIDS, Code.REVISION_OPEN}
    assert {r.code for r in refused.reasons} <= late
