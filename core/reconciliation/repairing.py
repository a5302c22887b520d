"""Putting a mismatch right: by policy, by an operator, and what SOM makes of it."""

from core.catalog.store import current_catalog
from core.inventory.model import Product
from core.inventory.store import PRODUCTS
from core.ordering import deciding
from core.ordering.commands import ResolveFallout
from core.ordering.fallout import Action, Fallout
from core.ordering.products import being_changed, holder
from core.ordering.store import FALLOUT
from core.reconciliation.commands import RepairMismatch
from core.reconciliation.machine import MISMATCH, MismatchEvent, MismatchState
from core.reconciliation.mismatch import Mismatch
from core.reconciliation.model import Policy
from core.reconciliation.products import adopt, outdated, service_of
from core.reconciliation.store import MISMATCHES
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse
from hub.kernel.ids import derived_id
from hub.messages import reconciliation as contract
from hub.messages.base import first_reason, values
from hub.messages.reconciliation import Between, Difference, Repair, RepairService, ServiceRepaired
from hub.platform.unit_of_work import Step

ACTIONS = (Action.RE_APPLY, Action.ADOPT, Action.IGNORE)


def by_policy(step: Step, mismatch: Mismatch, policy: Policy, by: str, why: str) -> None:
    """What the policy says about a mismatch that is open."""
    if policy is Policy.REPORT:
        return
    mismatch.by, mismatch.why = by, why
    if policy is Policy.FALLOUT:
        _hold(step, mismatch, None)
        return
    try:
        _carry_out(step, mismatch, Repair(policy))
    except HubError as error:
        _hold(step, mismatch, error.reasons[0])


def decide(step: Step, command: RepairMismatch) -> Mismatch:
    """An operator's decision; that it was fallout is resolved with it."""
    mismatch = step.get(MISMATCHES, command.id)
    identifier, mismatch.fallout_id = mismatch.fallout_id, ""
    _decide(step, mismatch, command.action, command.by, command.why)
    if identifier:
        step.get(FALLOUT, identifier).resolve(command.action, command.by, command.why, step.now)
    return mismatch


def resolve(step: Step, command: ResolveFallout) -> Fallout:
    """One decision, one effect: about an order, or about a mismatch."""
    if command.order_id:
        return deciding.resolve(step, command)
    fallout = step.get(FALLOUT, command.id)
    fallout.resolve(command.action, command.by, command.why, step.now)
    mismatch = step.get(MISMATCHES, fallout.mismatch_id)
    mismatch.fallout_id = ""
    _decide(step, mismatch, command.action, command.by, command.why)
    return fallout


def repaired(step: Step, message: ServiceRepaired) -> None:
    """SOM's answer; one about an earlier attempt, or about what is decided already, comes too late."""
    mismatch = step.look(MISMATCHES, message.id)
    if mismatch is None or message.attempt != mismatch.attempt or not _is_awaited(mismatch, message.state):
        return
    mismatch = step.get(MISMATCHES, message.id)
    if message.state == "completed":
        settled(step, mismatch)
        mismatch.settle(mismatch.repair or Repair.RE_APPLY)
    elif message.state == "failed":
        otherwise = Reason(Code.INTERNAL_ERROR, "SOM says that the repair has failed, and not why")
        mismatch.fail(first_reason(message.error_message, otherwise), step.now)
        if mismatch.state is MismatchState.HELD:
            _raise(step, mismatch)
    else:
        mismatch.at_work(step.now)


def due(step: Step, mismatch: Mismatch) -> None:
    """SOM is silent, or the next attempt is to be made."""
    if mismatch.state is MismatchState.REPAIRING:
        mismatch.overdue(step.now)
        if mismatch.state is MismatchState.REPAIRING:
            _ask(step, mismatch)
        else:
            _raise(step, mismatch)
        return
    try:
        _carry_out(step, mismatch, mismatch.repair or Repair.RE_APPLY)
    except HubError:
        mismatch.give_way()


def settled(step: Step, mismatch: Mismatch) -> None:
    """Nobody has to decide about it any more."""
    if mismatch.fallout_id:
        step.get(FALLOUT, mismatch.fallout_id).clear("both sides say the same again", step.now)
        mismatch.fallout_id = ""


def _is_awaited(mismatch: Mismatch, said: str) -> bool:
    if mismatch.state is MismatchState.REPAIRING:
        return True
    overdue = mismatch.reason is not None and mismatch.reason.code is Code.ANSWER_OVERDUE
    return mismatch.state is MismatchState.HELD and overdue and said == "completed"


def _decide(step: Step, mismatch: Mismatch, action: str, by: str, why: str) -> None:
    deciding.named(by, why)
    if action not in ACTIONS:
        text = f"possible here: {', '.join(ACTIONS)}, not {action[:60] or 'nothing'}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "repair")
    mismatch.wish(by, why)
    if action == Action.IGNORE:
        mismatch.ignore()
    else:
        _carry_out(step, mismatch, Repair(action))


def _carry_out(step: Step, mismatch: Mismatch, repair: Repair) -> None:
    """Adopts in the product what its service is; everything else is SOM's. Not while an order works on the product."""
    product = step.look(PRODUCTS, mismatch.product_id) if mismatch.product_id else None
    if product is not None and (order := holder(step, None, product)):
        raise refuse(Kind.NOT_ALLOWED, Code.PRODUCT_BUSY, being_changed(product, order), "productId")
    if mismatch.between is Between.PRODUCT_SERVICE and repair is Repair.ADOPT:
        adopt(product, mismatch, step.current(current_catalog), step.now)
        step.get(PRODUCTS, mismatch.product_id)
        mismatch.settle(repair)
        return
    if mismatch.between is Between.PRODUCT_SERVICE:
        _want(mismatch, product)
    mismatch.begin(repair, step.now)
    _ask(step, mismatch)


def _want(mismatch: Mismatch, product: Product | None) -> None:
    """What the product wants its service to be, in the words of a service order."""
    known = service_of(product, mismatch.service_id) if product is not None else None
    if (known is None) is not (mismatch.difference is Difference.EXTRA):
        raise outdated(mismatch)
    if known is None:
        mismatch.wanted_state, mismatch.wanted = "terminated", {}
    else:
        mismatch.wanted_state = "inactive" if known.suspended else "active"
        mismatch.wanted = dict(known.characteristics)


def _ask(step: Step, mismatch: Mismatch) -> None:
    about = contract.Mismatch(
        id=mismatch.id,
        between=mismatch.between,
        difference=mismatch.difference,
        subject_id=mismatch.subject_id,
        service_id=mismatch.service_id,
        product_id=mismatch.product_id,
        specification_id=mismatch.specification_id,
        upper=mismatch.upper,
        lower=mismatch.lower,
    )
    message = RepairService(
        id=mismatch.id,
        attempt=mismatch.attempt,
        repair=mismatch.repair or Repair.RE_APPLY,
        mismatch=about,
        state=mismatch.wanted_state,
        service_characteristic=values(mismatch.wanted),
    )
    step.send(message, key=mismatch.id)


def _hold(step: Step, mismatch: Mismatch, reason: Reason | None) -> None:
    mismatch.reason = reason
    mismatch.fire(MISMATCH, MismatchEvent.RAISE)
    _raise(step, mismatch)


def _text(mismatch: Mismatch) -> str:
    """What is wrong, in a sentence."""
    upper, lower = mismatch.between.split("-")
    what = {
        Difference.MISSING: f"the {upper} inventory has it, the {lower} inventory does not",
        Difference.EXTRA: f"the {lower} inventory has it, the {upper} inventory does not",
        Difference.DIFFERENT: f"{upper} and {lower} inventory say different things of it",
    }[mismatch.difference]
    return f"{mismatch.specification_id} {mismatch.subject_id}: ".lstrip() + what


def _raise(step: Step, mismatch: Mismatch) -> None:
    """It is fallout: what is known of it, and why no machine has put it right."""
    mismatch.fallouts += 1
    mismatch.fallout_id = derived_id("fallout", mismatch.id, str(mismatch.fallouts))
    because = f": {mismatch.reason.text}" if mismatch.reason else ""
    fallout = Fallout(
        id=mismatch.fallout_id,
        mismatch_id=mismatch.id,
        raised_at=step.now,
        reason=Reason(Code.INVENTORY_MISMATCH, _text(mismatch) + because),
        context={
            "between": mismatch.between,
            "difference": mismatch.difference,
            "serviceId": mismatch.service_id,
            "productId": mismatch.product_id,
            "upper": mismatch.upper,
            "lower": mismatch.lower,
            "since": mismatch.found_at,
            **({"causedBy": mismatch.reason.code} if mismatch.reason else {}),
        },
        actions=list(ACTIONS),
    )
    fallout.record("raise", target=fallout.state, code=fallout.reason.code, mismatch=mismatch.id)
    step.add(FALLOUT, fallout)
