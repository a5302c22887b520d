"""RFC 6902: a document changed by a list of operations, all or none. Bounded in what they may copy and nest."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from gateway.body import MAX_DEPTH, deeper_than, same
from hub.kernel.errors import Code, HubError, Kind, refuse

MAX_OPERATIONS = 200
# A document copied into itself doubles, and again, and again.
MAX_COPIED_BYTES = 1_000_000
# What each operation needs beside `op` and `path`.
_NEEDS = {"add": "value", "remove": "", "replace": "value", "move": "from", "copy": "from", "test": "value"}


def json_patch(document: Any, operations: Sequence[Mapping[str, Any]]) -> Any:
    """A changed copy. INVALID for operations that make no sense, CONFLICT for ones that this document does not allow."""
    if len(operations) > MAX_OPERATIONS:
        raise _malformed(f"has more than {MAX_OPERATIONS} operations", "")
    # One more level, so that the whole document has a place as every other value has.
    root = [copy.deepcopy(document)]
    copied = 0
    for index, operation in enumerate(operations):
        where = f"[{index}]"
        _check(operation, where)
        if operation["op"] == "copy":
            copied += len(orjson.dumps(_get(root, operation["from"], f"{where}.from")))
            if copied > MAX_COPIED_BYTES:
                raise _malformed(f"copies more than {MAX_COPIED_BYTES} bytes", where)
        _apply(root, operation, where)
        if deeper_than(root, MAX_DEPTH + 1):
            raise _malformed(f"nests more than {MAX_DEPTH} levels deep", where)
    return root[0]


def _check(operation: Any, where: str) -> None:
    name = operation.get("op") if isinstance(operation, dict) else None
    if not isinstance(name, str) or name not in _NEEDS:
        raise _malformed(f"has to be one of {', '.join(_NEEDS)}", f"{where}.op")
    for member in filter(None, ("path", _NEEDS[name])):
        if member not in operation:
            raise _malformed("is required", f"{where}.{member}")
        if member != "value":
            _steps(operation[member], f"{where}.{member}")


def _apply(root: list[Any], operation: Mapping[str, Any], where: str) -> None:
    name, path = operation["op"], operation["path"]
    at = f"{where}.path"
    if name == "test":
        if not same(_get(root, path, at), operation["value"]):
            raise _impossible(f"the value at {path!r} is another", at)
        return
    value: Any = None
    if name in {"move", "copy"}:
        source = operation["from"]
        value = copy.deepcopy(_get(root, source, f"{where}.from"))
        if name == "move":
            if path.startswith(f"{source}/"):
                raise _malformed("cannot be moved into itself", f"{where}.from")
            _remove(root, source, f"{where}.from")
    elif name != "remove":
        value = copy.deepcopy(operation["value"])
    if name in {"remove", "replace"}:
        _get(root, path, at)
    if name == "remove":
        _remove(root, path, at)
    elif name == "replace":
        _put(root, path, value, at, insert=False)
    else:
        _put(root, path, value, at, insert=True)


def _steps(pointer: Any, where: str) -> list[str]:
    """RFC 6901's steps, unescaped."""
    if not isinstance(pointer, str) or (pointer and pointer[0] != "/"):
        raise _malformed("has to be a JSON pointer such as /note/0/text", where)
    if "~" in pointer.replace("~0", "").replace("~1", ""):
        raise _malformed("has a ~ that is neither ~0 nor ~1", where)
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _parent(root: list[Any], pointer: str, where: str) -> tuple[Any, str | int]:
    """What holds the value under a pointer, and its key or index there."""
    holder: Any = root
    key: str | int = 0
    for step in _steps(pointer, where):
        holder = _child(holder, key, where)
        if not isinstance(holder, dict | list):
            raise _impossible(f"there is nothing under {pointer!r}", where)
        key = step if isinstance(holder, dict) else _index(step, holder, where)
    return holder, key


def _index(step: str, holder: list[Any], where: str) -> int:
    if step == "-":
        return len(holder)
    if not (step.isascii() and step.isdigit() and (step == "0" or step[0] != "0")):
        raise _impossible(f"{step[:40]!r} is no index of a list", where)
    # An index too large for any list is as good as one behind its end.
    return int(step[:9]) if len(step) < 10 else len(holder) + 1


def _child(holder: Any, key: str | int, where: str) -> Any:
    try:
        return holder[key]
    except (KeyError, IndexError) as error:
        raise _impossible(f"there is no {str(key)[:40]!r}", where) from error


def _get(root: list[Any], pointer: str, where: str) -> Any:
    return _child(*_parent(root, pointer, where), where)


def _remove(root: list[Any], pointer: str, where: str) -> None:
    holder, key = _parent(root, pointer, where)
    if holder is root:
        raise _malformed("the whole resource cannot be taken away", where)
    del holder[key]


def _put(root: list[Any], pointer: str, value: Any, where: str, *, insert: bool) -> None:
    holder, key = _parent(root, pointer, where)
    if isinstance(holder, list) and insert and holder is not root:
        if int(key) > len(holder):
            raise _impossible(f"the list has {len(holder)} entries", where)
        holder.insert(int(key), value)
    else:
        holder[key] = value


def _malformed(text: str, where: str) -> HubError:
    return refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, where)


def _impossible(text: str, where: str) -> HubError:
    return refuse(Kind.CONFLICT, Code.STATE_FORBIDS, text, where)
