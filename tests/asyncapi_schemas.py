"""Holds messages to the AsyncAPI documents: the payload schema of a message's type, and what the examples say."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs
import yaml

from hub.platform.files import shipped
from hub.platform.message import Message

Document = Mapping[str, Any]


@cache
def documents() -> dict[str, Document]:
    """The documents the project ships, by the room they belong to."""
    return {
        path.stem: yaml.safe_load(path.read_text()) for path in sorted(shipped("asyncapi").glob("*.yaml"))
    }


@cache
def defined_messages() -> dict[str, tuple[str, Document]]:
    """Every message, by its name: the room whose document defines it, and its definition."""
    return {
        name: (room, message)
        for room, document in documents().items()
        for name, message in document["components"]["messages"].items()
    }


def examples() -> list[tuple[str, Any]]:
    """Every example payload with the name of its message."""
    return [
        (name, example["payload"])
        for name, (_, message) in defined_messages().items()
        for example in message.get("examples", ())
    ]


def resolve(room: str, reference: str) -> Any:
    """What `#/a/b` or `file.yaml#/a/b` points to, seen from a room's document; `KeyError` when there is nothing."""
    file, _, pointer = reference.partition("#")
    owner = file.removesuffix(".yaml") or room
    found: Any = documents()[owner]
    for part in pointer.strip("/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return resolve(owner, found["$ref"]) if isinstance(found, Mapping) and set(found) == {"$ref"} else found


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    room, message = defined_messages()[name]
    # References inside the document find their target when the schemas lie where the document has them.
    components = {"schemas": documents()[room]["components"]["schemas"]}
    return jsonschema_rs.Draft7Validator(
        {"allOf": [message["payload"]], "components": components}, validate_formats=True
    )


def violations(name: str, payload: Any) -> list[str]:
    """What a payload has wrong, each with its place; empty when it is as the document says."""
    return [
        f"{'/'.join(map(str, error.instance_path)) or 'payload'}: {error.message}"
        for error in _validator(name).iter_errors(payload)
    ]


def validate(message: Message) -> None:
    """Fails unless a document defines the message's type and its body is as that says."""
    assert message.type in defined_messages(), f"no AsyncAPI document defines {message.type}"
    found = violations(message.type, json.loads(bytes(message.body)))
    assert not found, f"{message.type} {message.id}: " + "; ".join(found)
