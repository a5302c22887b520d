"""An element manager on the bus is asked and answers as asyncapi/elements.yaml says, on both buses."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from hub.compose.schema import migrate
from hub.kernel.clock import ManualClock
from hub.kernel.errors import HubError, Kind
from hub.messages.rpc import from_values
from hub.platform.bus import Bus, Delivery
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.bus_rabbitmq import RabbitBus
from hub.platform.database import open_database
from hub.platform.message import compose
from hub.platform.rpc import call
from hub.platform.settings import Settings
from hub.platform.topology import load_topology
from proto.activation.v1 import activation_pb2 as pb
from proto.shared.v1.common_pb2 import Ref
from tests.asyncapi_schemas import validate
from tests.contract.activation.conftest import Activation, opened
from tests.unit.rooms.network import ElementManager
from tests.waiting import eventually

FORWARD = Settings(activation_driver="forward")


class OnTheBus:
    """Takes what waits for element managers, and publishes what this one answers."""

    def __init__(self, bus: Bus) -> None:
        self.manager = ElementManager()
        self._bus = bus
        self._work: set[asyncio.Task[None]] = set()

    def offer(self, deliveries: Sequence[Delivery]) -> None:
        task = asyncio.create_task(self._handle(deliveries))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _handle(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            validate(delivery.message)
            answer = self.manager.take(delivery.message)
            if answer is not None:
                message = compose(answer, key="k", correlation="c", cause=delivery.message)
                validate(message)
                await self._bus.publish([(0, message)], lambda _: None)
            await delivery.source.settle([(delivery, None)])


Both = tuple[Activation, ElementManager]


@pytest.fixture(params=["in process", "RabbitMQ"])
async def both(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Both]:
    database = open_database(f"sqlite:///{tmp_path / 'hub.db'}")
    await migrate(database)
    bus: Bus
    if request.param == "RabbitMQ":
        bus = RabbitBus(request.getfixturevalue("fresh_amqp_url"), load_topology())
    else:
        bus = InProcessBus(load_topology(), database, ManualClock())
    outside = OnTheBus(bus)
    async with opened(database, bus, FORWARD) as activation:
        await bus.consume("elements", outside.offer)
        yield activation, outside.manager


async def test_what_is_asked_is_done_by_the_element_manager_and_answered(both: Both) -> None:
    activation, manager = both
    asked = pb.Service(
        id="s",
        service_specification=Ref(id="x"),
        state="active",
        characteristic=from_values({"speed": 10}.items()),
    )
    begun = await call(activation.stub.CreateService, pb.CreateServiceRequest(service=asked))
    assert begun.state == "InProgress"

    async def completed() -> bool:
        monitor = await call(activation.stub.GetMonitor, pb.GetMonitorRequest(id=begun.id))
        return bool(monitor.state == "Completed")

    await eventually(completed)
    assert {service: held.state for service, held in manager.held.items()} == {"s": "active"}
    assert [c.activation_key for c in manager.asked] == [begun.id]
    found = await call(activation.stub.GetService, pb.GetServiceRequest(id="s"))
    assert (found.state, list(found.open_monitor_id)) == ("active", [])


async def test_the_emulated_network_is_not_there(both: Both) -> None:
    activation, _ = both
    stub = activation.stub
    for method, request in (
        (stub.ListConfigurations, pb.ListConfigurationsRequest()),
        (stub.WriteConfiguration, pb.WriteConfigurationRequest(service_id="s")),
        (stub.RemoveConfiguration, pb.RemoveConfigurationRequest(service_id="s")),
        (stub.LoadScenario, pb.LoadScenarioRequest()),
    ):
        with pytest.raises(HubError, match="not the emulated one") as caught:
            await call(method, request)
        assert caught.value.kind is Kind.UNSUPPORTED
