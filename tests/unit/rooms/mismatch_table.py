"""What the table of mismatches has to say, for `test_machines`: cells, situations and waits."""

from types import SimpleNamespace
from typing import Any

from hub.kernel.errors import Code, Reason


def _mismatch(code: Code, left: int, asks: int) -> SimpleNamespace:
    return SimpleNamespace(reason=Reason(code, ""), attempts_left=left, asks=asks)


BUSY, TRANSIENT, LAST, REFUSED = "somebody works on it", "worth another attempt", "no attempt left", "refused"
SITUATIONS: dict[str, Any] = {
    BUSY: _mismatch(Code.STATE_FORBIDS, 2, 0),
    TRANSIENT: _mismatch(Code.NETWORK_FAILED, 1, 4),
    LAST: _mismatch(Code.NETWORK_FAILED, 0, 5),
    REFUSED: _mismatch(Code.SPECIFICATION_UNKNOWN, 2, 5),
}
CELLS: dict[tuple[str, str], str | dict[str, str | None]] = {
    ("open", "repair"): "repairing",
    ("open", "settle"): "repaired",
    ("open", "raise"): "held",
    ("open", "ignore"): "ignored",
    ("open", "vanish"): "gone",
    ("repairing", "settle"): "repaired",
    ("repairing", "fail"): {BUSY: "retrying", TRANSIENT: "retrying", LAST: "held", REFUSED: "held"},
    ("repairing", "overdue"): {BUSY: "repairing", TRANSIENT: "repairing", LAST: "held", REFUSED: "held"},
    ("retrying", "repair"): "repairing",
    ("retrying", "settle"): "repaired",
    ("retrying", "yield"): "open",
    ("retrying", "ignore"): "ignored",
    ("retrying", "vanish"): "gone",
    ("held", "repair"): "repairing",
    ("held", "settle"): "repaired",
    ("held", "ignore"): "ignored",
    ("held", "vanish"): "gone",
    ("ignored", "find"): "open",
    ("ignored", "repair"): "repairing",
    ("ignored", "settle"): "repaired",
    ("ignored", "vanish"): "gone",
    ("repaired", "find"): "open",
    ("gone", "find"): "open",
}
WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "open": ("person", None, None),
    "repairing": ("machine", 30, "overdue"),
    "retrying": ("timer", 60, "repair"),
    "held": ("person", None, None),
    "ignored": ("whole", None, None),
    "repaired": ("whole", None, None),
    "gone": ("whole", None, None),
}
