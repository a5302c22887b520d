"""What the table of service orders has to say, for `test_machines`: cells, situations and waits."""

from types import SimpleNamespace

BUILDS, BARE, PATIENT = "builds on resources", "builds on none", "asked enough"
CHANGES, ENDS, ENDS_BARE = "changes", "ends, with resources", "ends, without"

SITUATIONS = {
    BUILDS: SimpleNamespace(action="add", questions=2, resource_order_id="r", resources=["vlan"]),
    BARE: SimpleNamespace(action="add", questions=0, resource_order_id="", resources=[]),
    PATIENT: SimpleNamespace(action="add", questions=3, resource_order_id="r", resources=["vlan"]),
    CHANGES: SimpleNamespace(action="modify", questions=1, resource_order_id="", resources=["vlan"]),
    ENDS: SimpleNamespace(action="delete", questions=2, resource_order_id="", resources=["vlan"]),
    ENDS_BARE: SimpleNamespace(action="delete", questions=2, resource_order_id="", resources=[]),
}


def _but(usual: str, **special: str) -> dict[str, str]:
    """The usual state in all situations but those named here."""
    names = {"builds": (BUILDS, PATIENT), "patient": (PATIENT,), "ends": (ENDS,), "ends_bare": (ENDS_BARE,)}
    found = dict.fromkeys(SITUATIONS, usual)
    for name, state in special.items():
        found |= dict.fromkeys(names[name], state)
    return found


CELLS: dict[tuple[str, str], str | dict[str, str]] = {
    ("acknowledged", "reject"): "rejected",
    ("acknowledged", "reserve"): "reserving",
    ("acknowledged", "activate"): "activating",
    ("acknowledged", "complete"): _but("completed", ends="returning"),
    ("acknowledged", "overdue"): "failed",
    ("acknowledged", "cancel"): "cancelled",
    ("reserving", "activate"): "activating",
    ("reserving", "complete"): "completed",
    ("reserving", "fail"): "failed",
    ("reserving", "overdue"): _but("reserving", patient="releasing"),
    ("reserving", "cancel"): "reclaiming",
    ("activating", "complete"): _but("completed", ends="returning"),
    ("activating", "retry"): "retrying",
    ("activating", "fail"): _but("failed", builds="releasing"),
    ("activating", "overdue"): _but("activating", patient="withdrawing"),
    ("activating", "cancel"): "revoking",
    ("withdrawing", "complete"): _but("completed", ends="returning"),
    ("withdrawing", "fail"): _but("failed", builds="releasing"),
    ("withdrawing", "overdue"): "withdrawing",
    ("retrying", "overdue"): "activating",
    ("retrying", "cancel"): _but("cancelled", builds="discarding"),
    ("releasing", "release"): "failed",
    ("releasing", "overdue"): "releasing",
    ("returning", "release"): "completed",
    ("returning", "overdue"): "returning",
    ("reclaiming", "discard"): "discarding",
    ("reclaiming", "fail"): "cancelled",
    ("reclaiming", "overdue"): "reclaiming",
    ("revoking", "complete"): _but("reverting", ends="returning", ends_bare="completed"),
    ("revoking", "fail"): _but("cancelled", builds="discarding"),
    ("revoking", "overdue"): "revoking",
    ("reverting", "revert"): _but("cancelled", builds="discarding"),
    ("reverting", "retry"): "pausing",
    ("reverting", "fail"): "completed",
    ("reverting", "overdue"): "reverting",
    ("pausing", "overdue"): "reverting",
    ("discarding", "release"): "cancelled",
    ("discarding", "overdue"): "discarding",
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("machine", 60, "overdue"),
    "reserving": ("machine", 60, "overdue"),
    "activating": ("machine", 30, "overdue"),
    "retrying": ("timer", 300, "overdue"),
    "withdrawing": ("machine", 300, "overdue"),
    "releasing": ("machine", 300, "overdue"),
    "returning": ("machine", 300, "overdue"),
    "reclaiming": ("machine", 300, "overdue"),
    "revoking": ("machine", 300, "overdue"),
    "reverting": ("machine", 300, "overdue"),
    "pausing": ("timer", 300, "overdue"),
    "discarding": ("machine", 300, "overdue"),
}
