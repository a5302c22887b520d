"""What a qualification is about: services, each at its place, and what was found of them. No I/O."""

from dataclasses import dataclass, field
from enum import StrEnum

from hub.kernel.values import Characteristic, Place, Ref
from workers.som.qualification.proposal import Proposal


class Result(StrEnum):
    """TMF645 names them; of a whole qualification it is the worst of its items."""

    QUALIFIED = "qualified"
    ALTERNATE = "alternate"  # not itself, but something that would do instead
    UNQUALIFIED = "unqualified"


@dataclass(slots=True, kw_only=True)
class SpecificationRef:
    """Version and name are those of what was looked at, where nobody has said others."""

    id: str = ""
    version: str = ""
    name: str = ""
    href: str = ""
    referred_type: str = ""
    extension: str = ""


@dataclass(slots=True, kw_only=True)
class Service:
    """A service that is asked about, as it was said; the first of its places counts."""

    service_specification: SpecificationRef = field(default_factory=SpecificationRef)
    places: list[Place] = field(default_factory=list)
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""

    def name(self, looked_at: Proposal) -> None:
        """Completes what was said of its specification."""
        specification = self.service_specification
        specification.version = specification.version or looked_at.specification_version
        specification.name = specification.name or looked_at.name


@dataclass(slots=True, kw_only=True)
class QualificationItem:
    """One service at one place. The alternatives come from the catalogue when the qualification begins.

    `answer` is the result as it was when all was known: to look it up by.
    """

    id: str
    wanted: Proposal
    service: Service = field(default_factory=Service)
    extension: str = ""
    alternatives: list[Proposal] = field(default_factory=list)
    answer: Result | None = None

    @property
    def proposals(self) -> list[Proposal]:
        return [self.wanted, *self.alternatives]

    @property
    def result(self) -> Result:
        if self.wanted.qualified:
            return Result.QUALIFIED
        return Result.ALTERNATE if any(a.qualified for a in self.alternatives) else Result.UNQUALIFIED


@dataclass(slots=True, kw_only=True)
class Search:
    """What a query is about: services of a category, of a specification, at a place; of any without."""

    id: str = ""
    category: Ref | None = None
    service: Service = field(default_factory=Service)
    extension: str = ""
