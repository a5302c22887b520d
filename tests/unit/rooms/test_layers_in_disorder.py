"""Whatever is delivered in which order, twice, late, or to a room that dies at it: what stands is what was said."""

from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.platform.message import Message
from tests.unit.rooms.layers import ACCESS, BARE, HOME, PAPER, Layers
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.store import SERVICE_ORDERS

RULES = [
    Rule(),
    Rule(fail_times=1),
    Rule(fail_times=2, operation="deactivate"),
    Rule(fail_times=9, operation="deactivate"),
    Rule(refuse=True, operation="deactivate"),
    Rule(refuse=True, operation="configure"),
    Rule(delay_seconds=40),
    Rule(silent=True),
    Rule(silent=True, delay_seconds=100, fail_times=1),
    Rule(answer_twice=True),
]
ALLOCATED = {"vlan", "port", "accessVlan"}
# What each order of a life asks for, and what the service has when all before it and it have completed.
LIFE: list[tuple[str, str, dict[str, Any]]] = [
    ("one", "add", {"bandwidth": 100}),
    ("two", "modify", {"bandwidth": 200}),
    ("three", "delete", {}),
    ("four", "modify", {"bandwidth": 300}),
]


def disorder(layers: Layers, random: Random, cancelled: str) -> None:
    """Delivers everything, somehow, until every order has ended; one may be cancelled meanwhile."""
    old: list[Message] = []
    cancel_at = random.randint(0, 15)
    for turn in count():
        if cancelled and turn == cancel_at:
            layers.cancel(cancelled)
        choice = random.random()
        if not layers.mail:
            if turn > cancel_at and all(order.settled for order in layers.all(SERVICE_ORDERS)):
                break
            layers.pass_time(timedelta(seconds=random.choice([5, 60, 300])))
        elif choice < 0.1:
            layers.pass_time(timedelta(seconds=random.choice([5, 60])))
        elif choice < 0.2:
            layers.handle(random.choice(layers.mail), dies=True)
        elif choice < 0.35 and old:
            layers.handle(random.choice(old))
        else:
            message = layers.mail.pop(random.randrange(len(layers.mail)))
            old.append(message)
            layers.handle(message)
    for message in old:
        layers.handle(message)


@settings(max_examples=40, deadline=None)
@example(seed=1, of=ACCESS, rule=Rule(), cancelled={"one"})
@example(seed=2, of=HOME, rule=Rule(fail_times=2, operation="deactivate"), cancelled={"one", "three"})
@given(
    seed=st.integers(0, 10**9),
    of=st.sampled_from([ACCESS, BARE, PAPER, HOME]),
    rule=st.sampled_from(RULES),
    cancelled=st.sets(st.sampled_from(["one", "two", "three", "four"])),
)
def test_a_service_is_what_its_completed_orders_have_made_of_it(
    seed: int, of: str, rule: Rule, cancelled: set[str]
) -> None:
    layers, random = Layers(rule), Random(seed)
    wanted: dict[str, Any] | None = None
    service = None
    for identifier, action, what in LIFE:
        layers.order(identifier, action, service, of, **what)
        disorder(layers, random, identifier if identifier in cancelled else "")
        state = layers.state(identifier)
        assert layers.answers(identifier)[-1] == state
        assert state in {"completed", "failed", *(["cancelled"] if identifier in cancelled else [])} or (
            wanted is None and state == "rejected"
        )
        if state == "completed":
            wanted = None if action == "delete" else {**(wanted or {}), **what}
        layers.check()
        found = layers.service("one")
        service = found.id if found else "nobody's"
        standing = found is not None and found.state == "active"
        assert standing is (wanted is not None)
        if wanted is not None:
            assert {n: v for n, v in found.characteristics.items() if n not in ALLOCATED} == wanted
    layers.close()
