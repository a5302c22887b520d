"""Product offerings and specifications, with the rules by which they are decomposed. Entries are versioned and never change."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import ServiceComponent
from core.catalog.eligibility import EligibleParty
from hub.kernel.values import Party, Ref

SELLABLE = frozenset({"Active", "Launched"})
CONCURRENT_ORDERS = ("hold", "reject")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody outside has to answer before a product is decomposed; no limit is the state machine's own."""

    name: str
    text: str = ""
    limit_seconds: int = 0


@dataclass(frozen=True, slots=True)
class ProductSpecification:
    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    characteristics: list[CharacteristicSpecification] = field(default_factory=list)
    service_components: list[ServiceComponent] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # When another open order has the product: `hold` waits for it, `reject` refuses.
    concurrent_orders: str = "hold"


@dataclass(frozen=True, slots=True)
class BundledOffering:
    id: str
    minimum: int = 1
    maximum: int = 1
    # The bundle may complete without it.
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ProductOffering:
    id: str
    version: str
    name: str
    description: str = ""
    lifecycle_status: str = "Active"
    is_bundle: bool = False
    product_specification_id: str = ""
    bundled: list[BundledOffering] = field(default_factory=list)
    # It can be ordered from the first (included) to the second (excluded); an open bound is None.
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    # The ids of the channels it is sold through; none stands for any.
    channels: list[str] = field(default_factory=list)
    # One of them has to be among the parties of an order; none stands for anybody.
    eligible_parties: list[EligibleParty] = field(default_factory=list)
    # The ids of the categories it is in.
    categories: list[str] = field(default_factory=list)

    @property
    def is_commercial(self) -> bool:
        """It is in the order, not in the inventory."""
        return not self.product_specification_id

    def unsellable(self, now: datetime) -> str | None:
        """Why it cannot be ordered now, or None."""
        if self.lifecycle_status not in SELLABLE:
            return f"is {self.lifecycle_status}"
        if self.valid_from is not None and now < self.valid_from:
            return f"is sold from {self.valid_from.isoformat()} on"
        if self.valid_to is not None and now >= self.valid_to:
            return f"was sold until {self.valid_to.isoformat()}"
        return None

    def ineligible(self, parties: Sequence[Party], channels: Sequence[Ref]) -> str | None:
        """Why it is not for an order with these parties, made through these channels, or None."""
        if self.channels and not {channel.id for channel in channels} & set(self.channels):
            return f"is sold through {' or '.join(self.channels)} only"
        if self.eligible_parties and not any(e.among(parties) for e in self.eligible_parties):
            return f"is for {' or '.join(map(str, self.eligible_parties))} only"
        return None


Entry = ProductOffering | ProductSpecification
E = TypeVar("E", ProductOffering, ProductSpecification)


class _Versions(Generic[E]):
    """All versions of the entries of a kind; of an entry the last one is the newest."""

    def __init__(self, kind: str, entries: Sequence[E]) -> None:
        self._kind = kind
        self._all: dict[str, dict[str, E]] = {}
        for entry in entries:
            self._all.setdefault(entry.id, {})[entry.version] = entry

    def newest(self) -> list[E]:
        return [versions[next(reversed(versions))] for versions in self._all.values()]

    def find(self, identifier: str, version: str | None, pins: Mapping[str, str]) -> E | None:
        versions = self._all.get(identifier, {})
        wanted = version or pins.get(f"{self._kind}:{identifier}") or next(reversed(versions), "")
        return versions.get(wanted)


class Catalog:
    """Every version of every entry, at one moment."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._offerings = _Versions("productOffering", [e for e in entries if isinstance(e, ProductOffering)])
        self._specifications = _Versions(
            "productSpecification", [e for e in entries if isinstance(e, ProductSpecification)]
        )
        self._pins: Mapping[str, str] = {}

    def offering(self, identifier: str, version: str | None = None) -> ProductOffering | None:
        """That version; without one the pinned, else the newest. None when there is none."""
        return self._offerings.find(identifier, version, self._pins)

    def offerings(self) -> list[ProductOffering]:
        """All there are, each in its newest version."""
        return self._offerings.newest()

    def specification(self, identifier: str, version: str | None = None) -> ProductSpecification | None:
        """That version; without one the pinned, else the newest. None when there is none."""
        return self._specifications.find(identifier, version, self._pins)

    def pinned(self, versions: Mapping[str, str]) -> "Catalog":
        """The same catalogue as an order sees it that was accepted with these: `kind:id` → version."""
        view = copy(self)
        view._pins = {**self._pins, **versions}  # noqa: SLF001 (it is one of us)
        return view
