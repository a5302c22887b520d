"""Taking away what tests leave on a broker: a quorum queue holds file handles for as long as it is there."""

import aio_pika

from hub.platform.topology import Topology


async def delete_topology(url: str, topology: Topology) -> None:
    """Deletes a topology's queues and exchanges, with whatever is in them."""
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        for queue in topology.queues:
            await channel.queue_delete(queue.name)
            await channel.queue_delete(queue.parked)
        for exchange in topology.exchanges:
            await channel.exchange_delete(exchange)
