"""How many Business Fiber orders a second reach `completed`, and what one costs.

Orders go in by TMF622 like a partner's, never more than `in_flight` at a time; one counts when its product
order is completed. In the distributed run every part is a process of its own on this machine.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson

from benchmarks import cpu
from benchmarks.client import Connection
from hub.cli.partner import ORDERS
from hub.compose.client import Client
from hub.compose.cluster import Cluster
from hub.platform.files import shipped
from proto.com.v1 import product_order_pb2 as pb
from proto.shared.v1 import common_pb2, query_pb2

CLIENTS = 32
# Each look is a request to the core: often enough to steer by, too seldom to matter.
POLL_SECONDS = 0.1
STUCK_SECONDS = 60.0
PAGE = 1000
SETTLED = (
    pb.PRODUCT_ORDER_STATE_COMPLETED,
    pb.PRODUCT_ORDER_STATE_PARTIAL,
    pb.PRODUCT_ORDER_STATE_FAILED,
    pb.PRODUCT_ORDER_STATE_REJECTED,
    pb.PRODUCT_ORDER_STATE_CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Result:
    """One run. Milliseconds are CPU time; latencies are seconds from accepted to completed."""

    orders: int
    completed: int
    seconds: float
    cpu_ms_an_order: Mapping[str, float]
    latencies: tuple[float, ...]
    transactions_an_order: float
    messages_an_order: float

    @property
    def rate(self) -> float:
        return self.completed / self.seconds

    def latency(self, share: float) -> float:
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


async def measure(cluster: Cluster, orders: int, in_flight: int, progress: Callable[[int], None]) -> Result:
    """Runs against a cluster that has started and has the example catalogue; stops it to read its counters."""
    pids = {part: process.pid for part, process in cluster.processes.items()}
    before = {part: cpu.process_ms(pid) for part, pid in pids.items()}
    servers = cpu.servers_ms()
    async with Client(cluster.targets) as client:
        core = client.product_orders
        started = time.perf_counter()
        seconds = await _run(cluster.http, core, orders, in_flight, progress) - started
        used = {part: cpu.process_ms(pid) - before[part] for part, pid in pids.items()}
        used.update(cpu.used_since(servers))
        latencies = sorted([latency async for latency in _latencies(core)])
    await cluster.stop()
    counters = [stopped for part in cluster.parts for stopped in _counters(cluster.log(part))]
    return Result(
        orders=orders,
        completed=len(latencies),
        seconds=seconds,
        cpu_ms_an_order={part: ms / orders for part, ms in used.items()},
        latencies=tuple(latencies),
        transactions_an_order=sum(c["transactions"] for c in counters) / orders,
        messages_an_order=sum(c["published"] for c in counters) / orders,
    )


async def _run(
    address: tuple[str, int],
    core: Any,
    orders: int,
    in_flight: int,
    progress: Callable[[int], None],
) -> float:
    """Submits and waits; when the last order had settled."""
    body = _order()
    submitted, settled = 0, 0
    moved = asyncio.Event()

    async def follow() -> float:
        nonlocal settled
        last = time.perf_counter()
        request = pb.ListProductOrdersRequest(page=common_pb2.Page(limit=1), query=_in_state(*SETTLED))
        while settled < orders:
            await asyncio.sleep(POLL_SECONDS)
            total = (await core.ListProductOrders(request)).total
            if total > settled:
                settled, last = total, time.perf_counter()
                progress(settled)
                moved.set()
            elif time.perf_counter() - last > STUCK_SECONDS:
                break
        return last

    async def client() -> None:
        nonlocal submitted
        async with Connection(*address) as connection:
            while submitted < orders:
                if submitted - settled >= in_flight:
                    moved.clear()
                    await moved.wait()
                    continue
                submitted += 1
                status = await connection.post(ORDERS, body)
                if status != HTTPStatus.CREATED:
                    raise RuntimeError(f"an order was answered with {status}")

    async with asyncio.TaskGroup() as clients:
        started = [clients.create_task(client()) for _ in range(min(CLIENTS, in_flight))]
        last = await follow()
        for task in started:  # all have ended, unless orders are stuck
            task.cancel()
    return last


async def _latencies(core: Any) -> AsyncIterator[float]:
    query = _in_state(pb.PRODUCT_ORDER_STATE_COMPLETED)
    query.sort.add(path=["id"])
    offset = 0
    while True:
        page = common_pb2.Page(offset=offset, limit=PAGE)
        found = await core.ListProductOrders(pb.ListProductOrdersRequest(page=page, query=query))
        for order in found.product_order:
            yield (order.completion_date.ToDatetime() - order.order_date.ToDatetime()).total_seconds()
        offset += PAGE
        if offset >= found.total:
            return


def _in_state(*states: int) -> query_pb2.Query:
    names = [pb.ProductOrderState.Name(state) for state in states]
    condition = query_pb2.Condition(path=["state"], operator=query_pb2.OPERATOR_EQ, value=names)
    return query_pb2.Query(all=[query_pb2.AnyOf(condition=[condition])])


def _order() -> bytes:
    """The example order without its external id, so that every request is a new order."""
    order = json.loads((shipped("examples") / "orders" / "business-fiber.json").read_text())
    order.pop("externalId")
    return orjson.dumps(order)


def _counters(log: str) -> list[dict[str, int]]:
    """What each part of a process said when it stopped."""
    found = []
    for line in log.splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            entry = json.loads(line)
            # The gateway says that it has stopped too, but has no transactions to tell of.
            if (
                isinstance(entry, dict)
                and entry.get("event") == "process.stopped"
                and "transactions" in entry
            ):
                found.append(entry)
    return found
