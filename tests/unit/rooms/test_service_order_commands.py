"""What callers ask of SOM over gRPC: orders of their own, tasks that take orders back, and orders that are forgotten."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages.som import CreateServiceOrder
from proto.som.v1 import service_order_pb2 as pb
from tests.unit.rooms.layers import BARE, Layers
from tests.unit.rooms.making import NOW
from tests.unit.rooms.service_items import asked_for as item
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.asking import asked_for
from workers.som.cancellation import Cancellation, CancellationState
from workers.som.commands import DeleteServiceOrder, RequestCancellation, SubmitServiceOrder
from workers.som.rpc.mapping import to_create
from workers.som.store import CANCELLATIONS, SERVICE_ORDERS, SERVICES

T = CancellationState
ASKED = CreateServiceOrder(id="so", external_id="counter", service_order_item=[item("1", of=BARE)])
ORDER = asked_for(ASKED)


def task(layers: Layers) -> Cancellation:
    """The only one there is."""
    (found,) = layers.all(CANCELLATIONS)
    assert isinstance(found, Cancellation)
    return found


def test_an_order_that_was_ordered_here_runs_as_any_other_and_is_told_of(layers: Layers) -> None:
    order, _ = layers.command(SubmitServiceOrder(ORDER))
    assert (order.id, order.state) == ("so", "inProgress")
    layers.run()
    assert layers.answers("so") == ["completed"]
    layers.check()


def test_the_same_order_again_is_answered_with_what_became_of_it_and_another_one_is_a_conflict(
    layers: Layers,
) -> None:
    layers.command(SubmitServiceOrder(ORDER))
    layers.run()
    known, replayed = layers.command(SubmitServiceOrder(ORDER))
    assert (known.state, replayed) == ("completed", True)
    assert layers.writes() == 1
    other = asked_for(msgspec.structs.replace(ASKED, service_order_item=[item("1")]))
    with pytest.raises(HubError) as refused:
        layers.command(SubmitServiceOrder(other))
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.KEY_REUSED)


def test_a_task_takes_an_order_back_and_ends_with_it(layers: Layers) -> None:
    layers.play(Rule(delay_seconds=20))
    layers.command(SubmitServiceOrder(ORDER))
    layers.run()
    made = layers.command(RequestCancellation("t", "so", "changed his mind"))
    assert (made.state, layers.state("so")) == (T.IN_PROGRESS, "revoking")
    layers.settle()
    assert (task(layers).state, task(layers).refusal, layers.state("so")) == (T.DONE, None, "cancelled")
    layers.check()


def test_a_task_for_a_later_date_waits_for_it(layers: Layers) -> None:
    layers.play(Rule(delay_seconds=500))
    layers.command(SubmitServiceOrder(ORDER))
    layers.run()
    at = NOW + timedelta(minutes=3)
    layers.command(RequestCancellation("t", "so", wanted_at=at))
    assert (task(layers).state, task(layers).wake_at) == (T.ACKNOWLEDGED, at)
    layers.pass_time(timedelta(minutes=3))
    layers.run()
    assert (task(layers).state, layers.state("so")) == (T.DONE, "cancelled")


def test_a_task_that_comes_too_late_says_what_has_become_of_the_order(layers: Layers) -> None:
    layers.command(SubmitServiceOrder(ORDER))
    layers.run()
    late = layers.command(RequestCancellation("t", "so"))
    assert late.state is T.TERMINATED_WITH_ERROR
    assert late.refusal is not None
    assert (late.refusal.code, "completed" in late.refusal.text) == (Code.POINT_OF_NO_RETURN, True)
    layers.check()


def test_a_task_ends_with_an_error_when_the_network_will_not_undo(layers: Layers) -> None:
    layers.play(Rule(operation="deactivate", refuse=True))
    layers.command(SubmitServiceOrder(ORDER))
    layers.run(until="MonitorStateChangeEvent")
    layers.command(RequestCancellation("t", "so"))
    layers.settle()
    assert (layers.state("so"), task(layers).state) == ("completed", T.TERMINATED_WITH_ERROR)


def test_a_task_is_made_once_and_not_for_an_order_nobody_knows(layers: Layers) -> None:
    layers.command(SubmitServiceOrder(ORDER))
    first = layers.command(RequestCancellation("t", "so"))
    assert layers.command(RequestCancellation("t", "so")).id == first.id
    assert len(layers.all(CANCELLATIONS)) == 1
    with pytest.raises(HubError) as refused:
        layers.command(RequestCancellation("u", "nobody's"))
    assert refused.value.kind is Kind.NOT_FOUND
    with pytest.raises(HubError) as reused:
        layers.command(RequestCancellation("t", "other"))
    assert reused.value.kind is Kind.CONFLICT


def test_two_tasks_end_with_one_order(layers: Layers) -> None:
    layers.play(Rule(delay_seconds=20))
    layers.command(SubmitServiceOrder(ORDER))
    layers.run()
    layers.command(RequestCancellation("t", "so"))
    layers.command(RequestCancellation("u", "so"))
    layers.cancel("so")
    layers.settle()
    assert [found.state for found in layers.all(CANCELLATIONS)] == [T.DONE] * 3


def test_a_cancellation_from_the_bus_is_one_task_however_often_it_comes(layers: Layers) -> None:
    layers.order("so")
    layers.run(until="ActivateService")
    for _ in range(3):
        layers.cancel("so")
    layers.settle()
    assert (task(layers).order_id, task(layers).state) == ("so", T.DONE)


def test_only_an_order_that_has_ended_can_be_deleted_and_its_services_stay(layers: Layers) -> None:
    layers.command(SubmitServiceOrder(ORDER))
    with pytest.raises(HubError) as refused:
        layers.command(DeleteServiceOrder("so"))
    assert refused.value.kind is Kind.NOT_ALLOWED
    layers.run()
    layers.command(DeleteServiceOrder("so"))
    assert layers.all(SERVICE_ORDERS) == []
    assert [str(s.state) for s in layers.all(SERVICES)] == ["active"]
    with pytest.raises(HubError) as unknown:
        layers.command(DeleteServiceOrder("so"))
    assert unknown.value.kind is Kind.NOT_FOUND


def test_an_order_is_forgotten_with_the_requests_to_take_it_back(layers: Layers) -> None:
    layers.cancel("so")
    layers.run()
    later = RequestCancellation("t", "so", "", layers.now + timedelta(days=1))
    layers.batch(later, DeleteServiceOrder("so"))
    assert (layers.all(CANCELLATIONS), layers.all(SERVICE_ORDERS)) == ([], [])

    # Asked for again it is as if nobody had ever known it.
    layers.cancel("so")
    layers.run()
    assert layers.state("so") == "cancelled"


def test_what_an_order_has_built_is_not_built_over_when_its_id_is_used_again(layers: Layers) -> None:
    for _ in range(2):
        layers.command(SubmitServiceOrder(ORDER))
        layers.run()
        layers.command(DeleteServiceOrder("so"))
    assert layers.answers("so") == ["completed", "rejected"]
    assert layers.told[-1].error_message[0].code == Code.STATE_FORBIDS
    layers.check()


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"id": "x" * 101}, "id"),
        ({"external_id": "x" * 121}, "externalId"),
        ({"product": "x" * 121}, "relatedEntity.id"),
    ],
)
def test_an_id_that_no_table_could_hold_is_refused(asked: dict[str, Any], path: str) -> None:
    product = asked.pop("product", "p")
    wanted = pb.Service(service_specification=pb.ServiceSpecificationRef(id=BARE))
    wanted.related_entity.add(id=product)
    added = pb.ServiceOrderItem(id="1", action="add", service=wanted)
    order = pb.ServiceOrder(item=[added], **asked)
    with pytest.raises(HubError) as refused:
        to_create(pb.CreateServiceOrderRequest(service_order=order))
    assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.INVALID, path)
