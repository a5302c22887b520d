"""Where an attribute of a TMF resource lies in the message a room shows: its path of protobuf fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from google.protobuf.descriptor import FieldDescriptor

from gateway.facades.mapping import Field, Shape


class Sort(Enum):
    """What is known of the values at a spot."""

    ANY = "any"  # of any JSON type: the stored value says
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    WORDS = "words"  # an enumeration
    NOTHING = "nothing"  # no message has it
    COMPUTED = "computed"  # the facade makes it up


@dataclass(frozen=True, slots=True)
class Spot:
    path: tuple[str, ...]
    sort: Sort = Sort.ANY
    # Whether the shape names it.
    named: bool = True
    # Where a value is that its field cannot hold: an empty one.
    empty: tuple[str, ...] = ()
    # Their word → names of our values.
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def walk(shape: Shape, names: Sequence[str]) -> Spot:
    """The spot of an attribute, by its names from the resource down."""
    if names[0] == "href" and "href" not in shape.fields:
        return Spot((), Sort.COMPUTED)
    here = owner = shape
    prefix: tuple[str, ...] = ()
    # Names since the owner of the bag.
    since: tuple[str, ...] = ()
    for index, name in enumerate(names):
        found = here.fields.get(name)
        kept = (*prefix, owner.bag, *since, *names[index:]) if owner.bag else ()
        if name in here.computed or (found is not None and found.path is None):
            return Spot((), Sort.COMPUTED)
        if found is None:
            return Spot(kept, named=False) if kept else Spot(prefix or ("id",), Sort.NOTHING, named=False)
        path = (*prefix, *(found.path or ()))
        if found.inner is None:
            return _leaf(owner, found, path, tuple(names[index + 1 :]), kept)
        here = found.inner()
        if found.path:
            owner, since = here, ()
        else:
            since = (*since, name)
        prefix = path
    return Spot(prefix or ("id",))


def _leaf(
    owner: Shape, found: Field, path: tuple[str, ...], below: tuple[str, ...], kept: tuple[str, ...]
) -> Spot:
    if path[-1].endswith("_json"):
        # A value of any JSON type is gone into; whether it has such a member only the values say.
        return Spot((*path, *below), named=not below)
    if below:
        return Spot(path, Sort.NOTHING, named=False)
    message: Any = owner.message
    descriptor = message.DESCRIPTOR.fields_by_name[path[-1]]
    empty = () if found.keeps_empty else kept
    if found.shown is not None:
        names = descriptor.enum_type.values_by_number if descriptor.enum_type else None
        return Spot(path, Sort.WORDS, words=_words(found.shown, names))
    if descriptor.message_type is not None:
        return Spot(path, Sort.DATE)
    return Spot(path, _SCALARS.get(descriptor.cpp_type, Sort.NUMBER), empty=empty)


_SCALARS = {FieldDescriptor.CPPTYPE_STRING: Sort.TEXT, FieldDescriptor.CPPTYPE_BOOL: Sort.TRUTH}


def _words(shown: Mapping[Any, str], names: Any) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value, word in shown.items():
        found[word] = (*found.get(word, ()), names[value].name if names else str(value))
    return found
