"""What the AsyncAPI documents say about a message's body."""

from functools import cache
from typing import Any

import jsonschema_rs
import msgspec
import yaml

from hub.platform.files import shipped
from hub.platform.message import Message


@cache
def _validators() -> dict[str, Any]:
    found = {}
    for path in shipped("asyncapi").glob("*.yaml"):
        components = yaml.safe_load(path.read_text())["components"]
        for name, message in components["messages"].items():
            schema = {**message["payload"], "components": components}
            found[name] = jsonschema_rs.validator_for(schema, validate_formats=True)
    return found


def complaints(message: Message) -> list[str]:
    """What is wrong with a message by its document; nothing when it is as promised."""
    validator = _validators().get(message.type)
    if validator is None:
        return [f"no document describes {message.type}"]
    body = msgspec.json.decode(message.body)
    missing = [name for name in ("id", "key", "correlation") if not getattr(message, name)]
    return [
        *(f"{message.type} has no {name}" for name in missing),
        *(f"{message.type}{list(e.instance_path)}: {e.message}" for e in validator.iter_errors(body)),
    ]
