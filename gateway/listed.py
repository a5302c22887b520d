"""The query of a list that can be filtered by some attributes only, each by equality: our own, operators' API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.page import Page, parse_fields, parse_page, parts
from gateway.query_grammar import comparisons
from hub.kernel.errors import Code, HubError, Kind, Reason


@dataclass(frozen=True, slots=True)
class Listed:
    """Attributes to show (None: all), which part of the list, and what attributes have to be."""

    fields: tuple[str, ...] | None
    page: Page
    filters: Mapping[str, tuple[str, ...]]

    def values(self, name: str) -> tuple[str, ...] | None:
        """The values an attribute may have; None when it is not filtered by."""
        return self.filters.get(name)


def parse(raw: str, filters: Iterable[str]) -> Listed:
    """Reads a raw query that may ask for the attributes in `filters`."""
    known = tuple(filters)
    found: dict[str, tuple[str, ...]] = {}
    unknown: list[Reason] = []
    for alternatives in comparisons(parts(raw)):
        first = alternatives[0]
        if len(alternatives) == 1 and first.attribute in known and first.operator == "eq":
            found[first.attribute] = first.values
        else:
            text = f"cannot be filtered by; these can: {', '.join(known)}"
            unknown.append(Reason(Code.FILTER_UNKNOWN, text, first.attribute[:80]))
    if unknown:
        raise HubError(Kind.INVALID, *unknown)
    return Listed(parse_fields(raw), parse_page(raw), found)
