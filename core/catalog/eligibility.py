"""Who may have an offering."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.kernel.values import Party


@dataclass(frozen=True, slots=True)
class EligibleParty:
    """Any party of which all that is said here holds; '' says nothing. Letter case does not count."""

    id: str = ""
    role: str = ""
    referred_type: str = ""

    def among(self, parties: Iterable[Party]) -> bool:
        return any(self._is(party) for party in parties)

    def __str__(self) -> str:
        kind = self.referred_type or "party"
        return f"{kind}{f' {self.id}' if self.id else ''}{f' as {self.role}' if self.role else ''}"

    def _is(self, party: Party) -> bool:
        said = ((self.id, party.id), (self.role, party.role), (self.referred_type, party.referred_type))
        return all(not wanted or wanted.casefold() == has.casefold() for wanted, has in said)
