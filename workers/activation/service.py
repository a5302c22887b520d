"""Services as activations have made them, and what callers have said of them. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hub.kernel.aggregate import Aggregate
from hub.kernel.values import Characteristic, Ref
from hub.messages.activation import Operation
from workers.activation.machine import ActivationState

if TYPE_CHECKING:
    from workers.activation.model import Activation

FEASIBILITY_CHECKED, DESIGNED, RESERVED = "feasibilityChecked", "designed", "reserved"
ACTIVE, INACTIVE, TERMINATED = "active", "inactive", "terminated"
#: In these nothing of a service is in the network.
PLANNED = frozenset({FEASIBILITY_CHECKED, DESIGNED, RESERVED})
#: What may be asked of a service in a state, beside staying there; '' is one that is not there yet.
NEXT: dict[str, tuple[str, ...]] = {
    "": (FEASIBILITY_CHECKED, DESIGNED, RESERVED, INACTIVE, ACTIVE),
    FEASIBILITY_CHECKED: (DESIGNED, RESERVED, INACTIVE, ACTIVE),
    DESIGNED: (RESERVED, INACTIVE, ACTIVE),
    RESERVED: (DESIGNED, INACTIVE, ACTIVE),
    INACTIVE: (ACTIVE, TERMINATED),
    ACTIVE: (INACTIVE, TERMINATED),
    TERMINATED: (ACTIVE,),
}


@dataclass(slots=True, kw_only=True)
class Said:
    """What a caller has said of a service and the network does not hear.

    Of characteristics that is all but their values; `extension` has what nobody here interprets.
    """

    specification: Ref | None = None
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""

    def of(self, specification_id: str) -> Ref:
        """The reference to the specification, as it was given as long as it is the same."""
        given = self.specification
        return given if given is not None and given.id == specification_id else Ref(specification_id)

    def with_values(self, values: dict[str, Any]) -> Iterable[Characteristic]:
        """Characteristics with these values, the given ones first and in their order."""
        given = {c.name: c for c in self.characteristics if c.name in values}
        for name in [*given, *(values.keys() - given.keys())]:
            described = given.get(name, Characteristic(name))
            yield Characteristic(name, values[name], described.value_type, described.extension)


@dataclass(kw_only=True)
class Service(Aggregate):
    """A service as activation has made it: what stands is what was done with the highest sequence, `applied`.

    `state` is '' when nothing was done yet and when it was deleted. `sequence` is the highest that was asked for; `open`
    are the activations that are under way. One that is `direct` was made for a caller, by no service order.
    """

    specification: Ref = field(default_factory=lambda: Ref(""))
    state: str = ""
    characteristics: list[Characteristic] = field(default_factory=list)
    extension: str = ""
    created_at: datetime | None = None
    sequence: int = 0
    applied: int = 0
    open: list[str] = field(default_factory=list)
    direct: bool = False
    changed_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.state in {ACTIVE, INACTIVE}

    @property
    def values(self) -> dict[str, Any]:
        """What the network has been told, by the names of its characteristics."""
        return {c.name: c.value for c in self.characteristics}

    @property
    def shown_state(self) -> str:
        """What callers see of it: '' for nothing at all."""
        return self.state or (DESIGNED if self.open else "")

    def begin(self, activation: "Activation") -> None:
        """An attempt is under way."""
        if not self.shown_state:
            said = activation.said or Said()
            self.created_at, self.extension = activation.attempted_at, said.extension
            self.specification = said.of(activation.specification_id)
        self.sequence = max(self.sequence, activation.sequence)
        if activation.id not in self.open:
            self.open.append(activation.id)

    def end(self, activation: "Activation", now: datetime) -> None:
        """The attempt has ended; what was done shows, unless something newer was done already."""
        self.open = [key for key in self.open if key != activation.id]
        if activation.state is not ActivationState.DONE or activation.sequence < self.applied:
            return
        self.applied, self.changed_at = activation.sequence, now
        self.direct = bool(activation.fingerprint) and (self.direct or not self.stands)
        said = activation.said or Said(
            specification=self.specification, characteristics=self.characteristics, extension=self.extension
        )
        self.specification, self.extension = said.of(activation.specification_id), said.extension
        gone = activation.operation == Operation.DEACTIVATE
        self.state = TERMINATED if gone else activation.wanted_state
        if activation.method == "DELETE":
            self.state = ""
        self.characteristics = [] if gone else list(said.with_values(activation.characteristics))
