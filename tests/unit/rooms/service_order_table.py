"""What the tables of service orders and their parts have to say, for `test_machines`: cells, situations and waits."""

from types import SimpleNamespace

from workers.som.machine import ServiceOrderState

BUILDS, BARE, PATIENT = "builds on resources", "builds on none", "asked enough"
CHANGES, ENDS, ENDS_BARE = "changes", "ends, with resources", "ends, without"
PAPER, PAPER_BARE = "builds on resources, without the network", "builds on nothing at all"


def _part(
    action: str, questions: int, resource_order_id: str, attempts: int, *resources: str
) -> SimpleNamespace:
    return SimpleNamespace(
        action=action,
        questions=questions,
        resource_order_id=resource_order_id,
        attempts=attempts,
        resources=list(resources),
    )


SITUATIONS = {
    BUILDS: _part("add", 2, "r", 1, "vlan"),
    BARE: _part("add", 0, "", 1),
    PATIENT: _part("add", 3, "r", 1, "vlan"),
    CHANGES: _part("modify", 1, "", 1, "vlan"),
    ENDS: _part("delete", 2, "", 1, "vlan"),
    ENDS_BARE: _part("delete", 2, "", 1),
    PAPER: _part("add", 0, "r", 0, "vlan"),
    PAPER_BARE: _part("add", 0, "", 0),
}


def _but(usual: str, **special: str) -> dict[str, str]:
    """The usual state in all situations but those named here."""
    names = {
        "builds": (BUILDS, PATIENT, PAPER),
        "patient": (PATIENT,),
        "ends": (ENDS,),
        "paper": (PAPER,),
        "paper_bare": (PAPER_BARE,),
    }
    found = dict.fromkeys(SITUATIONS, usual)
    for name, state in special.items():
        found |= dict.fromkeys(names[name], state)
    return found


CELLS: dict[tuple[str, str], str | dict[str, str]] = {
    ("waiting", "reserve"): "reserving",
    ("waiting", "activate"): "activating",
    ("waiting", "done"): "done",
    ("waiting", "fail"): "failed",
    ("waiting", "cancel"): "cancelled",
    ("reserving", "activate"): "activating",
    ("reserving", "done"): "done",
    ("reserving", "fail"): "failed",
    ("reserving", "overdue"): _but("reserving", patient="releasing"),
    ("reserving", "cancel"): "reclaiming",
    ("activating", "done"): "done",
    ("done", "complete"): _but("completed", ends="returning"),
    ("done", "undo"): _but("reverting", paper="discarding", paper_bare="cancelled"),
    ("activating", "retry"): "retrying",
    ("activating", "fail"): _but("failed", builds="releasing"),
    ("activating", "overdue"): _but("activating", patient="withdrawing"),
    ("activating", "cancel"): "revoking",
    ("withdrawing", "done"): "done",
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
    ("revoking", "done"): "done",
    ("revoking", "fail"): _but("cancelled", builds="discarding"),
    ("revoking", "overdue"): "revoking",
    ("reverting", "revert"): _but("cancelled", builds="discarding"),
    ("reverting", "retry"): "pausing",
    ("reverting", "fail"): _but("completed", ends="returning"),
    ("reverting", "overdue"): "reverting",
    ("pausing", "overdue"): "reverting",
    ("discarding", "release"): "cancelled",
    ("discarding", "overdue"): "discarding",
}

WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "waiting": ("whole", None, None),
    "done": ("whole", None, None),
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


def _order(*states: str, stands: bool) -> SimpleNamespace:
    """An order whose items have these states."""
    return SimpleNamespace(items=states, item_state=ServiceOrderState, stands=stands)


ORDERS = {
    "all done": _order("completed", "completed", stands=True),
    "some done": _order("failed", "completed", stands=True),
    "none done": _order("failed", "failed", stands=False),
    "none done, something left": _order("failed", "cancelled", stands=True),
    "taken back": _order("cancelled", "cancelled", stands=False),
}
_FINISHED = {
    "all done": "completed",
    "some done": "partial",
    "none done": "failed",
    "none done, something left": "failed",
    "taken back": "failed",
}
ORDER_CELLS: dict[tuple[str, str], str | dict[str, str]] = {
    ("acknowledged", "reject"): "rejected",
    ("acknowledged", "begin"): "inProgress",
    ("acknowledged", "cancel"): "cancelled",
    ("inProgress", "cancel"): "pendingCancellation",
    ("inProgress", "finish"): _FINISHED,
    ("pendingCancellation", "finish"): _FINISHED | {"none done": "cancelled", "taken back": "cancelled"},
}
ORDER_WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("timer", 60, "begin"),
    "inProgress": ("parts", None, None),
    "pendingCancellation": ("parts", None, None),
}
SERVICE_CELLS: dict[tuple[str, str], str | dict[str, str]] = {
    ("feasibilityChecked", "design"): "designed",
    ("feasibilityChecked", "reserve"): "reserved",
    ("feasibilityChecked", "provision"): "inactive",
    ("feasibilityChecked", "activate"): "active",
    ("feasibilityChecked", "terminate"): "terminated",
    ("designed", "reserve"): "reserved",
    ("designed", "provision"): "inactive",
    ("designed", "activate"): "active",
    ("designed", "terminate"): "terminated",
    ("reserved", "design"): "designed",
    ("reserved", "provision"): "inactive",
    ("reserved", "activate"): "active",
    ("reserved", "terminate"): "terminated",
    ("inactive", "activate"): "active",
    ("inactive", "change"): "inactive",
    ("inactive", "terminate"): "terminated",
    ("active", "change"): "active",
    ("active", "suspend"): "suspended",
    ("active", "terminate"): "terminated",
    ("suspended", "change"): "suspended",
    ("suspended", "resume"): "active",
    ("suspended", "terminate"): "terminated",
    ("terminated", "design"): {"an order works on it": "designed"},
    ("terminated", "activate"): "active",
}
SERVICES = {
    "an order works on it": SimpleNamespace(open_order_id="so"),
    "nobody works on it": SimpleNamespace(open_order_id=""),
}
SERVICE_WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "feasibilityChecked": ("whole", None, None),
    "designed": ("whole", None, None),
    "reserved": ("whole", None, None),
    "inactive": ("person", None, None),
    "active": ("person", None, None),
    "suspended": ("person", None, None),
    "terminated": ("person", None, None),
}
TASK_CELLS = {
    ("acknowledged", "due"): "inProgress",
    ("inProgress", "finish"): "done",
    ("inProgress", "refuse"): "terminatedWithError",
}
TASK_WAITS: dict[str, tuple[str, float | None, str | None]] = {
    "acknowledged": ("timer", 60, "due"),
    "inProgress": ("parts", None, None),
}
