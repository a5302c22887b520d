"""What is wrong with a service component in itself, or with what it says of its specification's characteristics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from core.catalog.characteristics import CharacteristicSpecification
from core.catalog.components import (
    IMPORTANCE,
    ON_FAILURE,
    POINT_OF_NO_RETURN,
    Condition,
    RetryPolicy,
    ServiceComponent,
)

#: As many of a kind as a characteristic may ask for.
MOST_OF_A_KIND = 1000

# A place below the entry, and what is wrong there.
Mistakes = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """The characteristics of a specification: all by name, and those that its services answer."""

    by_name: Mapping[str, CharacteristicSpecification]
    answered: frozenset[str]

    def missing(self, place: str, name: str) -> Mistakes:
        if name not in self.by_name:
            yield place, f"the specification has no characteristic {name}"

    def source(self, place: str, name: str) -> Mistakes:
        """What a plan is made by has to be known before anything is built."""
        yield from self.missing(place, name)
        if name in self.answered:
            yield place, f"{name} is what a service answers, and not known before"


def component_mistakes(component: ServiceComponent, known: Known) -> Mistakes:
    own = component.service_specification_id
    if not own:
        yield "serviceSpecificationId", "is missing"
    elif component.compensation == own:
        yield "compensation", f"{own} cannot undo itself; leave it empty to have it taken back"
    if own in component.requires:
        yield "requires", f"{own} requires itself"
    yield from word("importance", component.importance, IMPORTANCE)
    yield from word("onFailure", component.on_failure, ON_FAILURE)
    yield from word("pointOfNoReturn", component.point_of_no_return, POINT_OF_NO_RETURN)
    yield from below("retry", _retry(component.retry))
    yield from _characteristics(component, known)
    if component.quantity_from:
        yield from _quantity(component.quantity_from, known)


def _characteristics(component: ServiceComponent, known: Known) -> Mistakes:
    yield from repeated("characteristic", (m.target for m in component.characteristics))
    for position, mapping in enumerate(component.characteristics):
        if mapping.source:
            yield from known.source(f"characteristic[{position}].source", mapping.source)
    for position, mapping in enumerate(component.results):
        yield from known.missing(f"result[{position}].target", mapping.target)
    for position, condition in enumerate(component.when):
        place = f"when[{position}]"
        yield from known.source(f"{place}.characteristic", condition.characteristic)
        yield from below(place, _condition(condition))


def _quantity(name: str, known: Known) -> Mistakes:
    yield from known.source("quantityFrom", name)
    counter = known.by_name.get(name)
    if counter is not None and not _counts(counter):
        yield "quantityFrom", f"{name} is not an integer from at least 0 to at most {MOST_OF_A_KIND}"


def _retry(retry: RetryPolicy) -> Mistakes:
    if retry.attempts < 1:
        yield "attempts", "is 1 or more; 1 is no further one"
    if not (isfinite(retry.back_off_seconds) and retry.back_off_seconds > 0):
        yield "backOffSeconds", "is more than 0"
    if not 0 <= retry.jitter <= 1:
        yield "jitter", "lies between 0 and 1"


def _condition(condition: Condition) -> Mistakes:
    low, high = condition.minimum, condition.maximum
    if condition.one_of and (low is not None or high is not None):
        yield "oneOf", "there are values or bounds, not both"
    if low is not None and high is not None and low > high:
        yield "minimum", f"{low:g} is more than the maximum, {high:g}"


def _counts(characteristic: CharacteristicSpecification) -> bool:
    low, high = characteristic.minimum, characteristic.maximum
    bounded = low is not None and low >= 0 and high is not None and high <= MOST_OF_A_KIND
    return characteristic.value_type == "integer" and bounded


def word(place: str, word: str, words: Sequence[str]) -> Mistakes:
    if word not in words:
        yield place, f"{word!r} is not one of {', '.join(words)}"


def repeated(place: str, names: Iterable[str]) -> Mistakes:
    for name, count in Counter(names).items():
        if count > 1:
            yield place, f"{name} is there {count} times"


def below(place: str, inside: Mistakes) -> Mistakes:
    """The same mistakes, seen from above."""
    for member, text in inside:
        yield f"{place}.{member}", text
