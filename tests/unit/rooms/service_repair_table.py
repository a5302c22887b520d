"""What the tables of service reconciliations and repairs have to say, for `test_machines`."""

from types import SimpleNamespace

RESERVES, RELEASES, ACTIVATES, ORDERS = "reserves", "releases", "activates", "orders"
NOTHING, PATIENT = "has nothing to do", "has waited enough"

SITUATIONS = {
    RESERVES: SimpleNamespace(tasks=["reserve", "release"], questions=0),
    RELEASES: SimpleNamespace(tasks=["release"], questions=1),
    ACTIVATES: SimpleNamespace(tasks=["activate"], questions=11),
    ORDERS: SimpleNamespace(tasks=["order"], questions=2),
    NOTHING: SimpleNamespace(tasks=[], questions=0),
    PATIENT: SimpleNamespace(tasks=[], questions=12),
}


def _next(usual: str, **special: str) -> dict[str, str]:
    """What comes next: `usual` in all situations but those named."""
    return dict.fromkeys(SITUATIONS, usual) | special


CELLS: dict[tuple[str, str], str | dict[str, str]] = {
    ("waiting", "go on"): _next(
        "completed", reserves="reserving", releases="releasing", activates="activating", orders="ordering"
    ),
    ("waiting", "fail"): "failed",
    ("waiting", "overdue"): _next("waiting") | {PATIENT: "failed"},
    ("reserving", "go on"): _next("completed", releases="releasing"),
    ("reserving", "fail"): "failed",
    ("reserving", "overdue"): "reserving",
    ("releasing", "go on"): "completed",
    ("releasing", "fail"): "failed",
    ("releasing", "overdue"): "releasing",
    ("activating", "go on"): "completed",
    ("activating", "retry"): "retrying",
    ("activating", "fail"): "failed",
    ("activating", "overdue"): "activating",
    ("retrying", "overdue"): "activating",
    ("ordering", "go on"): "completed",
    ("ordering", "fail"): "failed",
    ("ordering", "overdue"): "ordering",
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "waiting": ("machine", 300, "overdue"),
    "reserving": ("machine", 300, "overdue"),
    "releasing": ("machine", 300, "overdue"),
    "activating": ("machine", 300, "overdue"),
    "retrying": ("timer", 300, "overdue"),
    "ordering": ("machine", 300, "overdue"),
}
