"""What is said of resources: characteristics and what we do not interpret, and how a change is laid over it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hub.kernel.values import Characteristic


def values(characteristics: Sequence[Characteristic]) -> dict[str, Any]:
    """By name; of two of the same name the last."""
    return {c.name: c.value for c in characteristics}


def changed(there: Sequence[Characteristic], changes: Sequence[Characteristic]) -> list[Characteristic]:
    """Those that are named become as given, in their place; one without a value is gone."""
    merged = {c.name: c for c in (*there, *changes)}
    return [c for c in merged.values() if c.value is not None]


def overlaid(there: str, changes: str) -> str:
    """One extension over another, member by member; both are JSON objects as text, '' for none."""
    if not there or not changes:
        return there or changes
    return msgspec.json.encode({**msgspec.json.decode(there), **msgspec.json.decode(changes)}).decode()
