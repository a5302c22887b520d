"""What a service order sets going with every move, and what is done when it has ended."""

from hub.kernel.errors import Code, Reason
from hub.platform.unit_of_work import Step
from workers.som import drivers
from workers.som.cancellation import Cancellation
from workers.som.keeping import forget, keep
from workers.som.machine import ServiceOrderState
from workers.som.machine_part import HANDING_BACK, PartState
from workers.som.model import ServiceOrder
from workers.som.part import Part
from workers.som.reconciliation import repairing
from workers.som.sending import publish
from workers.som.store import CANCELLATIONS

P = PartState


def go_on(step: Step, order: ServiceOrder) -> None:
    """Asks for what the parts that have moved want; what has ended is told, and the inventory knows it."""
    for part in order.take_moved():
        _carry_out(step, order, part)
        keep(step, order, part)
    if order.settled:
        ended(step, order)


def ended(step: Step, order: ServiceOrder) -> None:
    """The one place that is passed when a service order has ended, once, whatever it was and whoever wanted it."""
    publish(step, order)
    forget(step, order)
    repairing.order_ended(step, order)
    for identifier in order.cancellation_ids:
        resolve(step, step.get(CANCELLATIONS, identifier), order)


def resolve(step: Step, task: Cancellation, order: ServiceOrder) -> None:
    """A request to take an order back ends with the order."""
    if order.state is ServiceOrderState.CANCELLED:
        task.finish(step.now)
    else:
        text = f"service order {order.id} is {order.state}"
        task.refuse(Reason(Code.POINT_OF_NO_RETURN, text, "serviceOrder"), step.now)


def _carry_out(step: Step, order: ServiceOrder, part: Part) -> None:
    """Whoever owes the part an answer is asked for it."""
    driver = drivers.DRIVER
    if part.state in {P.RESERVING, P.RECLAIMING}:
        driver.reserve(step, order, part)
    elif part.state in HANDING_BACK:
        driver.release(step, order, part)
    elif part.state is P.ACTIVATING:
        driver.apply(step, order, part)
    elif part.state in {P.WITHDRAWING, P.REVOKING}:
        driver.withdraw(step, order, part)
    elif part.state is P.REVERTING:
        driver.undo(step, order, part)
