"""Settling: what is handled goes at once, what failed waits longer each time and holds nobody up."""

import asyncio

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.settling import Settling
from tests.contract.store.bank import Pay, message
from tests.contract.store.fakes import FakeSource
from tests.waiting import eventually


async def test_a_failed_message_is_given_back_after_the_handled_ones_of_its_batch() -> None:
    source, settling = FakeSource(), Settling()
    first, second = source.deliver(message(Pay("1", 1)), message(Pay("1", 2)))

    await settling.settle([(first, RuntimeError("not now")), (second, None)])

    assert [delivery for delivery, _ in source.outcomes] == [second]
    await eventually(lambda: len(source.outcomes) == 2)
    assert source.outcomes[1][0] is first


async def test_a_message_that_is_wrong_in_itself_waits_for_nothing() -> None:
    source, settling = FakeSource(), Settling()
    (wrong,) = source.deliver(message(Pay("1", 1)))

    await settling.settle([(wrong, refuse(Kind.INVALID, Code.MESSAGE_MALFORMED, "no"))])

    assert [delivery for delivery, _ in source.outcomes] == [wrong]


async def test_the_pause_doubles_with_every_delivery_up_to_the_longest() -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    source, settling = FakeSource(), Settling(sleep)
    for attempts in (0, 1, 2, 9, 19):
        (delivery,) = source.deliver(message(Pay("1", 1)))
        delivery.attempts = attempts
        await settling.settle([(delivery, RuntimeError("not now"))])
    await eventually(lambda: len(source.outcomes) == 5)

    assert pauses == [0.01, 0.02, 0.04, 5.0, 5.0]


async def test_what_waits_when_the_room_stops_stays_unsettled() -> None:
    source, settling = FakeSource(), Settling()
    (delivery,) = source.deliver(message(Pay("1", 1)))
    delivery.attempts = 19
    await settling.settle([(delivery, RuntimeError("not now"))])

    settling.abandon()
    await asyncio.sleep(0)

    assert source.outcomes == []
