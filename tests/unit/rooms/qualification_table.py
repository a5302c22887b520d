"""The state machine of qualifications: what its table has to say."""

from types import SimpleNamespace
from typing import Any

from workers.som.qualification.machine import QUESTIONS

SITUATIONS: dict[str, Any] = {
    "may ask": SimpleNamespace(questions=0),
    "has asked often": SimpleNamespace(questions=QUESTIONS),
}


def _again(state: str) -> dict[str, str | None]:
    return {"may ask": state, "has asked often": "terminatedWithError"}


CELLS: dict[tuple[str, str], Any] = {
    ("acknowledged", "check"): "checking",
    ("acknowledged", "finish"): "done",
    ("acknowledged", "overdue"): "terminatedWithError",
    ("checking", "combine"): "combining",
    ("checking", "reserve"): "reserving",
    ("checking", "finish"): "done",
    ("checking", "overdue"): _again("checking"),
    ("combining", "combine"): "combining",
    ("combining", "reserve"): "reserving",
    ("combining", "finish"): "done",
    ("combining", "overdue"): _again("combining"),
    ("reserving", "finish"): "done",
    ("reserving", "overdue"): _again("reserving"),
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("machine", 60, "overdue"),
    "checking": ("machine", 15, "overdue"),
    "combining": ("machine", 15, "overdue"),
    "reserving": ("machine", 15, "overdue"),
}
