"""Which tasks of a plan wait for which: by requirement, by reliance between items, and what goes after what comes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from core.ordering.planning.bundles import Bundles
from core.ordering.planning.macd import STAYS, Change
from core.ordering.planning.targets import ADD, DELETE, MODIFY
from hub.kernel import graph
from hub.kernel.errors import Code, HubError, Kind, Reason

#: More is no order but a mistake, and would be too much for the ones after it.
MOST_EDGES = 200_000
_BUILDS = frozenset({ADD, MODIFY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One product of the plan, with what becomes of each of its services."""

    # The product's key.
    key: str
    item_id: str
    # The outermost bundle it is in.
    root: str
    changes: list[Change]
    # Service specifications it may have: what it requires of these and does not have falls away.
    own: frozenset[str] = frozenset()

    def task(self, change: Change) -> str:
        """Key of the task that carries the change out."""
        return f"{self.key}/{change.component}"


@dataclass(slots=True)
class _Standing:
    """Where services of a kind stand, at one time: in each product, and in each outermost bundle."""

    by_strand: dict[tuple[str, str], list[tuple[Strand, Change]]] = field(default_factory=dict)
    by_root: dict[tuple[str, str], list[tuple[Strand, Change]]] = field(default_factory=dict)

    def add(self, strand: Strand, change: Change) -> None:
        self.by_strand.setdefault((strand.key, change.specification_id), []).append((strand, change))
        self.by_root.setdefault((strand.root, change.specification_id), []).append((strand, change))

    def find(self, strand: Strand, kind: str) -> list[tuple[Strand, Change]]:
        """Those of the product itself; where it is not to have any, those of its bundle."""
        own = self.by_strand.get((strand.key, kind), [])
        return own if own or kind in strand.own else self.by_root.get((strand.root, kind), [])


Edges = Iterator[tuple[str, str]]


def connect(strands: Sequence[Strand], bundles: Bundles) -> dict[str, list[str]]:
    """For every task the tasks it waits for; what cannot be is a `HubError` with all reasons."""
    before, after = _Standing(), _Standing()
    for strand, change in _all(strands):
        if change.service is not None:
            before.add(strand, change)
        if change.action != DELETE:
            after.add(strand, change)
    _refuse([r for s, c in _all(strands) for r in _unmet(s, c, before, after)])
    tasks = {s.task(c): s.item_id for s, c in _all(strands) if c.action != STAYS}
    requires: dict[str, dict[str, None]] = {key: {} for key in tasks}
    pairs = chain(
        _requirements(strands, after),
        _teardown(strands, before),
        _what_goes_waits(strands),
        _reliances(strands, bundles),
    )
    for count, (one, other) in enumerate(pairs, 1):
        if count > MOST_EDGES:
            text = f"more than {MOST_EDGES} times a service would wait for another"
            _refuse([Reason(Code.ATTRIBUTE_INVALID, text, "productOrderItem")])
        requires[one][other] = None
    stuck = set(graph.cycle(requires))
    _refuse(
        [
            Reason(Code.REQUIREMENT_CIRCULAR, f"{key} waits for itself", f"productOrderItem[{item}]")
            for key, item in tasks.items()
            if key in stuck
        ]
    )
    return {key: list(needs) for key, needs in requires.items()}


def _all(strands: Sequence[Strand]) -> Iterator[tuple[Strand, Change]]:
    return ((strand, change) for strand in strands for change in strand.changes)


def _refuse(reasons: Sequence[Reason]) -> None:
    if reasons:
        raise HubError(Kind.INVALID, *reasons)


def _unmet(strand: Strand, change: Change, before: _Standing, after: _Standing) -> Iterator[Reason]:
    """What a service stands on has to be in its bundle, or to have been there before the order."""
    where = f"productOrderItem[{strand.item_id}]"
    needs = change.needs if change.action != DELETE else []
    for kind in needs:
        if kind in strand.own or after.find(strand, kind):
            continue
        if change.action == ADD:
            text = f"{change.specification_id} requires {kind}, which is not in the same bundle"
            yield Reason(Code.REQUIREMENT_MISSING, text, where)
        elif before.find(strand, kind):
            text = f"{change.specification_id} relies on {kind}, which the order takes away"
            yield Reason(Code.REQUIREMENT_MISSING, text, where)


def _requirements(strands: Sequence[Strand], after: _Standing) -> Edges:
    """What is built or changed waits for what it stands on; what stands already is not waited for."""
    for strand, change in _all(strands):
        if change.action in _BUILDS:
            for kind in change.needs:
                for other, basis in after.find(strand, kind):
                    if basis.action in _BUILDS:
                        yield strand.task(change), other.task(basis)


def _teardown(strands: Sequence[Strand], before: _Standing) -> Edges:
    """What goes waits for what stood on it."""
    for strand, change in _all(strands):
        if change.action == DELETE and change.service is not None:
            for kind in change.service.relies_on:
                for other, basis in before.find(strand, kind):
                    if basis.action == DELETE:
                        yield other.task(basis), strand.task(change)


def _what_goes_waits(strands: Sequence[Strand]) -> Edges:
    """What goes from a bundle waits for all that comes in it: the customer is moved before the old is taken down."""
    builds: dict[str, list[str]] = defaultdict(list)
    for strand, change in _all(strands):
        if change.action in _BUILDS:
            builds[strand.root].append(strand.task(change))
    for strand, change in _all(strands):
        if change.action == DELETE:
            yield from ((strand.task(change), build) for build in builds[strand.root])


def _reliances(strands: Sequence[Strand], bundles: Bundles) -> Edges:
    """An item relies on another: all that is built for it waits, and all that goes of the other."""
    built: dict[str, list[str]] = defaultdict(list)
    gone: dict[str, list[str]] = defaultdict(list)
    for strand, change in _all(strands):
        if change.action != STAYS:
            (gone if change.action == DELETE else built)[strand.item_id].append(strand.task(change))
    for one, other in bundles.reliances():
        above, below = bundles.inside(one), bundles.inside(other)
        for tasks, first, last in ((built, above, below), (gone, below, above)):
            waiting = [task for item in first for task in tasks[item]]
            yield from product(waiting, [task for item in last for task in tasks[item]])
