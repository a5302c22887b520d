"""A service order's own decisions: retries and their pauses, what is released when, and what silence means."""

from datetime import timedelta
from typing import Any

import pytest

from gateway.facades.tmf641_v4_cancel import STATES as TASKS_PUBLISHED
from hub.kernel.errors import Code, HubError, Reason
from tests.unit.rooms.making import NOW
from workers.som.cancellation import CancellationState
from workers.som.catalog import ActivationPolicy, Catalog, ResourceComponent, ServiceSpecification
from workers.som.decompose import decompose
from workers.som.handlers import asked
from workers.som.item import Item
from workers.som.machine import ServiceOrderState
from workers.som.machine_part import PartState
from workers.som.machine_service import PUBLISHED, ServiceState
from workers.som.model import ServiceOrder, new_service_id
from workers.som.part import Part
from workers.som.values import ServiceValue, SpecificationRef

S, P = ServiceOrderState, PartState
NO = Reason(Code.NETWORK_REFUSED, "no")
LATER = Reason(Code.NETWORK_FAILED, "later")
POLICY = ActivationPolicy(attempts=4, back_off_seconds=2)


def specified(*, resources: bool = True, policy: ActivationPolicy | None = POLICY) -> ServiceSpecification:
    needed = [ResourceComponent("vlan", "vlan-id")] if resources else []
    return ServiceSpecification("x", "3", "x", resources=needed, activation=policy)


class Made:
    """An order that builds one service, and its one part."""

    def __init__(self, specification: ServiceSpecification) -> None:
        wanted = ServiceValue(id=new_service_id("so", "1"), specification=SpecificationRef("x"))
        item = Item(id="1", action="add", service=wanted)
        self.order = ServiceOrder(id="so", external_id="o", items=[item], order_date=NOW)
        parts = decompose(self.order, Catalog([specification]), lambda _: None)
        assert isinstance(parts, list)
        self.order.begin(parts, NOW)

    @property
    def part(self) -> Part:
        return self.order.parts[0]

    @property
    def state(self) -> PartState:
        return self.part.state

    def hear(self, what: str, *said: Any) -> None:
        """Something has happened to the part."""
        getattr(self.order, what)(self.part, *said, NOW)
        self.order.advance(NOW)


def begun(**how: Any) -> Made:
    return Made(specified(**how))


def activating(**how: Any) -> Made:
    made = begun(**how)
    if made.state is P.RESERVING:
        made.hear("resources_reserved", {"vlan": ("r", "1000")})
    assert made.state is P.ACTIVATING
    return made


def test_it_reserves_then_activates_then_completes() -> None:
    made = begun()
    assert (made.state, made.order.wake_at) == (P.RESERVING, NOW + timedelta(minutes=1))
    made.hear("resources_reserved", {"vlan": ("r", "1000")})
    assert (made.state, made.part.attempts, made.part.effective()) == (P.ACTIVATING, 1, {"vlan": "1000"})
    assert made.order.state is S.IN_PROGRESS
    made.hear("activated")
    assert (made.state, made.order.state) == (P.COMPLETED, S.COMPLETED)
    assert (made.order.wake_at, made.order.completion_date) == (None, NOW)


def test_without_resources_it_activates_and_without_activation_it_completes() -> None:
    assert begun(resources=False).state is P.ACTIVATING
    assert begun(resources=False, policy=None).order.state is S.COMPLETED
    made = begun(policy=None)
    made.hear("resources_reserved", {"vlan": ("r", "1")})
    assert made.order.state is S.COMPLETED


def test_pauses_between_attempts_double_up_to_the_limit_of_the_table() -> None:
    made = activating(policy=ActivationPolicy(attempts=12, back_off_seconds=2))
    pauses = []
    for _ in range(11):
        made.hear("activation_failed", LATER)
        assert made.order.wake_at
        pauses.append((made.order.wake_at - NOW).total_seconds())
        made.hear("part_overdue")
        assert made.state is P.ACTIVATING
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_after_its_attempts_a_failure_is_final_and_what_was_reserved_goes_back() -> None:
    made = activating()
    for _ in range(3):
        made.hear("activation_failed", LATER)
        made.hear("part_overdue")
    made.hear("activation_failed", LATER)
    assert (made.state, made.part.attempts, made.order.reason) == (P.RELEASING, 4, LATER)
    made.hear("resources_released")
    assert (made.order.state, made.order.reason, made.order.completion_date) == (S.FAILED, LATER, NOW)


def test_a_refusal_releases_what_was_reserved_and_nothing_when_nothing_was() -> None:
    made = activating()
    made.hear("refused", NO)
    assert (made.state, made.order.reason) == (P.RELEASING, NO)
    assert made.part.release_order_id
    bare = activating(resources=False)
    bare.hear("refused", NO)
    assert (bare.order.state, bare.part.release_order_id, bare.order.completion_date) == (S.FAILED, "", NOW)


def test_when_rom_refuses_nothing_is_released_as_nothing_was_taken() -> None:
    made = begun()
    made.hear("refused", NO)
    assert (made.order.state, made.order.reason, made.order.wake_at) == (S.FAILED, NO, None)
    assert made.part.release_order_id == ""


@pytest.mark.parametrize(
    ("make", "then", "code"),
    [(begun, P.RELEASING, Code.TIME_LIMIT_PASSED), (activating, P.WITHDRAWING, Code.NETWORK_SILENT)],
)
def test_silence_is_asked_about_three_times_before_it_is_given_up(
    make: Any, then: PartState, code: Code
) -> None:
    made = make()
    state = made.state
    for times in (1, 2, 3):
        made.hear("part_overdue")
        assert (made.state, made.part.questions, made.order.reason) == (state, times, None)
    made.hear("part_overdue")
    assert made.state is then
    assert made.order.reason.code is code
    assert "asked 4 times" in made.order.reason.text


def test_only_what_is_due_is_overdue() -> None:
    made = begun()
    assert made.order.wake_at
    made.order.overdue(made.order.wake_at - timedelta(seconds=1))
    assert made.part.questions == 0
    made.order.overdue(made.order.wake_at)
    assert made.part.questions == 1


def test_a_withdrawn_activation_is_asked_about_until_the_network_says_what_became_of_it() -> None:
    made = activating()
    for _ in range(20):
        made.hear("part_overdue")
    assert (made.state, made.order.wake_at) == (P.WITHDRAWING, NOW + timedelta(minutes=5))
    made.hear("refused", NO)
    assert made.state is P.RELEASING
    assert made.order.reason
    assert made.order.reason.code is Code.NETWORK_SILENT


def test_a_withdrawn_activation_that_has_acted_completes_without_a_reason() -> None:
    made = activating()
    for _ in range(4):
        made.hear("part_overdue")
    made.hear("activated")
    assert (made.order.state, made.order.reason) == (S.COMPLETED, None)


def test_each_attempt_may_be_silent_as_long_as_the_first() -> None:
    made = activating()
    made.hear("part_overdue")
    made.hear("part_overdue")
    made.hear("activation_failed", LATER)
    made.hear("part_overdue")
    assert (made.part.attempts, made.part.questions) == (2, 0)


def test_a_network_that_says_it_is_at_work_is_not_silent() -> None:
    made = activating(policy=ActivationPolicy(answer_within_seconds=7))
    assert made.order.wake_at == NOW + timedelta(seconds=7)
    made.hear("part_overdue")
    made.order.activation_at_work(made.part, NOW + timedelta(seconds=7))
    assert (made.part.questions, made.order.wake_at) == (0, NOW + timedelta(seconds=14))


def test_the_activation_key_is_the_same_for_every_attempt() -> None:
    made = activating()
    first = asked(made.order, made.part)
    made.hear("activation_failed", LATER)
    made.hear("part_overdue")
    assert [first, asked(made.order, made.part)] == [("so/1", 1), ("so/1", 2)]


@pytest.mark.parametrize("state", [P.COMPLETED, P.FAILED, P.CANCELLED])
def test_a_part_that_has_ended_is_moved_by_nothing(state: PartState) -> None:
    made = activating()
    made.part.state = state
    for what in (("activated",), ("activation_failed", LATER), ("refused", LATER), ("resources_released",)):
        with pytest.raises(HubError, match="nothing, it is settled"):
            made.hear(*what)
    with pytest.raises(HubError, match="nothing, it is settled"):
        made.hear("resources_reserved", {})
    with pytest.raises(HubError, match="nothing, it is settled"):
        made.hear("part_overdue")
    assert made.state is state


def test_every_state_has_a_name_in_tmf() -> None:
    """Service orders have no others: TMF641 allows these and some we do not need."""
    published = {"acknowledged", "rejected", "pending", "held", "inProgress", "cancelled", "completed"}
    assert set(S) <= published | {"failed", "partial", "assessingCancellation", "pendingCancellation"}
    assert PUBLISHED.keys() == set(ServiceState)
    assert set(PUBLISHED.values()) == set(ServiceState) - {ServiceState.SUSPENDED}
    assert TASKS_PUBLISHED.keys() == set(CancellationState)
