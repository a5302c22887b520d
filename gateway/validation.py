"""Schema errors as reasons a partner can act on: which attribute, what it was, what it may be."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import jsonschema_rs
import orjson

from hub.kernel.errors import Code, HubError, Kind, Reason

# Looked at before repeated paths are folded; a bound on work, not on what is told.
MAX_LOOKED_AT = 100
MAX_VALUE_CHARS = 60
# Told in one answer.
MAX_REASONS = 20
FORMATS = {
    "date-time": "a date and time with its offset, such as 2026-12-18T16:00:00Z",
    "uri": "an absolute URI",
}


class Check:
    """A schema of a document, compiled once."""

    def __init__(self, schema: dict[str, Any], components: dict[str, Any]) -> None:
        # OpenAPI 3.0 schemas are draft 4 ones but for `nullable`, which `openapi_to_draft4` has resolved.
        root = {"allOf": [schema], "components": components}
        self._validator = jsonschema_rs.Draft4Validator(root, validate_formats=True)

    def __call__(self, value: Any, where: str = "") -> None:
        """Raises INVALID with a reason an attribute; `where` names what is checked, if not the body."""
        if not self._validator.is_valid(value):
            raise HubError(Kind.INVALID, *explain(self._validator.iter_errors(value), where))


def explain(errors: Iterable[Any], where: str = "") -> list[Reason]:
    """One reason for each attribute that is wrong, the most telling one; at most `MAX_REASONS`."""
    by_path: dict[str, tuple[str, Reason]] = {}
    for error in islice(errors, MAX_LOOKED_AT):
        kind = error.kind
        steps = [*error.instance_path, *([kind.property] if kind.name == "required" else [])]
        path = attribute_path(steps) or where
        # A wrong type breaks the enumeration too, and the list of values says more than the type.
        if path not in by_path or kind.name == "enum":
            text = _text(error) if path else f"the body {_text(error)}"
            by_path[path] = (kind.name, Reason(Code.ATTRIBUTE_INVALID, text, path))
    return [reason for _, reason in by_path.values()][:MAX_REASONS]


def attribute_path(steps: Iterable[str | int]) -> str:
    """`productOrderItem[0].action`"""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f"{'.' if path else ''}{step}"
    return path


def shortened(value: Any) -> str:
    """A value as JSON, cut to a length that reads well in a message."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:
        text = repr(value)
    return text if len(text) <= MAX_VALUE_CHARS else text[:MAX_VALUE_CHARS] + "…"


_TEXTS: dict[str, Callable[[Any], str]] = {
    "required": lambda _: "is required",
    "enum": lambda kind: "has to be one of " + ", ".join(shortened(option) for option in kind.options),
    "type": lambda kind: "has to be of type " + " or ".join(kind.types),
    "format": lambda kind: "has to be " + FORMATS.get(kind.format, f"a {kind.format}"),
    "minItems": lambda kind: f"has to have {kind.limit} or more entries",
    "maxItems": lambda kind: f"has to have {kind.limit} entries or fewer",
    "minLength": lambda kind: f"has to have {kind.limit} or more characters",
    "maxLength": lambda kind: f"has to have {kind.limit} characters or fewer",
    "minimum": lambda kind: f"has to be at least {kind.limit}",
    "maximum": lambda kind: f"has to be at most {kind.limit}",
    "pattern": lambda kind: f"has to match {kind.pattern}",
}


def _text(error: Any) -> str:
    kind = error.kind
    say = _TEXTS.get(kind.name)
    told = say(kind) if say else f"breaks the rule {kind.name} of its schema"
    return told if kind.name == "required" else f"{told}, not {shortened(error.instance)}"
