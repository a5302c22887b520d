"""What has changed between two JSON values: small, and exact.

A change is a JSON value itself:

* an object: members by name, each with its change; a member that is not named is as it was, so `{}` is no change
* `[value]`: the new value, whatever was there before; that of a member may be new
* `[]`: gone (a member that is not there any more)
* `[length, {index: change}]`: a list, how long it is now and which of its elements are new or different
"""

from typing import Any

import msgspec

#: The change to something that is there no more.
GONE: list[Any] = []

_NOTHING = object()
_PLAIN = frozenset({str, int, float, bool, type(None)})


def diff(old: Any, new: Any) -> Any:
    """The change that makes `new` of `old`; 0.0 and -0.0 are the same, 1, 1.0 and true are not."""
    # Not isinstance: true is an int in Python, and another value in JSON.
    if type(old) is not type(new):
        return [new]
    if _same(old, new):
        return {}
    if isinstance(new, dict):
        changes = {}
        for name, value in new.items():
            before = old.get(name, _NOTHING)
            # Most members are as they were, and no lists or objects: that is seen without a call.
            if type(before) is type(value) and type(value) in _PLAIN and before == value:
                continue
            change = [value] if before is _NOTHING else diff(before, value)
            if change != {}:
                changes[name] = change
        changes.update((name, GONE) for name in old if name not in new)
        return changes
    if isinstance(new, list):
        changes = {
            str(index): change
            for index, value in enumerate(new)
            if (change := diff(old[index], value) if index < len(old) else [value]) != {}
        }
        return [len(new), changes] if changes or len(old) != len(new) else {}
    return [new]


def _same(old: Any, new: Any) -> bool:
    """Whether two values of one type are the same; most of a document is, and found to be without looking at each part."""
    if old != new or not isinstance(new, dict | list):
        return bool(old == new)
    # To Python 1, 1.0 and true are equal, also inside of what is compared.
    return msgspec.json.encode(old, order="sorted") == msgspec.json.encode(new, order="sorted")


def apply(old: Any, change: Any) -> Any:
    """`old` as it is after `change`, which must have been made for it; `old` itself stays as it is."""
    if isinstance(change, dict):
        if not change:
            return old
        kept = {name: value for name, value in old.items() if change.get(name) != GONE}
        news = {name: apply(old.get(name), part) for name, part in change.items() if part != GONE}
        return {**kept, **news}
    if len(change) == 1:
        return change[0]
    length, changes = change
    elements = old[:length] + [None] * (length - len(old))
    for index, part in changes.items():
        elements[int(index)] = apply(elements[int(index)], part)
    return elements
