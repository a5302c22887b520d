"""What ROM needs to know of whoever has values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hub.kernel.errors import Code
from hub.platform.unit_of_work import Need, Step


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value of a specification, at a network site ('' is any); `value` is just this one, '' for any."""

    specification_id: str
    site: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A value, and the pool it is of. Nobody else gets it until it is given back."""

    pool_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is none: a code, and a sentence."""

    code: Code
    text: str


class Source(Protocol):
    """Hands out each value once, the same to whoever asks the same in the same situation."""

    def needs(self, specification_id: str) -> Iterable[Need]:
        """What a step should have loaded before the others are called."""

    def look(self, step: Step, wanted: Wanted) -> int:
        """How many could be taken."""

    def take(self, step: Step, wanted: Wanted) -> Taken | Refusal:
        """Takes one."""

    def fits(self, step: Step, wanted: Wanted, taken: Taken) -> bool:
        """Whether one that is taken would do."""

    def give_back(self, step: Step, specification_id: str, taken: Taken) -> None:
        """It is free again; one that was not taken is a `ValueError`."""
