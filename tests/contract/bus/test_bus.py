"""What both buses promise: nothing is lost, nothing is handed out of order, nobody suffers for another's error."""

from tests.contract.bus.world import LIMIT, World, content, depth, empty, message, queue, settle
from tests.waiting import eventually

HICCUP = RuntimeError("hiccup")


async def test_a_message_arrives_whole_in_the_queue_of_its_type(world: World) -> None:
    """Id, type, body, key, correlation, causation and trace context are what was sent."""
    process = world.process()
    mailbox = await process.listen("worker")
    sent = message("Do", 7)

    await process.send(sent)
    await eventually(lambda: mailbox.deliveries)

    (delivery,) = mailbox.deliveries
    assert content(delivery.message) == content(sent)
    assert delivery.queue == queue(world, "commands")
    assert delivery.attempts == 0


async def test_messages_sent_before_anybody_listens_wait(world: World) -> None:
    process = world.process()
    early = [message("Do", n) for n in range(3)]
    await process.send(*early)

    await eventually(lambda: depth(world, "commands", 3))
    mailbox = await process.listen("worker")

    await eventually(lambda: mailbox.ids == [m.id for m in early])


async def test_a_queue_keeps_the_order_in_which_messages_were_sent(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n, key=str(n % 3)) for n in range(700)]

    for start in range(0, 700, 100):
        await process.send(*sent[start : start + 100])
    await eventually(lambda: len(mailbox.deliveries) == 500 or len(mailbox.deliveries) == 700)
    received = list(mailbox.ids)
    while len(received) < 700:
        await mailbox.settle()
        await eventually(lambda: mailbox.deliveries)
        received += mailbox.ids

    assert received == [m.id for m in sent]


async def test_every_room_that_listens_to_an_exchange_gets_its_own_copy(world: World) -> None:
    process = world.process()
    worker, listener = await process.listen("worker"), await process.listen("listener")
    sent = message("Happened", 1)

    await process.send(sent)
    await eventually(lambda: worker.deliveries and listener.deliveries)

    assert worker.ids == listener.ids == [sent.id]
    assert {worker.deliveries[0].queue, listener.deliveries[0].queue} == {
        queue(world, "worker"),
        queue(world, "listener"),
    }


async def test_a_copy_that_one_room_has_handled_still_waits_for_the_other(world: World) -> None:
    process = world.process()
    worker = await process.listen("worker")
    await process.send(message("Happened"))
    await eventually(lambda: worker.deliveries)
    await worker.settle()
    await process.die()

    again = world.process()
    listener = await again.listen("listener")

    await eventually(lambda: listener.deliveries)


async def test_what_was_handled_leaves_the_queue_and_the_outbox(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    await process.send(message(), message())
    await eventually(lambda: len(mailbox.deliveries) == 2)

    await mailbox.settle()

    await eventually(lambda: depth(world, "commands", 0))
    process.relay.arrived(None)
    await eventually(lambda: empty(world))


async def test_a_failed_message_comes_again_and_its_attempts_are_counted(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = message()
    await process.send(sent)

    for attempts in range(LIMIT):
        await eventually(lambda: mailbox.deliveries)
        assert (mailbox.ids, mailbox.deliveries[0].attempts) == ([sent.id], attempts)
        if attempts < LIMIT - 1:
            await mailbox.settle(HICCUP)

    await mailbox.settle()
    await eventually(lambda: depth(world, "commands", 0))
    assert await process.bus.parked("worker") == []


async def test_neighbours_of_a_failing_message_are_handled_once_and_only_it_comes_again(
    world: World,
) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(5)]
    await process.send(*sent)
    await eventually(lambda: len(mailbox.deliveries) == 5)

    taken, mailbox.deliveries = mailbox.deliveries, []
    await settle([(d, HICCUP if d.message.id == sent[2].id else None) for d in taken])

    await eventually(lambda: mailbox.ids == [sent[2].id])
    await mailbox.settle()
    await eventually(lambda: depth(world, "commands", 0))


async def test_settling_a_part_leaves_the_rest_to_be_settled(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(4)]
    await process.send(*sent)
    await eventually(lambda: len(mailbox.deliveries) == 4)

    taken, mailbox.deliveries = mailbox.deliveries, []
    await settle([(d, None) for d in taken[:2]])
    await eventually(lambda: depth(world, "commands", 2))

    await process.die()
    again = await world.process().listen("worker")
    # Those settled may come too: delivery is at least once.
    await eventually(lambda: again.ids[-2:] == [m.id for m in sent[2:]])


async def test_what_was_not_settled_comes_again_in_another_process(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(3)]
    await process.send(*sent)
    await eventually(lambda: len(mailbox.deliveries) == 3)

    await process.die()
    again = await world.process().listen("worker")

    await eventually(lambda: again.ids == [m.id for m in sent])


async def test_what_was_sent_but_never_handed_out_survives_the_process(world: World) -> None:
    process = world.process()
    sent = message()
    await process.send(sent)
    await process.die()

    again = await world.process().listen("worker")

    await eventually(lambda: again.ids == [sent.id])


async def test_after_stopping_nothing_is_handed_out_but_what_was_can_be_settled(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    first, second = message(), message()
    await process.send(first)
    await eventually(lambda: mailbox.deliveries)

    await process.bus.stop_consuming("worker")
    await process.send(second)
    await eventually(lambda: depth(world, "commands", 2))
    assert mailbox.ids == [first.id]
    await mailbox.settle()

    await eventually(lambda: depth(world, "commands", 1))
    again = await process.listen("worker")
    await eventually(lambda: again.ids == [second.id])
    assert mailbox.deliveries == []


async def test_who_listens_anew_is_handed_what_the_one_before_did_not_settle(world: World) -> None:
    process = world.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(3)]
    await process.send(*sent)
    await eventually(lambda: len(mailbox.deliveries) == 3)
    await process.bus.stop_consuming("worker")

    again = await process.listen("worker")

    await eventually(lambda: again.ids == [m.id for m in sent])
    await mailbox.settle(HICCUP)  # too late: these are somebody else's now
    await again.settle()
    await eventually(lambda: depth(world, "commands", 0))
    assert again.deliveries == []


async def test_stopping_a_room_leaves_the_others_alone(world: World) -> None:
    process = world.process()
    worker, listener = await process.listen("worker"), await process.listen("listener")
    await process.bus.stop_consuming("worker")

    await process.send(message("Happened"))

    await eventually(lambda: listener.deliveries)
    assert worker.deliveries == []


async def test_stopping_what_never_listened_is_harmless(world: World) -> None:
    await world.process().bus.stop_consuming("worker")
