"""What can only go wrong with a broker: connections that break, queues that are deleted, a broker that is away."""

import asyncio
import os
import shlex
import subprocess
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import unquote, urlsplit

import aiormq
import pytest
from pamqp.commands import Basic

from hub.kernel.errors import Code, Kind, refuse
from hub.platform import bus_rabbitmq_consumer
from hub.platform.amqp import one_error
from hub.platform.bus_rabbitmq import RabbitBus
from tests.contract.bus.world import Process, World, depth, message, queue
from tests.servers import urls
from tests.waiting import eventually

WRONG = refuse(Kind.INVALID, Code.MESSAGE_MALFORMED, "it is wrong in itself")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_rabbitmq_consumer, "RECONNECT_SECONDS", 0.02)
    monkeypatch.setattr("hub.platform.relay.RETRY_SECONDS", 0.02)


@pytest.fixture
async def broker(amqp_url: str) -> AsyncIterator[aiormq.abc.AbstractChannel]:
    """A channel of our own, to meddle with."""
    connection = await aiormq.connect(amqp_url)
    yield await connection.channel()
    await connection.close()


def rabbit_bus(process: Process) -> RabbitBus:
    assert isinstance(process.bus, RabbitBus)
    return process.bus


def cut(process: Process) -> None:
    """Cuts the connection as a network does: without a word."""
    connection: Any = rabbit_bus(process)._connection
    writer = next(
        frame.f_locals["writer"]
        for frame in [connection.transport.connection._writer_task.get_coro().cr_frame]
    )
    writer.transport.abort()


async def test_after_a_cut_connection_everything_goes_on_and_nothing_is_lost(rabbit: World) -> None:
    process = rabbit.process()
    mailbox = await process.listen("worker")
    before, after = message("Do", 1), message("Do", 2)
    await process.send(before)
    await eventually(lambda: mailbox.deliveries)
    settled_too_late, mailbox.deliveries = mailbox.deliveries, []

    cut(process)
    await process.send(after)

    await eventually(lambda: {before.id, after.id} <= set(mailbox.ids))
    await settled_too_late[0].source.settle([(settled_too_late[0], None)])  # harmless
    await mailbox.settle()
    await eventually(lambda: depth(rabbit, "commands", 0))


async def test_a_stream_of_messages_survives_repeated_cuts(rabbit: World) -> None:
    """Each arrives at least once, and the first arrivals keep their order."""
    process = rabbit.process()
    mailbox = await process.listen("worker")
    sent = [message("Do", n) for n in range(300)]
    seen: list[str] = []

    async def handle() -> None:
        while True:
            seen.extend(i for i in mailbox.ids if i not in seen)
            await mailbox.settle()
            await asyncio.sleep(0)

    handling = asyncio.create_task(handle())
    for start in range(0, 300, 100):
        await process.send(*sent[start : start + 100])
        await eventually(lambda start=start: len(seen) > start)
        cut(process)
    await eventually(lambda: len(seen) == 300)
    handling.cancel()

    assert seen == [m.id for m in sent]


async def test_connections_that_the_broker_closes_are_opened_again(rabbit: World, amqp_url: str) -> None:
    process = rabbit.process()
    mailbox = await process.listen("worker")
    await process.send(message())
    await eventually(lambda: mailbox.deliveries)
    await mailbox.settle()
    ctl = shlex.split(os.environ.get(urls.CTL_VARIABLE, urls.CTL_USUAL))
    vhost = unquote(urlsplit(amqp_url).path[1:])

    await asyncio.to_thread(
        subprocess.run, [*ctl, "close_all_connections", "--vhost", vhost, "maintenance"], check=True
    )
    sent = message()
    await process.send(sent)

    await eventually(lambda: sent.id in mailbox.ids)


async def test_a_queue_deleted_under_its_consumer_is_declared_and_consumed_again(
    rabbit: World, broker: aiormq.abc.AbstractChannel
) -> None:
    process = rabbit.process()
    mailbox = await process.listen("worker")

    await broker.queue_delete(queue(rabbit, "commands"))
    sent = message()
    await process.send(sent)

    await eventually(lambda: sent.id in mailbox.ids)


async def test_a_binding_that_somebody_removed_holds_messages_up_only_until_it_is_declared_again(
    rabbit: World, broker: aiormq.abc.AbstractChannel
) -> None:
    process = rabbit.process()
    worker, listener = await process.listen("worker"), await process.listen("listener")
    for q in rabbit.topology.queues:
        for binding in q.bindings:
            await broker.queue_unbind(q.name, binding.exchange, routing_key=binding.routing_key)

    await process.send(message("Happened"))

    await eventually(lambda: worker.deliveries and listener.deliveries)


async def test_who_listens_while_the_broker_is_away_is_handed_messages_when_it_is_back(
    rabbit: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = rabbit.process()
    bus = rabbit_bus(process)
    url, bus._url = bus._url, "amqp://127.0.0.1:1/"
    mailbox = await process.listen("worker")
    sent = message()
    await process.send(sent)

    bus._url = url

    await eventually(lambda: mailbox.ids == [sent.id])


async def test_a_broker_that_is_away_is_a_connection_error_for_whoever_asks(rabbit: World) -> None:
    bus = RabbitBus("amqp://127.0.0.1:1/", rabbit.topology)

    with pytest.raises(ConnectionError):
        await bus.publish([(1, message())], lambda _positions: None)
    with pytest.raises(ConnectionError):
        await bus.depths("worker")
    with pytest.raises(ConnectionError):
        await bus.parked("worker")
    await bus.close()


async def test_a_message_that_cannot_be_parked_comes_again_and_is_not_acknowledged_with_the_next(
    rabbit: World, broker: aiormq.abc.AbstractChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = rabbit.process()
    mailbox = await process.listen("worker")
    hopeless, fine = message("Do", 1), message("Do", 2)
    await process.send(hopeless, fine)
    await eventually(lambda: len(mailbox.deliveries) == 2)

    await broker.queue_delete(queue(rabbit, "commands") + ".parked")
    first, second = mailbox.deliveries
    mailbox.deliveries = []
    await first.source.settle([(first, WRONG), (second, None)])

    await eventually(lambda: hopeless.id in mailbox.ids)
    taken, mailbox.deliveries = mailbox.deliveries, []
    await first.source.settle([(d, WRONG if d.message.id == hopeless.id else None) for d in taken])
    parked = await eventually(lambda: process.bus.parked("worker"))
    assert [p.message.id for p in parked] == [hopeless.id]


async def test_a_later_message_settled_first_does_not_take_the_earlier_one_along(rabbit: World) -> None:
    process = rabbit.process()
    mailbox = await process.listen("worker")
    early, late = message("Do", 1), message("Do", 2)
    await process.send(early, late)
    await eventually(lambda: len(mailbox.deliveries) == 2)

    await mailbox.deliveries[1].source.settle([(mailbox.deliveries[1], None)])
    await process.die()

    again = await rabbit.process().listen("worker")
    await eventually(lambda: again.ids == [early.id])


async def test_what_a_foreign_system_sends_without_our_headers_is_handed_out_as_it_is(
    rabbit: World, broker: aiormq.abc.AbstractChannel
) -> None:
    mailbox = await rabbit.process().listen("worker")

    await broker.basic_publish(b"\xff\x00", routing_key=queue(rabbit, "commands"))

    (delivery,) = await eventually(lambda: mailbox.deliveries)
    assert bytes(delivery.message.body) == b"\xff\x00"
    assert (delivery.message.type, delivery.message.key, delivery.attempts) == ("", "", 0)


async def test_what_the_broker_parked_itself_is_visible_without_a_reason(
    rabbit: World, broker: aiormq.abc.AbstractChannel
) -> None:
    """A message that kills its process again and again never gets to be parked by us."""
    process = rabbit.process()
    await process.send(sent := message())
    await eventually(lambda: depth(rabbit, "commands", 1))

    got = await broker.basic_get(queue(rabbit, "commands"))
    assert isinstance(got.delivery, Basic.GetOk)
    await broker.basic_reject(got.delivery.delivery_tag or 0, requeue=False)

    (parked,) = await eventually(lambda: process.bus.parked("worker"))
    assert parked.message.id == sent.id
    assert parked.reason == {"kind": "internal", "reasons": []}


async def test_messages_and_queues_survive_a_restart_of_the_broker(
    rabbit: World, broker: aiormq.abc.AbstractChannel
) -> None:
    process = rabbit.process()
    await process.send(message())
    await eventually(lambda: depth(rabbit, "commands", 1))

    got = await broker.basic_get(queue(rabbit, "commands"))

    assert isinstance(got.delivery, Basic.GetOk)
    assert got.header.properties.delivery_mode == 2
    assert got.header.properties.content_type == "application/json"


async def test_a_wait_that_the_library_cancels_is_a_connection_error_but_our_own_cancelling_is_not() -> None:
    with pytest.raises(ConnectionError), one_error("it"):
        raise asyncio.CancelledError

    async def wait() -> None:
        with one_error("it"):
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
