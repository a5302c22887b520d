"""What an order waits for before it begins: questions, dates, holds; and holds on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.catalog.model import Question
from core.ordering.commands import (
    AnswerProductOrder,
    HoldProductOrder,
    ReleaseProductOrder,
    UpdateProductOrder,
)
from core.ordering.items import ProductValue
from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import NOW, CharacteristicSpecification, Mapping, component, item, offering
from tests.unit.rooms.office import office

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def asking(core: Core) -> Core:
    """Somebody has to look at the site, and to say how many steps there are, before a lift is built."""
    core.sell(
        offering(
            "lift",
            component("lift", characteristics=[Mapping("floors", "floors")]),
            questions=[
                Question("site", "Is there space?", 86400),
                Question("power", "Is there power?"),
            ],
            characteristics=[CharacteristicSpecification("floors", "integer")],
        ),
        offering("ramp", component("ramp")),
    )
    core.submit(item("1", "lift"), item("2", "ramp"))
    return core


def test_an_order_waits_for_answers_before_anything_is_planned(asking: Core) -> None:
    order = asking.order()
    assert (order.state, asking.items(), order.nodes) == (
        "pending",
        {"1": "pending", "2": "acknowledged"},
        [],
    )
    assert [(q.item_id, q.name, q.text) for q in order.open_questions] == [
        ("1", "site", "Is there space?"),
        ("1", "power", "Is there power?"),
    ]
    assert order.wake_at == NOW + DAY


def test_yes_to_all_of_them_takes_the_order_on_with_what_was_answered(asking: Core) -> None:
    order = asking.answer("1", "site", floors=7)
    assert (order.state, [q.name for q in order.open_questions]) == ("pending", ["power"])
    order = asking.answer("1", "power")
    assert order.state == "inProgress"
    assert order.nodes[0].task.characteristics == {"floors": 7}
    assert {(q.name, q.by, q.why) for q in order.questions} == {
        ("site", "Kim", "looked"),
        ("power", "Kim", "looked"),
    }


def test_an_answer_the_catalogue_does_not_allow_is_refused_and_asked_for_again(asking: Core) -> None:
    with pytest.raises(HubError) as refused:
        asking.answer("1", "site", floors="many")
    assert [(refused.value.kind, r.code, r.path) for r in refused.value.reasons] == [
        (
            Kind.INVALID,
            Code.CHARACTERISTIC_OUT_OF_RANGE,
            "productOrderItem[1].product.productCharacteristic[floors]",
        )
    ]
    assert [q.name for q in asking.order().open_questions] == ["site", "power"]
    assert asking.order().items[0].product == ProductValue()


def test_what_another_order_took_while_an_answer_was_awaited_is_waited_for(asking: Core) -> None:
    asking.answer("1", "site", floors=7)
    asking.answer("1", "power")
    asking.complete("1/lift", "2/ramp")
    lift = asking.order().items[0].made[0]
    for order, floors in (("second", 8), ("third", 9)):
        asking.submit(item("1", action="modify", about=lift, floors=floors), order=order)
    for order in ("third", "second"):
        asking.answer("1", "site", order=order)
        asking.answer("1", "power", order=order)
    assert (asking.state("second"), asking.state("third")) == ("held", "inProgress")
    asking.complete("1/lift", order="third")
    assert (asking.state("second"), asking.state("third")) == ("inProgress", "completed")


def test_an_order_is_planned_with_the_versions_it_was_accepted_with(asking: Core) -> None:
    asking.sell(
        offering(
            "lift",
            component("lift"),
            component("tower", "lift"),
            version="2",
            characteristics=[CharacteristicSpecification("floors", "integer")],
        )
    )
    asking.answer("1", "site", floors=7)
    order = asking.answer("1", "power")
    assert list(asking.nodes()) == ["1/lift", "2/ramp"]
    assert order.versions["productSpecification:lift"] == "1"
    asking.submit(item("1", "lift"), order="later")
    assert list(asking.nodes("later")) == ["1/lift", "1/tower"]


def test_no_rejects_it(asking: Core) -> None:
    order = asking.answer("1", "power", yes=False)
    assert (order.state, asking.items()) == ("rejected", {"1": "rejected", "2": "rejected"})
    assert [(r.code, r.path) for r in order.reasons] == [(Code.CONDITION_UNMET, "productOrderItem[1]")]
    assert "Kim has answered no to power: looked" in order.reasons[0].text


@pytest.mark.parametrize(("item_id", "question"), [("2", "site"), ("1", "weather"), ("9", "site")])
def test_an_answer_nobody_waits_for_is_refused(asking: Core, item_id: str, question: str) -> None:
    with pytest.raises(HubError) as refused:
        asking.answer(item_id, question)
    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)


def test_the_same_answer_twice_is_refused_and_changes_nothing(asking: Core) -> None:
    asking.answer("1", "site", floors=7)
    before = asking.order()
    with pytest.raises(HubError):
        asking.answer("1", "site", yes=False)
    assert asking.order() == before


def test_an_answer_that_does_not_come_in_time_is_fallout(asking: Core) -> None:
    asking.pass_time(DAY)
    assert (asking.state(), set(asking.items().values())) == ("held", {"pending", "held"})
    fallout = asking.open_fallout()
    assert (fallout.reason.code, fallout.node) == (Code.ANSWER_OVERDUE, "")
    assert "1/site, 1/power" in fallout.reason.text
    assert fallout.actions == ["retry", "cancel", "fail-order"]


def test_an_operator_has_it_asked_again(asking: Core) -> None:
    asking.answer("1", "power")
    asking.pass_time(DAY)
    asking.resolve("retry")
    assert (asking.state(), [q.name for q in asking.order().open_questions]) == ("pending", ["site"])
    assert asking.order().wake_at == asking.now + DAY
    asking.answer("1", "site")
    assert asking.state() == "inProgress"


@pytest.mark.parametrize(("action", "state"), [("cancel", "cancelled"), ("fail-order", "rejected")])
def test_an_operator_gives_it_up(asking: Core, action: str, state: str) -> None:
    asking.pass_time(DAY)
    asking.resolve(action)
    assert (asking.state(), set(asking.items().values()), asking.told()) == (state, {state}, [])


def test_answers_are_signed(asking: Core) -> None:
    with pytest.raises(HubError) as refused:
        asking.do(AnswerProductOrder("o", "1", "site", accepted=True, by="", why=""))
    assert refused.value.kind is Kind.INVALID
    assert [r.path for r in refused.value.reasons] == ["by", "why"]


def test_an_order_for_a_later_date_is_planned_at_once_and_begun_then(core: Core) -> None:
    order = core.submit(item("1", "access"), requested_start_date=NOW + DAY)
    assert (order.state, [n.key for n in order.nodes], core.told()) == ("decomposed", ["1/access"], [])
    assert order.wake_at == NOW + DAY
    core.pass_time(DAY - MINUTE)
    assert core.told() == []
    core.pass_time(MINUTE)
    assert (core.state(), core.take_told()) == ("inProgress", [("add", "access")])


def test_the_date_can_be_moved_until_it_has_come(core: Core) -> None:
    core.submit(item("1", "access"), requested_start_date=NOW + DAY)
    core.do(UpdateProductOrder(id="o", requested_start_date=NOW + 2 * DAY))
    core.pass_time(DAY)
    assert core.state() == "decomposed"
    core.do(UpdateProductOrder(id="o", clear=frozenset({"requested_start_date"})))
    assert core.state() == "inProgress"
    with pytest.raises(HubError) as refused:
        core.do(UpdateProductOrder(id="o", requested_start_date=NOW + 9 * DAY))
    assert refused.value.kind is Kind.NOT_ALLOWED


def test_an_order_whose_own_command_gets_lost_is_asked_for_again(core: Core) -> None:
    core.patient = True
    core.submit(item("1", "access"))
    for _ in range(3):
        core.mail.clear()
        core.pass_time(MINUTE)
    assert [m.type for m in core.mail] == ["ProcessProductOrder"]
    core.patient = False
    core.deliver()
    assert core.state() == "inProgress"


def test_an_order_that_is_held_begins_nothing_new_and_what_is_under_way_goes_on(core: Core) -> None:
    office(core)
    core.take_told()
    order = core.hold()
    assert (order.state, order.hold and (order.hold.by, order.hold.why)) == ("held", ("Kim", "a storm"))
    core.complete("access/access")
    assert (core.take_told(), core.state()) == ([], "held")
    core.release()
    assert (core.take_told(), core.state(), core.order().hold) == ([("add", "address")], "inProgress", None)


def test_an_order_held_before_it_began_begins_when_it_is_released(core: Core) -> None:
    core.submit(item("1", "access"), requested_start_date=NOW + DAY)
    core.hold()
    assert (core.state(), core.items(), core.order().wake_at) == ("held", {"1": "held"}, None)
    core.pass_time(2 * DAY)
    assert (core.state(), core.told()) == ("held", [])
    core.release()
    assert core.take_told() == [("add", "access")]


def test_an_order_that_is_done_while_it_is_held_is_done(core: Core) -> None:
    core.submit(item("1", "access"))
    core.hold()
    order = core.complete("1/access")
    assert (order.state, order.hold) == ("completed", None)


def test_it_is_held_once_and_released_once(core: Core) -> None:
    core.submit(item("1", "access"))
    with pytest.raises(HubError) as refused:
        core.release()
    assert refused.value.kind is Kind.NOT_ALLOWED
    core.hold()
    with pytest.raises(HubError) as refused:
        core.hold()
    assert "Kim has held the order already: a storm" in refused.value.reasons[0].text
    core.release()
    with pytest.raises(HubError):
        core.release()


def test_fallout_is_not_ended_by_a_release(core: Core) -> None:
    core.sell(offering("x", component("x", on_failure="hold"), component("y")))
    core.submit(item("1", "x"))
    core.fail("1/x")
    with pytest.raises(HubError) as refused:
        core.release()
    assert "nobody holds the order" in refused.value.reasons[0].text
    core.hold()
    core.release()
    assert (core.state(), core.open_fallout().node) == ("held", "1/x")


@pytest.mark.parametrize("command", [HoldProductOrder("o", "", "x"), ReleaseProductOrder("o", "x", " ")])
def test_holds_are_signed(core: Core, command: object) -> None:
    core.submit(item("1", "access"))
    with pytest.raises(HubError) as refused:
        core.do(command)
    assert refused.value.kind is Kind.INVALID


def test_a_settled_order_is_not_held(core: Core) -> None:
    core.submit(item("1", "paper"))
    with pytest.raises(HubError) as refused:
        core.hold()
    assert refused.value.kind is Kind.NOT_ALLOWED


def test_its_priority_goes_along_with_everything_it_asks(core: Core) -> None:
    core.submit(item("1", "access"), priority="1")
    assert [body["priority"] for _, body in core.asked] == ["1"]


def test_what_was_sold_when_it_was_ordered_is_not_refused_because_it_is_sold_no_more(
    core: Core,
) -> None:
    sold, made = offering("hut", component("hut"), questions=[Question("site")])
    core.sell([replace(sold, valid_to=NOW + DAY), made])
    core.submit(item("1", "hut"))
    core.pass_time(2 * DAY)
    core.answer("1", "site")
    assert (core.state(), core.codes()) == ("inProgress", [])
