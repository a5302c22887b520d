"""What nobody can handle is parked on both buses, with its reason, and holds nobody up."""

from hub.kernel.errors import Code, Kind, refuse
from tests.contract.bus.world import LIMIT, World, all_parked, content, depth, empty, message, queue, settle
from tests.waiting import eventually

HICCUP = RuntimeError("hiccup")
WRONG = refuse(Kind.INVALID, Code.MESSAGE_MALFORMED, "it is wrong in itself")


async def test_at_the_limit_a_message_is_parked_with_what_was_wrong(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = message("Do", 3)
    await process.send(sent)

    for _ in range(LIMIT):
        await eventually(lambda: mailbox.deliveries)
        await mailbox.settle(HICCUP)

    (parked,) = await eventually(lambda: process.bus.parked("worker"))
    assert parked.queue == queue(world, "commands")
    assert content(parked.message) == content(sent)
    assert parked.reason == {
        "kind": "internal",
        "reasons": [{"code": "internal-error", "path": "", "text": "RuntimeError: hiccup"}],
    }
    await eventually(lambda: depth(world, "commands", 0))
    assert mailbox.deliveries == []


async def test_what_is_wrong_in_itself_is_parked_at_once(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    await process.send(message())
    await eventually(lambda: mailbox.deliveries)

    await mailbox.settle(WRONG)

    (parked,) = await eventually(lambda: process.bus.parked("worker"))
    assert parked.reason["kind"] == "invalid"
    assert parked.reason["reasons"][0]["code"] == "message-malformed"


async def test_looking_at_what_is_parked_takes_nothing_away_and_keeps_the_order(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(3)]
    for each in sent:
        await process.send(each)
        await eventually(lambda: mailbox.deliveries)
        await mailbox.settle(WRONG)

    for _ in range(3):
        looked = await eventually(lambda: all_parked(world, 3))
        assert sorted(p.message.id for p in looked) == sorted(m.id for m in sent)


async def test_a_room_sees_only_what_is_parked_for_itself(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    await process.send(message("Happened"))
    await eventually(lambda: mailbox.deliveries)
    await mailbox.settle(WRONG)

    await eventually(lambda: process.bus.parked("worker"))

    assert await process.bus.parked("listener") == []


async def test_a_parked_message_takes_no_neighbour_along(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(4)]
    await process.send(*sent)
    await eventually(lambda: len(mailbox.deliveries) == 4)

    taken, mailbox.deliveries = mailbox.deliveries, []
    await settle([(d, WRONG if d.message.id == sent[1].id else None) for d in taken])

    parked = await eventually(lambda: process.bus.parked("worker"))
    assert [p.message.id for p in parked] == [sent[1].id]
    await eventually(lambda: depth(world, "commands", 0))


async def test_a_message_that_goes_nowhere_is_parked_and_holds_nobody_up(world: World) -> None:
    """Neither a type no document knows nor an event nobody listens to may block what comes behind it."""
    process = world.process()
    mailbox = await process.listen("worker")
    unknown, unheard, known = message("Unknown"), message("Ignored"), message("Do")

    await process.send(unknown, unheard, known)

    await eventually(lambda: mailbox.ids == [known.id])
    parked = await eventually(lambda: all_parked(world, 2, "unroutable"))
    assert {p.message.id for p in parked} == {unknown.id, unheard.id}
    assert {p.reason["reasons"][0]["code"] for p in parked} == {"message-unroutable"}
    await mailbox.settle()
    process.relay.arrived(None)
    await eventually(lambda: empty(world))


async def test_an_event_that_need_not_be_heard_is_forgotten_when_nobody_listens(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    unheard, known = message("Offered"), message("Do")

    await process.send(unheard, known)

    await eventually(lambda: mailbox.ids == [known.id])
    await mailbox.settle()
    process.relay.arrived(None)
    await eventually(lambda: empty(world))
    assert unheard.id not in {p.message.id for p in await process.bus.parked("unroutable")}


async def test_an_event_that_need_not_be_heard_reaches_all_who_listen(world: World) -> None:
    process = world.process()
    worker, listener = await process.listen("worker"), await process.listen("listener")
    hint = message("Hinted")

    await process.send(hint)

    await eventually(lambda: worker.ids == listener.ids == [hint.id])
