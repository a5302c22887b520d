"""A reconciliation's way through the inventories: asked for in ranges, compared as the answers come."""

from core.inventory.store import PRODUCTS
from core.ordering.products import holder
from core.ordering.store import ORDERS
from core.reconciliation.comparing import Compared, compare
from core.reconciliation.finding import found, not_found
from core.reconciliation.model import Policies, Reconciliation
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS
from hub.kernel.errors import Code, Reason
from hub.messages.base import first_reason
from hub.messages.reconciliation import (
    Between,
    Difference,
    MismatchesFound,
    ReconcileServices,
    ReportServices,
    ServicesReported,
)
from hub.platform.unit_of_work import Step

#: Products a range.
RANGE = 200


def begin(step: Step, identifier: str, policy: Policies, by: str, why: str) -> Reconciliation:
    """Both halves at once."""
    made = Reconciliation(
        id=identifier, started_at=step.now, by=by, why=why, policy=policy, correlation=identifier
    )
    made.record("start", target=made.state, policy=policy, by=by, why=why)
    step.add(RECONCILIATIONS, made)
    made.expect(step.now)
    step.send(ReconcileServices(reconciliation_id=made.id), key=made.id, correlation=made.id)
    _next_range(step, made)
    return made


def services_reported(step: Step, message: ServicesReported) -> None:
    """SOM's services of a range of products; an answer to an earlier question is not wanted any more."""
    known = step.look(RECONCILIATIONS, message.reconciliation_id)
    asked = (known.after, known.through) if known and known.running and not known.products_done else None
    if asked != (message.after, message.through):
        return
    reconciliation = step.get(RECONCILIATIONS, message.reconciliation_id)
    reconciliation.expect(step.now)
    compared = _compare(step, reconciliation, message)
    found(step, reconciliation, compared.mismatches)
    here = step.between(MISMATCHES, "product_id", message.after, message.through)
    comparable = (m for m in here if m.between is Between.PRODUCT_SERVICE)
    not_found(step, reconciliation, [m for m in comparable if m.product_id not in compared.left_out])
    reconciliation.products += len(reconciliation.versions.keys() - compared.left_out)
    reconciliation.left_out += len(compared.left_out)
    if message.through:
        reconciliation.after = message.through
        _next_range(step, reconciliation)
    else:
        reconciliation.products_done = True
        reconciliation.finish(step.now)


def mismatches_found(step: Step, message: MismatchesFound) -> None:
    """What SOM has found between its services and the network, and the resources; the last one may come first."""
    known = step.look(RECONCILIATIONS, message.reconciliation_id)
    if known is None or not known.running or known.services_done or message.page in known.pages:
        return
    reconciliation = step.get(RECONCILIATIONS, message.reconciliation_id)
    # Whoever waits for an earlier one only does not wait longer because SOM says again that it is through.
    if message.page or reconciliation.pages_told is None:
        reconciliation.expect(step.now)
    found(step, reconciliation, message.mismatch)
    reconciliation.busy_services += message.left_out
    if message.error_message:
        silent = Reason(Code.INTERNAL_ERROR, "SOM has given up, and does not say why")
        reconciliation.fail([first_reason(message.error_message, silent)], step.now)
        return
    reconciliation.told(message.page, of=message.pages if message.last else None)
    if message.last:
        reconciliation.services = message.compared
    if reconciliation.told_all:
        _services_done(step, reconciliation)


def _services_done(step: Step, reconciliation: Reconciliation) -> None:
    """All that SOM has found is here: what is not among it is gone."""
    busy = set(reconciliation.busy_services)
    of_services = step.between(MISMATCHES, "standing", Between.PRODUCT_SERVICE, "")
    not_found(step, reconciliation, [m for m in of_services if m.service_id not in busy])
    reconciliation.services_done = True
    reconciliation.finish(step.now)


def overdue(step: Step, reconciliation: Reconciliation) -> None:
    """SOM is silent: asked for the same again, it answers the same."""
    if not reconciliation.overdue(step.now):
        return
    if not reconciliation.products_done:
        step.send(_question(reconciliation), key=reconciliation.id)
    if not reconciliation.services_done:
        step.send(ReconcileServices(reconciliation_id=reconciliation.id), key=reconciliation.id)


def _next_range(step: Step, reconciliation: Reconciliation) -> None:
    products = step.between(PRODUCTS, "id", reconciliation.after, "", RANGE)
    reconciliation.through = products[-1].id if len(products) == RANGE else ""
    reconciliation.versions = {p.id: p.version for p in products}
    step.send(_question(reconciliation), key=reconciliation.id, correlation=reconciliation.id)


def _question(reconciliation: Reconciliation) -> ReportServices:
    return ReportServices(
        reconciliation_id=reconciliation.id, after=reconciliation.after, through=reconciliation.through
    )


def _compare(step: Step, reconciliation: Reconciliation, message: ServicesReported) -> Compared:
    """What differs, without what an open order has made and its product does not show yet."""
    products = step.between(PRODUCTS, "id", message.after, message.through)
    compared = compare(products, reconciliation.versions, message.service)
    by_id = {p.id: p for p in products}
    ordered_by = {s.id: s.external_id for s in message.service if s.external_id}
    for mismatch in compared.mismatches:
        product = by_id.get(mismatch.product_id)
        busy = product is not None and bool(holder(step, None, product))
        if mismatch.difference is Difference.EXTRA and not busy and mismatch.service_id in ordered_by:
            order = step.look(ORDERS, ordered_by[mismatch.service_id])
            busy = order is not None and not order.settled
        if busy:
            compared.left_out.add(mismatch.product_id)
    compared.mismatches = [m for m in compared.mismatches if m.product_id not in compared.left_out]
    return compared
