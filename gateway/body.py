"""Reading a JSON body strictly: what we accept we can also store, send on and give back unchanged."""

import json
import re
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from hub.kernel.errors import Code, HubError, Kind, refuse

# A list inside an object inside a list …: far above any order, far below protobuf's limit of 100 messages.
MAX_DEPTH = 64
# JSON text that spells U+0000, which databases refuse in text; an escaped backslash before it does not count.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


async def read(receive: Receive, max_bytes: int) -> bytes:
    """The whole body; 413 as soon as it is more than `max_bytes`, however it is announced."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > max_bytes:
            raise HTTPException(413, f"the body is larger than {max_bytes} bytes")
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def parse(raw: bytes) -> Any:
    """The JSON value in `raw`; refuses what JSON leaves undefined, such as a member that comes twice."""
    if not raw.strip():
        raise _malformed("the body is empty")
    try:
        value = _DECODER.decode(raw.decode())
        # Fails for what the strict writer cannot give back: lone surrogates, numbers beyond 64 bits.
        written = orjson.dumps(value)
    except UnicodeDecodeError as error:
        raise _malformed(f"the body is not UTF-8: byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise _malformed(
            f"the body is not JSON: {error.msg}, line {error.lineno}, column {error.colno}"
        ) from error
    except RecursionError as error:
        raise _malformed(f"the body is nested more than {MAX_DEPTH} levels deep") from error
    except (ValueError, TypeError) as error:
        raise _malformed(f"the body is not JSON we can keep: {error}") from error
    # Fewer brackets than levels cannot be too deep: most bodies need no walk.
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and deeper_than(value, MAX_DEPTH):
        raise _malformed(f"the body is nested more than {MAX_DEPTH} levels deep")
    if b"\\u0000" in written and _NUL.search(written):
        raise _malformed("the body has a text with the character U+0000")
    return value


def _malformed(text: str) -> HubError:
    return refuse(Kind.INVALID, Code.BODY_MALFORMED, text)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the member {twice[:80]!r} comes twice in one object")
    return members


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"the number {text[:40]} is too large")
    return number


def _constant(text: str) -> Any:
    raise ValueError(f"{text} is not a JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=_members, parse_float=_number, parse_constant=_constant)


def deeper_than(value: Any, levels: int) -> bool:
    """Whether lists and objects lie in each other more than so many times."""
    if isinstance(value, dict):
        return levels == 0 or any(deeper_than(v, levels - 1) for v in value.values())
    if isinstance(value, list):
        return levels == 0 or any(deeper_than(v, levels - 1) for v in value)
    return False


def same(one: Any, other: Any) -> bool:
    """Equal as JSON is: true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
