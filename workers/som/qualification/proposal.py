"""What an order for a service would need at a place, and whether that can be had; the same rules as for an order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hub.kernel.errors import Code, Reason
from hub.kernel.ids import derived_id
from hub.kernel.values import Place
from hub.messages import base
from hub.messages.rom import AvailableResource
from workers.som.catalog import Catalog, Facing
from workers.som.coverage import parts


@dataclass(slots=True, kw_only=True)
class NeededResource:
    """A resource an order would allocate; `id` is unique in the proposal, `site` is where, '' for anywhere."""

    id: str
    specification_id: str
    site: str = ""


@dataclass(slots=True, kw_only=True)
class Proposal:
    """A service specification that is looked at: the one that is wanted, or one that would do instead.

    Its id is that of the question ROM is asked about it. `free` is how many of it could be had, None when nothing of
    it is finite or as long as that is not known.
    """

    id: str
    specification_id: str
    specification_version: str = ""
    name: str = ""
    resources: list[NeededResource] = field(default_factory=list)
    # ROM has not answered yet.
    open: bool = False
    reason: Reason | None = None
    free: int | None = None

    def look_up(self, catalog: Catalog, places: Sequence[Place]) -> None:
        """By the catalogue alone: what it would take, or why it cannot be had."""
        if not self.specification_id:
            self.reason = Reason(
                Code.SPECIFICATION_UNKNOWN, "nothing says which service specification is meant"
            )
            return
        specification = catalog.specification(self.specification_id)
        if specification is not None:
            self.specification_version, self.name = specification.version, specification.name
            if specification.facing is Facing.RESOURCE:
                text = f"{specification.name} is a part of other services: it cannot be ordered by itself"
                self.reason = Reason(Code.ACTION_UNSUPPORTED, text)
                return
        found = parts(catalog, self.specification_id, places)
        if isinstance(found, Reason):
            self.reason = found
            return
        self.resources = [
            NeededResource(
                id=f"{part.path}.{resource.name}".removeprefix("."),
                specification_id=resource.resource_specification_id,
                site=part.site,
            )
            for part in found
            for resource in part.specification.resources
        ]
        self.open = bool(self.resources)

    @property
    def qualified(self) -> bool:
        return not self.open and self.reason is None

    def answered(self, available: Mapping[str, AvailableResource]) -> None:
        """What ROM says of its resources, by their ids: all of them have to be there together."""
        self.open = False
        self.reason = next((r for r in (_reason(n, available) for n in self.resources) if r), None)
        wanted = Counter((needed.specification_id, needed.site) for needed in self.resources)
        self.free = min(
            available[n.id].free // wanted[n.specification_id, n.site] if n.id in available else 0
            for n in self.resources
        )
        if self.reason is None and self.free == 0:
            self.reason = Reason(Code.POOL_EXHAUSTED, f"there is not enough left for one {self.name}")


def proposal(qualification_id: str, item_id: str, specification_id: str) -> Proposal:
    """One that has not been looked at; the same for the same three."""
    identifier = derived_id("proposal", qualification_id, item_id, specification_id)
    return Proposal(id=identifier, specification_id=specification_id)


def _reason(needed: NeededResource, available: Mapping[str, AvailableResource]) -> Reason | None:
    answer = available.get(needed.id)
    if answer is None:
        return Reason(Code.OUTCOME_UNKNOWN, f"ROM has not said whether there is a {needed.specification_id}")
    if answer.available:
        return None
    return base.first_reason(
        answer.error_message, Reason(Code.POOL_EXHAUSTED, f"there is no {needed.specification_id} left")
    )
