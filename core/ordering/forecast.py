"""When an order will be done: the critical path of what is left of its plan, and whether that is in time."""

from datetime import UTC, datetime, timedelta

from core.ordering.machine_node import AT_REST, NodeState
from core.ordering.model import ProductOrder
from core.ordering.node import Node
from core.ordering.records import Jeopardy
from hub.kernel import graph

_NOTHING = timedelta()
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def expected_completion(order: ProductOrder, now: datetime) -> datetime | None:
    """None when the catalogue says of nothing how long it takes, or nothing is left to be done."""
    open_nodes = {n.key: n for n in order.nodes if n.state not in AT_REST and not n.unwanted}
    if not any(n.task.expected_seconds for n in open_nodes.values()):
        return order.expected_completion_date
    begins = max(now, order.start_at) if not order.begun else now
    weights = {key: _left(node, now) for key, node in open_nodes.items()}
    return _later(begins, graph.longest({k: n.task.requires for k, n in open_nodes.items()}, weights))


def look_ahead(order: ProductOrder, now: datetime) -> None:
    """Brings the forecast up to date; says so once when it goes past the date asked for, and when it is good again."""
    if order.settled:
        return
    order.expected_completion_date = expected_completion(order, now)
    forecast = max(order.expected_completion_date or now, now)
    requested = order.requested_completion_date
    current = order.jeopardies[-1] if order.jeopardies and order.jeopardies[-1].cleared_at is None else None
    if requested is not None and forecast > requested:
        if current is None:
            order.jeopardies.append(Jeopardy(raised_at=now, forecast=forecast, requested=requested))
            order.alarm()
            order.record(
                "jeopardy",
                order.state,
                order.state,
                forecast=forecast.isoformat(),
                requested=requested.isoformat(),
            )
    elif current is not None:
        current.cleared_at = now
        order.record("inTimeAgain", order.state, order.state, forecast=forecast.isoformat())


def moments(order: ProductOrder) -> list[datetime]:
    """When silence alone would put the order behind: looked at then."""
    requested = order.requested_completion_date
    behind = bool(order.jeopardies) and order.jeopardies[-1].cleared_at is None
    return [_later(requested, timedelta(milliseconds=1))] if requested is not None and not behind else []


def _later(moment: datetime, time: timedelta) -> datetime:
    """A customer may name any date there is; there is none after the last one."""
    return moment + min(time, _END_OF_TIME - moment)


def _left(node: Node, now: datetime) -> timedelta:
    expected = timedelta(seconds=node.task.expected_seconds)
    if node.state is NodeState.SUBMITTED and node.started_at is not None:
        return max(expected - (now - node.started_at), _NOTHING)
    if node.state is NodeState.RETRYING and node.deadline is not None:
        return max(node.deadline - now, _NOTHING) + expected
    return expected
