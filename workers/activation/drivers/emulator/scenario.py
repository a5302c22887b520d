"""What the emulated network shall play: rules, kept as versions of one entry so that a restart plays on."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.errors import Code, Reason
from hub.kernel.ids import fraction
from hub.messages.activation import Operation
from hub.platform.entries import Current, Entries
from workers.activation.drivers.driver import Command

# What a rule may be about; '' for both.
OPERATIONS = ("", str(Operation.CONFIGURE), str(Operation.DEACTIVATE))


@dataclass(frozen=True, slots=True)
class Rule:
    """Fits what is asked for a service specification, by one operation, on one element; '' fits all of them.

    With `characteristic` it fits what has that, with one of these values if there are some. It is played for the part
    `rate` of what it fits: which activation keys that are follows from `seed`, and is the same on every machine.
    """

    service_specification_id: str = ""
    # Seconds before it answers; with `delay_to_seconds` something between the two, by the seed.
    delay_seconds: float = 0.0
    fail_times: int = 0
    refuse: bool = False
    # Act, but do not say so until asked.
    silent: bool = False
    answer_twice: bool = False
    operation: str = ""
    element: str = ""
    characteristic: str = ""
    one_of: list[Any] = field(default_factory=list)
    rate: float = 1.0
    seed: str = ""
    delay_to_seconds: float = 0.0

    def fits(self, command: Command, element: str) -> bool:
        return (
            self.service_specification_id in {"", command.specification_id}
            and self.operation in {"", command.operation}
            and self.element in {"", element}
            and self._has(command.characteristics)
            and (self.rate >= 1 or fraction(self.seed, "rate", command.key) < self.rate)
        )

    def _has(self, characteristics: dict[str, Any]) -> bool:
        if not self.characteristic:
            return True
        return self.characteristic in characteristics and (
            not self.one_of or characteristics[self.characteristic] in self.one_of
        )

    def delay(self, key: str) -> float:
        """Seconds before this activation is answered."""
        span = self.delay_to_seconds - self.delay_seconds
        return self.delay_seconds + (span * fraction(self.seed, "delay", key) if span > 0 else 0)

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it: the member, and why."""
        if self.operation not in OPERATIONS:
            known = ", ".join(filter(None, OPERATIONS))
            yield "operation", f"{self.operation} is no operation; these are: {known}"
        if not 0 <= self.rate <= 1:
            yield "rate", f"{self.rate} is not between 0 and 1"
        for name, seconds in (
            ("delaySeconds", self.delay_seconds),
            ("delayToSeconds", self.delay_to_seconds),
        ):
            if not 0 <= seconds < math.inf:
                yield name, f"{seconds} is no time to wait"
        if 0 < self.delay_to_seconds < self.delay_seconds:
            yield "delayToSeconds", f"{self.delay_to_seconds} is less than delaySeconds, {self.delay_seconds}"
        if self.one_of and not self.characteristic:
            yield "oneOf", "needs a characteristic whose values they are"


#: Done at once: what is played when no rule fits.
PLAIN = Rule()


@dataclass(frozen=True, slots=True)
class Scenario:
    version: str
    id: str = "scenario"
    rules: list[Rule] = field(default_factory=list)

    def rule_for(self, command: Command, element: str) -> Rule:
        """The first rule that fits."""
        return next((rule for rule in self.rules if rule.fits(command, element)), PLAIN)


def mistakes(rules: Sequence[Rule]) -> list[Reason]:
    """All that is wrong with rules, each with its place."""
    return [
        Reason(Code.ATTRIBUTE_INVALID, why, f"rule[{position}].{member}")
        for position, rule in enumerate(rules)
        for member, why in rule.mistakes()
    ]


ENTRIES = Entries("act_scenario", {"scenario": Scenario})


def _newest(entries: Sequence[Scenario]) -> Scenario:
    return entries[-1] if entries else Scenario(version="0")


current_scenario = Current(ENTRIES, _newest)
