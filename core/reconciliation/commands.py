"""What callers may ask of reconciliation: the commands behind com.v1.ReconciliationService."""

import msgspec

from core.reconciliation.model import Policies


class StartReconciliation(msgspec.Struct):
    """Compare all inventories; answered with the one that runs, if it does the same."""

    id: str
    policy: Policies
    by: str
    why: str = ""


class RepairMismatch(msgspec.Struct):
    """An operator's decision about one mismatch: `re-apply`, `adopt` or `ignore`."""

    id: str
    action: str
    by: str
    why: str


class SetSchedule(msgspec.Struct):
    """`every_seconds` of 0 turns it off."""

    every_seconds: int
    policy: Policies
    by: str
    why: str
