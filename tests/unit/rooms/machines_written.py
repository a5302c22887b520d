"""Every state machine of the rooms, pair by pair: what is written here is what the tables have to say, no more, no less.

A cell names the state an event leads to, in each situation that makes a difference; a pair without a cell is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from core.inventory.machine import MACHINE as PRODUCT
from core.ordering.cancellation import CANCELLATION
from core.ordering.fallout import FALLOUT
from core.ordering.machine import ORDER
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE
from core.qualification.machine import MACHINE as OFFERING_QUALIFICATION
from core.reconciliation.machine import MISMATCH, RECONCILIATION
from hub.kernel.machine import Machine
from hub.platform.jobs.machine import JOB
from tests.unit.rooms import (
    mismatch_table,
    order_item_table,
    plan_node_table,
    product_order_table,
    qualification_table,
    service_order_table,
    service_repair_table,
)
from workers.activation.machine import MACHINE as ACTIVATION
from workers.rom.cancellation import CANCELLATION as ROM_CANCELLATION
from workers.rom.machine import MACHINE as ROM
from workers.rom.reservation import RESERVATION
from workers.rom.resource import RESOURCE
from workers.som.cancellation import CANCELLATION as SOM_CANCELLATION
from workers.som.machine import MACHINE as SOM
from workers.som.machine_part import PART
from workers.som.machine_service import SERVICE
from workers.som.qualification.machine import MACHINE as QUALIFICATION
from workers.som.reconciliation.machine import RECONCILIATION as SERVICE_RECONCILIATION
from workers.som.reconciliation.machine import REPAIR as SERVICE_REPAIR

# None: refused in that situation.
Cells = Mapping[tuple[str, str], "str | Mapping[str, str | None]"]


@dataclass(frozen=True)
class Written:
    """A machine as it is said to be here."""

    machine: Machine[Any, Any]
    cells: Cells
    # Situation → an aggregate in it.
    situations: dict[str, Any]
    # State → who acts, after how many seconds what happens otherwise.
    waits: dict[str, tuple[str, float | None, str | None]]


_RUNNING: Cells = {
    ("running", "finish"): "completed",
    ("running", "fail"): "failed",
    ("running", "overdue"): {"asked once": "running", "asked enough": "failed"},
}

MACHINES: dict[str, Written] = {
    "job": Written(
        JOB,
        {
            ("notStarted", "begin"): "running",
            ("running", "succeed"): "succeeded",
            ("running", "fail"): "failed",
            ("running", "begin"): {"begun once": "running", "begun enough": "failed"},
        },
        {"begun once": SimpleNamespace(attempts=1), "begun enough": SimpleNamespace(attempts=3)},
        {"notStarted": ("machine", 0, "begin"), "running": ("machine", 600, "begin")},
    ),
    "product order": Written(
        ORDER, product_order_table.CELLS, product_order_table.SITUATIONS, product_order_table.WAITS
    ),
    "product order item": Written(
        ITEM, order_item_table.CELLS, order_item_table.SITUATIONS, order_item_table.WAITS
    ),
    "plan node": Written(NODE, plan_node_table.CELLS, plan_node_table.SITUATIONS, plan_node_table.WAITS),
    "fallout": Written(
        FALLOUT,
        {("open", "resolve"): "resolved", ("open", "clear"): "cleared"},
        {"any": None},
        {"open": ("person", None, None)},
    ),
    "product": Written(
        PRODUCT,
        {
            ("created", "pendingActive"): "pendingActive",
            ("created", "active"): "active",
            ("pendingActive", "active"): "active",
            ("pendingActive", "aborted"): "aborted",
            ("pendingActive", "cancelled"): "cancelled",
            ("active", "suspended"): "suspended",
            ("active", "pendingTerminate"): "pendingTerminate",
            ("active", "terminated"): "terminated",
            ("suspended", "active"): "active",
            ("pendingTerminate", "terminated"): "terminated",
        },
        {"any": None},
        dict.fromkeys(
            ("created", "pendingActive", "active", "suspended", "pendingTerminate"), ("person", None, None)
        ),
    ),
    "product offering qualification": Written(
        OFFERING_QUALIFICATION,
        {
            ("acknowledged", "begin"): "inProgress",
            ("inProgress", "finish"): "done",
            ("inProgress", "giveUp"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", 0, "begin"), "inProgress": ("machine", 60, "giveUp")},
    ),
    "cancellation": Written(
        CANCELLATION,
        {
            ("acknowledged", "accept"): "inProgress",
            ("acknowledged", "refuse"): "terminatedWithError",
            ("acknowledged", "finish"): "done",
            ("acknowledged", "overdue"): "acknowledged",
            ("inProgress", "finish"): "done",
            ("inProgress", "refuse"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "overdue"), "inProgress": ("parts", None, None)},
    ),
    "reconciliation": Written(
        RECONCILIATION,
        _RUNNING,
        {"asked once": SimpleNamespace(asks=1), "asked enough": SimpleNamespace(asks=5)},
        {"running": ("machine", 30, "overdue")},
    ),
    "mismatch": Written(MISMATCH, mismatch_table.CELLS, mismatch_table.SITUATIONS, mismatch_table.WAITS),
    "service order": Written(
        SOM, service_order_table.ORDER_CELLS, service_order_table.ORDERS, service_order_table.ORDER_WAITS
    ),
    "service order part": Written(
        PART, service_order_table.CELLS, service_order_table.SITUATIONS, service_order_table.WAITS
    ),
    "service": Written(
        SERVICE,
        service_order_table.SERVICE_CELLS,
        service_order_table.SERVICES,
        service_order_table.SERVICE_WAITS,
    ),
    "service order cancellation": Written(
        SOM_CANCELLATION, service_order_table.TASK_CELLS, {"any": None}, service_order_table.TASK_WAITS
    ),
    "service qualification": Written(
        QUALIFICATION, qualification_table.CELLS, qualification_table.SITUATIONS, qualification_table.WAITS
    ),
    "service reconciliation": Written(
        SERVICE_RECONCILIATION,
        {
            ("running", "advance"): "running",
            ("running", "complete"): "completed",
            ("running", "overdue"): {"asked once": "running", "asked enough": "failed"},
        },
        {"asked once": SimpleNamespace(questions=1), "asked enough": SimpleNamespace(questions=5)},
        {"running": ("machine", 300, "overdue")},
    ),
    "service repair": Written(
        SERVICE_REPAIR,
        service_repair_table.CELLS,
        service_repair_table.SITUATIONS,
        service_repair_table.WAITS,
    ),
    "resource order": Written(
        ROM,
        {
            ("acknowledged", "reject"): "rejected",
            ("acknowledged", "complete"): "completed",
            ("acknowledged", "fail"): "failed",
            ("acknowledged", "cancel"): "cancelled",
            ("acknowledged", "due"): "acknowledged",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "due")},
    ),
    "resource order cancellation": Written(
        ROM_CANCELLATION,
        {
            ("acknowledged", "due"): "acknowledged",
            ("acknowledged", "start"): "inProgress",
            ("inProgress", "finish"): "done",
            ("inProgress", "refuse"): "terminatedWithError",
        },
        {"any": None},
        {"acknowledged": ("timer", 60, "due"), "inProgress": ("parts", None, None)},
    ),
    "reservation": Written(
        RESERVATION,
        {
            ("requested", "hold"): "held",
            ("requested", "refuse"): "refused",
            ("requested", "release"): "released",
            ("requested", "expire"): "expired",
            ("held", "use"): {"something is left": "held", "nothing is left": "used"},
            ("held", "release"): "released",
            ("held", "expire"): "expired",
        },
        {"something is left": SimpleNamespace(left=["b"]), "nothing is left": SimpleNamespace(left=[])},
        {"requested": ("machine", 60, "expire"), "held": ("timer", 2592000, "expire")},
    ),
    "resource": Written(
        RESOURCE,
        {
            ("reserved", "allocate"): "allocated",
            ("reserved", "withdraw"): "outOfService",
            ("reserved", "release"): "released",
            ("allocated", "release"): "released",
            ("outOfService", "release"): "released",
            ("reserved", "record"): "recorded",
            ("recorded", "release"): "released",
        },
        {"any": None},
        {
            "reserved": ("whole", None, None),
            "allocated": ("person", None, None),
            "outOfService": ("person", None, None),
            "recorded": ("person", None, None),
        },
    ),
    "activation": Written(
        ACTIVATION,
        {
            ("configuring", "done"): "done",
            ("configuring", "fail"): "failed",
            ("configuring", "refuse"): "refused",
            ("configuring", "abandon"): "refused",
            ("failed", "retry"): "configuring",
            ("failed", "done"): "done",
            ("failed", "refuse"): "refused",
            ("failed", "abandon"): "refused",
        },
        {"any": None},
        {"configuring": ("timer", 600, "fail"), "failed": ("machine", 86400, "abandon")},
    ),
}
