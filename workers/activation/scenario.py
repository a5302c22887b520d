"""What the emulated network shall play: rules, kept as versions of one entry so that a restart plays on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.platform.entries import Current, Entries


@dataclass(frozen=True, slots=True)
class Rule:
    """Fits what is asked for a service specification, by one operation; '' fits all of them."""

    service_specification_id: str = ""
    delay_seconds: float = 0.0
    fail_times: int = 0
    refuse: bool = False
    # Act, but do not say so until asked.
    silent: bool = False
    answer_twice: bool = False
    operation: str = ""

    def fits(self, specification_id: str, operation: str) -> bool:
        return self.service_specification_id in {"", specification_id} and self.operation in {"", operation}


#: Done at once: what is played when no rule fits.
PLAIN = Rule()


@dataclass(frozen=True, slots=True)
class Scenario:
    version: str
    id: str = "scenario"
    rules: list[Rule] = field(default_factory=list)

    def rule_for(self, specification_id: str, operation: str) -> Rule:
        """The first rule that fits."""
        return next((rule for rule in self.rules if rule.fits(specification_id, operation)), PLAIN)


ENTRIES = Entries("act_scenario", {"scenario": Scenario})


def _newest(entries: Sequence[Scenario]) -> Scenario:
    return entries[-1] if entries else Scenario(version="0")


current_scenario = Current(ENTRIES, _newest)
