"""Product offerings and specifications, with the rules by which they are decomposed. Nothing that was said is changed."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import ServiceComponent
from core.catalog.eligibility import EligibleParty
from hub.kernel.lifecycle import changeable, orderable
from hub.kernel.values import Party, Ref
from hub.kernel.versions import Kept, Versions

CONCURRENT_ORDERS = ("hold", "reject")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody outside has to answer before a product is decomposed; no limit is the state machine's own."""

    name: str
    text: str = ""
    limit_seconds: int = 0


@dataclass(frozen=True, slots=True)
class ProductSpecification(Kept):
    id: str
    version: str
    name: str
    lifecycle_status: str = "Active"
    characteristics: list[CharacteristicSpecification] = field(default_factory=list)
    service_components: list[ServiceComponent] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # When another open order has the product: `hold` waits for it, `reject` refuses.
    concurrent_orders: str = "hold"

    def unavailable(self, *, anew: bool) -> str | None:
        """Why no product can be made from it (anew), or one there is be changed by it; None when that can be."""
        allowed = orderable(self.lifecycle_status) if anew else changeable(self.lifecycle_status)
        return None if allowed else f"is {self.lifecycle_status}"


@dataclass(frozen=True, slots=True)
class BundledOffering:
    id: str
    minimum: int = 1
    maximum: int = 1
    # The bundle may complete without it.
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ProductOffering(Kept):
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

    def unchangeable(self) -> str | None:
        """Why what was sold as it can only be ended, or None."""
        if changeable(self.lifecycle_status):
            return None
        return f"is {self.lifecycle_status}: what was sold as it can be ended, not changed"

    def unsellable(self, now: datetime) -> str | None:
        """Why it cannot be ordered now, or None."""
        if not orderable(self.lifecycle_status):
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


class Catalog:
    """Every version of every entry, at one moment."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._offerings = Versions(e for e in entries if isinstance(e, ProductOffering))
        self._specifications = Versions(e for e in entries if isinstance(e, ProductSpecification))
        self._pins: Mapping[str, str] = {}

    def offering(self, identifier: str, pin: str = "") -> ProductOffering | None:
        """What is pinned here or was before, else what can be had of it now. None when there is none."""
        return self._offerings.find(identifier, pin or self._pins.get(f"productOffering:{identifier}", ""))

    def offerings(self) -> list[ProductOffering]:
        """What counts of each, by id."""
        return self._offerings.newest()

    def specification(self, identifier: str, pin: str = "") -> ProductSpecification | None:
        """What is pinned here or was before, else what can be had of it now. None when there is none."""
        pin = pin or self._pins.get(f"productSpecification:{identifier}", "")
        return self._specifications.find(identifier, pin)

    def pinned(self, pins: Mapping[str, str]) -> "Catalog":
        """The same catalogue as an order sees it that was accepted with these: `kind:id` → pin."""
        view = copy(self)
        view._pins = {**self._pins, **pins}  # noqa: SLF001 (it is one of us)
        return view
