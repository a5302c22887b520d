"""Which items of an order belong together: what is in a bundle, and what relies on what."""

from collections.abc import Iterable

from core.ordering.items import Item
from hub.kernel import graph

BUNDLES = "bundles"
RELIES_ON = "reliesOn"


class Bundles:
    """The trees the items of an order make, by nesting and by their `bundles` relationships."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.id: item for item in items}
        self._members: dict[str, dict[str, Item]] = {identifier: {} for identifier in self._items}
        for item in self._items.values():
            if item.parent in self._items:
                self._members[item.parent][item.id] = item
            for other in _related(item, BUNDLES):
                if other in self._items:
                    self._members[item.id][other] = self._items[other]
        self._bundles: dict[str, list[Item]] = {identifier: [] for identifier in self._items}
        for identifier, members in self._members.items():
            for member in members:
                self._bundles[member].append(self._items[identifier])
        self._roots = self._components()

    def members(self, item: Item) -> list[Item]:
        """What a bundle consists of, in the order of the items."""
        return list(self._members[item.id].values())

    def above(self, item: Item) -> list[Item]:
        """The bundles an item is in, the nearest first."""
        found: dict[str, Item] = {}
        below = [item.id]
        while below:
            upper = [b for m in below for b in self._bundles[m] if b.id not in found]
            found.update((b.id, b) for b in upper)
            below = [b.id for b in upper]
        return list(found.values())

    def root(self, item_id: str) -> str:
        """The same for all items of one outermost bundle: the first of them."""
        return self._roots[item_id]

    def inside(self, item_id: str) -> list[str]:
        """An item and everything in it."""
        found = {item_id: None}
        below = [item_id]
        while below:
            below = [m for upper in below for m in self._members[upper] if m not in found]
            found.update(dict.fromkeys(below))
        return list(found)

    def reliances(self) -> list[tuple[str, str]]:
        """Pairs of items: the first one relies on the second."""
        return [
            (item.id, other)
            for item in self._items.values()
            for other in dict.fromkeys(_related(item, RELIES_ON))
            if other in self._items
        ]

    def in_themselves(self) -> list[str]:
        """Items that are, or have in them, a bundle that contains itself."""
        return graph.cycle(self._members)

    def on_themselves(self) -> list[str]:
        """Items that rely on themselves or on something that does; an item stands for all that is in it."""
        # What an item relies on (`on`) it has from the bundles it is in, too; what is relied on is `all` of it.
        needs: dict[str, list[str]] = {}
        for identifier, members in self._members.items():
            needs[f"item {identifier}"] = [f"on {identifier}"]
            needs[f"all {identifier}"] = [f"item {identifier}", *(f"all {member}" for member in members)]
            needs.setdefault(f"on {identifier}", [])
            for member in members:
                needs.setdefault(f"on {member}", []).append(f"on {identifier}")
        for one, other in self.reliances():
            needs[f"on {one}"].append(f"all {other}")
        stuck = set(graph.cycle(needs)) - {f"item {identifier}" for identifier in self.in_themselves()}
        return [identifier for identifier in self._items if f"item {identifier}" in stuck]

    def _components(self) -> dict[str, str]:
        """Items that hang together, whichever way; of each such group its first item stands for it."""
        beside: dict[str, set[str]] = {identifier: set() for identifier in self._items}
        for upper, members in self._members.items():
            for member in members:
                beside[upper].add(member)
                beside[member].add(upper)
        roots: dict[str, str] = {}
        for first in self._items:
            reached = {first} - roots.keys()
            while reached:
                roots.update(dict.fromkeys(reached, first))
                reached = {other for one in reached for other in beside[one]} - roots.keys()
        return roots


def _related(item: Item, how: str) -> list[str]:
    return [r.id for r in item.relationships if r.relationship_type == how]
