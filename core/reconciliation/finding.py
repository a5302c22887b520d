"""What becomes of what a reconciliation has found, and of what it has not found any more."""

from collections.abc import Iterable

from core.reconciliation.machine import MismatchState
from core.reconciliation.mismatch import Mismatch, first_found
from core.reconciliation.model import Reconciliation
from core.reconciliation.repairing import by_policy, settled
from core.reconciliation.store import MISMATCHES
from hub.messages import reconciliation as contract
from hub.platform.unit_of_work import Step


def found(step: Step, reconciliation: Reconciliation, mismatches: Iterable[contract.Mismatch]) -> None:
    """Each is kept, counted and treated by its policy, once a reconciliation."""
    for one in mismatches:
        known = step.find(MISMATCHES, one.id)
        if known is None:
            known = first_found(one, reconciliation.id, step.now)
            step.add(MISMATCHES, known)
        elif known.reconciliation_id == reconciliation.id:
            continue  # SOM tells it again
        else:
            known.see(one, reconciliation.id, step.now)
        reconciliation.count(one.between, one.difference)
        if known.state is MismatchState.OPEN:
            why = f"policy of reconciliation {reconciliation.id}"
            by_policy(step, known, reconciliation.policy[one.between], reconciliation.by, why)


def not_found(step: Step, reconciliation: Reconciliation, candidates: Iterable[Mismatch]) -> None:
    """Those of the candidates, which were all compared, that still stand from earlier ones are gone."""
    for candidate in candidates:
        if candidate.standing and candidate.reconciliation_id != reconciliation.id:
            mismatch = step.get(MISMATCHES, candidate.id)
            settled(step, mismatch)
            mismatch.vanish(reconciliation.id)
