"""What a merge patch asks of a TMF622 v4 order: which attributes it changes, and whether it may."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gateway import tmf630
from gateway.facades.tmf622_v4_mapping import PATCHABLE
from hub.kernel.errors import Code, HubError, Kind, Reason

ITEMS = "productOrderItem"
_STATE = "is moved by the hub; to stop an order, POST a cancelProductOrder"
_OTHER = f"cannot be changed; {', '.join(PATCHABLE)} can"


def changes(before: Mapping[str, Any], patch: Mapping[str, Any]) -> tuple[set[str], dict[str, Any]]:
    """Names of the attributes that become different, and the order as it then is; INVALID when one may not.

    Items come with or without the state they are in: who reads an order, changes it and sends it back has
    not asked for a state.
    """
    after = tmf630.merge_patch(before, patch)
    states = dict(_states(before.get(ITEMS, ())))
    moved = list(_moved(after.get(ITEMS, ()), states, ITEMS))
    plain = {**before, ITEMS: _stateless(before.get(ITEMS, ()))}
    if ITEMS in after:
        after[ITEMS] = _stateless(after[ITEMS])
    names = tmf630.changed(plain, after)
    reasons = [
        Reason(Code.ATTRIBUTE_READ_ONLY, _STATE if name == "state" else _OTHER, name)
        for name in sorted(names - PATCHABLE.keys())
    ]
    reasons += [Reason(Code.ATTRIBUTE_READ_ONLY, _STATE, path) for path in moved]
    if ITEMS not in after:
        reasons.append(
            Reason(Code.ATTRIBUTE_INVALID, "has to stay; to cancel all, POST a cancelProductOrder", ITEMS)
        )
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
    return names, after


def _states(items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    for item in items:
        yield item["id"], item.get("state")
        yield from _states(item.get(ITEMS, ()))


def _moved(items: Iterable[Mapping[str, Any]], states: Mapping[str, Any], path: str) -> Iterator[str]:
    """Paths of states that are not what they were."""
    for index, item in enumerate(items):
        here = f"{path}[{index}]"
        if "state" in item and item["state"] != states.get(item["id"]):
            yield f"{here}.state"
        yield from _moved(item.get(ITEMS, ()), states, f"{here}.{ITEMS}")


def _stateless(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    plain = [{name: value for name, value in item.items() if name != "state"} for item in items]
    for item in plain:
        if ITEMS in item:
            item[ITEMS] = _stateless(item[ITEMS])
    return plain
