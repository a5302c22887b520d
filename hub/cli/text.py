"""Text for a terminal, from what others have written."""

import json
from typing import Any


def plain(text: str) -> str:
    """Whatever somebody wrote, it does not steer the operator's terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def value(of: Any) -> str:
    """A value as JSON, the same text for the same value."""
    return plain(json.dumps(of, ensure_ascii=False, sort_keys=True))


def reason(of: Any) -> str:
    """One reason as a line."""
    text = plain(str(of.get("text", "")))
    return f"{plain(of['path'])}: {text}" if of.get("path") else text
