"""What the emulated network shall play: rules, kept as versions of one entry so that a restart plays on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.platform.entries import Current, Entries


@dataclass(frozen=True, slots=True)
class Rule:
    """Fits activations of a service specification, all when it is empty."""

    service_specification_id: str = ""
    delay_seconds: float = 0.0
    fail_times: int = 0
    refuse: bool = False
    # Act, but do not say so until asked.
    silent: bool = False
    answer_twice: bool = False


#: Done at once: what is played when no rule fits.
PLAIN = Rule()


@dataclass(frozen=True, slots=True)
class Scenario:
    version: str
    id: str = "scenario"
    rules: list[Rule] = field(default_factory=list)

    def rule_for(self, specification_id: str) -> Rule:
        """The first rule that fits."""
        fitting = (r for r in self.rules if r.service_specification_id in {"", specification_id})
        return next(fitting, PLAIN)


ENTRIES = Entries("act_scenario", {"scenario": Scenario})


def _newest(entries: Sequence[Scenario]) -> Scenario:
    return entries[-1] if entries else Scenario(version="0")


current_scenario = Current(ENTRIES, _newest)
