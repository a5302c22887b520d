"""The content of catalogue entries, in TM Forum's words, as what a room's engine declares of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import msgspec

from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.platform.catalog_entry import Codec, Entry


class Members(msgspec.Struct, rename="camel", omit_defaults=True, kw_only=True):
    """Members of a JSON object the engine reads. Others are left to who wrote them; defaults are not written."""


M = TypeVar("M", bound=Members)


def from_content(entry: Entry, kind: type[M]) -> M:
    """What the engine declares; a `HubError` names the member that is not of the type it needs."""
    try:
        return msgspec.convert(entry.content, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at ")
        place = path.strip("`").removeprefix("$").removeprefix(".")
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, place) from error


def to_content(members: Members) -> dict[str, Any]:
    content: dict[str, Any] = whole(msgspec.to_builtins(members))
    return content


def whole(value: Any) -> Any:
    """Numbers as JSON has them from most who write it: 3, not 3.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [whole(each) for each in value]
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return value


def _alone(_there: Sequence[Entry]) -> None:
    """For engines that understand an entry by itself."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Whether an engine understands entries: a `hub.platform.catalog.Check`.

    `mistakes` gives places and texts for what was read out of an entry, in the `view` of what all entries say; `words`
    are patterns of places, and what stands for them in the content.
    """

    codecs: Mapping[str, Codec]
    mistakes: Callable[[Any, Entry, Any], Iterable[tuple[str, str]]]
    words: Sequence[tuple[str, str]] = ()
    view: Callable[[Sequence[Entry]], Any] = _alone

    def __call__(self, there: Sequence[Entry]) -> Callable[[Entry], Iterator[Reason]]:
        return partial(self._against, self.view(there))

    def _against(self, view: Any, entry: Entry) -> Iterator[Reason]:
        codec = self.codecs.get(entry.kind)
        if codec is None:
            return
        try:
            read = codec.read(entry)
        except HubError as error:
            yield from error.reasons
            return
        for place, text in self.mistakes(read, entry, view):
            yield Reason(Code.ATTRIBUTE_INVALID, text, self._in_words(place))

    def _in_words(self, place: str) -> str:
        for pattern, word in self.words:
            place = re.sub(pattern, word, place)
        return place
