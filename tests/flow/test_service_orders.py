"""Service orders on a running hub, without a product order: built, changed, ended, taken back."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hub.kernel.errors import HubError
from hub.messages.base import SpecificationRef, values
from hub.messages.som import CancelServiceOrder, CreateServiceOrder, Service, ServiceOrderItem
from hub.platform.message import compose
from hub.platform.rpc import call
from proto.som.v1 import service_order_pb2 as pb
from tests.flow.hub import Hub
from tests.waiting import eventually


async def send(shop: Hub, contract: Any) -> None:
    message = compose(contract, key=contract.id, correlation="somebody-elses-order")
    await shop.bus.publish([(0, message)], lambda _positions: None)


async def create(
    shop: Hub, identifier: str, of: str, action: str = "add", service: str | None = None, **what: Any
) -> None:
    asked = Service(
        service_specification=SpecificationRef(id=of), id=service, service_characteristic=values(what)
    )
    item = ServiceOrderItem(id="1", action=action, service=asked)
    await send(
        shop,
        CreateServiceOrder(id=identifier, external_id="somebody-elses-order", service_order_item=[item]),
    )


async def ended(shop: Hub, identifier: str, state: str) -> pb.Service | None:
    """The service of an order that has ended so, when there is one."""

    async def told() -> Any:
        answers = [body["event"]["serviceOrder"] for body in shop.bodies("ServiceOrderStateChangeEvent")]
        return next((a for a in answers if (a["id"], a["state"]) == (identifier, state)), None)

    answer = await eventually(told)
    service_id = answer["serviceOrderItem"][0]["service"]["id"]
    found = await call(shop.stubs["services"].ListServices, pb.ListServicesRequest(id=[service_id]))
    return found.service[0] if found.service else None


def characteristics(service: pb.Service | None) -> dict[str, Any]:
    assert service
    return {c.name: msgspec.json.decode(c.value_json) for c in service.characteristic}


async def test_a_service_is_built_changed_and_ended(shop: Hub) -> None:
    await create(shop, "so-1", "cfs-dsl-access", bandwidth=16)
    built = await ended(shop, "so-1", "completed")
    assert built
    assert characteristics(built) == {"bandwidth": 16, "port": "dslam-01/1", "vlan": "1000"}

    await create(shop, "so-2", "cfs-dsl-access", "modify", built.id, bandwidth=50)
    changed = await ended(shop, "so-2", "completed")
    assert changed
    assert characteristics(changed) == {"bandwidth": 50, "port": "dslam-01/1", "vlan": "1000"}
    assert (changed.state, changed.service_order_id) == ("active", "so-2")
    assert await shop.configurations() == {built.id: 2}

    await create(shop, "so-3", "cfs-dsl-access", "delete", built.id)
    gone = await ended(shop, "so-3", "completed")
    assert gone
    assert (gone.state, gone.service_order_id, list(gone.supporting_resource)) == ("terminated", "so-3", [])
    assert await shop.configurations() == {}
    assert await shop.pools() == {}


async def test_what_the_examples_need_can_be_built(shop: Hub) -> None:
    found = {}
    for name in ("internet", "tv", "voice", "field-visit"):
        await create(shop, f"so-{name}", f"cfs-{name}")
        found[name] = characteristics(await ended(shop, f"so-{name}", "completed"))
    assert found == {
        "internet": {},
        "tv": {"smartcard": "SC-1"},
        "voice": {"telephoneNumber": "442079460000"},
        "field-visit": {},
    }
    assert len(await shop.configurations()) == 4


async def test_what_is_taken_back_while_the_network_works_leaves_nothing(shop: Hub) -> None:
    await shop.play({"delaySeconds": 60})
    await create(shop, "so-1", "cfs-tv")
    await eventually(lambda: shop.bodies("ActivateService"))
    await shop.still()

    await send(shop, CancelServiceOrder(id="so-1", external_id="somebody-elses-order"))

    never = await ended(shop, "so-1", "cancelled")
    assert never
    assert (never.state, list(never.supporting_resource)) == ("terminated", [])
    await shop.pass_time(timedelta(minutes=2))
    assert await shop.configurations() == {}
    assert await shop.pools() == {}


async def test_what_is_taken_back_after_the_network_has_acted_is_removed_again(shop: Hub) -> None:
    shop.bus.keep = lambda message: message.type == "MonitorStateChangeEvent"
    await create(shop, "so-1", "cfs-tv")
    await eventually(lambda: shop.bus.kept)
    await send(shop, CancelServiceOrder(id="so-1", external_id="somebody-elses-order"))
    await eventually(lambda: len(shop.bus.kept) == 2)

    await shop.bus.deliver(order=lambda _message: 0)

    never = await ended(shop, "so-1", "cancelled")
    assert never
    assert (never.state, list(never.supporting_resource)) == ("terminated", [])
    assert [body["operation"] for body in shop.bodies("ActivateService")] == [
        "configure",
        "withdraw",
        "deactivate",
    ]
    activations = await shop.activations()
    assert {key: a.service_order_id for key, a in activations.items()} == {
        "so-1/1": "so-1",
        "so-1/1/undo": "so-1",
    }
    assert await shop.configurations() == {}
    assert await shop.pools() == {}


async def test_an_order_made_here_is_carried_out_read_taken_back_and_deleted(shop: Hub) -> None:
    """Over gRPC, without the core."""
    orders = shop.stubs["service_orders"]
    line = pb.Service(service_specification=pb.ServiceSpecificationRef(id="cfs-dsl-access"))
    item = pb.ServiceOrderItem(id="1", action="add", service=line)
    wanted = pb.ServiceOrder(id="so-1", item=[item], priority="1")
    request = pb.CreateServiceOrderRequest(service_order=wanted)
    made = await call(orders.CreateServiceOrder, request)
    assert (made.id, made.external_id, made.priority) == ("so-1", "so-1", "1")

    service = await ended(shop, "so-1", "completed")
    assert service
    assert (await call(orders.CreateServiceOrder, request)).state == "completed"
    (read,) = (await call(orders.GetServiceOrder, pb.GetServiceOrderRequest(id="so-1"))).item
    (part,) = read.part
    assert (read.state, read.service.id, part.state) == ("completed", service.id, "completed")
    held = {r.name: r.value for r in part.supporting_resource}
    assert held == {"port": "dslam-01/1", "vlan": "1000"}
    assert await call(shop.stubs["services"].GetService, pb.GetServiceRequest(id=service.id)) == service

    late = await call(orders.CancelServiceOrder, pb.CancelServiceOrderRequest(service_order_id="so-1"))
    assert (late.state, late.reason.code) == ("terminatedWithError", "point-of-no-return-passed")
    of_order = pb.ListCancellationsRequest(service_order_id=["so-1"])
    assert list((await call(orders.ListCancellations, of_order)).cancellation) == [late]
    assert await call(orders.GetCancellation, pb.GetCancellationRequest(id=late.id)) == late

    await call(orders.DeleteServiceOrder, pb.DeleteServiceOrderRequest(id="so-1"))
    assert (await call(orders.ListServiceOrders, pb.ListServiceOrdersRequest(id=["so-1"]))).total == 0
    ending = pb.ServiceOrderItem(id="1", action="delete", service=pb.Service(id=service.id))
    without_id = pb.CreateServiceOrderRequest(service_order=pb.ServiceOrder(item=[ending]))
    answer = await call(orders.CreateServiceOrder, without_id)
    assert (await ended(shop, answer.id, "completed")) is not None
    assert await shop.configurations() == {}


async def test_a_service_is_suspended_and_resumed_by_its_id_and_only_a_state_there_is_can_be_asked_for(
    shop: Hub,
) -> None:
    await create(shop, "so-1", "cfs-dsl-access")
    service = await ended(shop, "so-1", "completed")
    assert service

    async def ask(order: str, state: str) -> None:
        wanted = pb.Service(id=service.id, state=state)
        item = pb.ServiceOrderItem(id="1", action="modify", service=wanted)
        asked = pb.ServiceOrder(id=order, item=[item])
        await call(
            shop.stubs["service_orders"].CreateServiceOrder,
            pb.CreateServiceOrderRequest(service_order=asked),
        )

    await ask("so-2", "inactive")
    suspended = await ended(shop, "so-2", "completed")
    assert suspended
    assert suspended.state == "suspended"
    await ask("so-3", "active")
    resumed = await ended(shop, "so-3", "completed")
    assert resumed
    assert (resumed.state, resumed.service_specification.id) == ("active", "cfs-dsl-access")
    with pytest.raises(HubError) as refused:
        await ask("so-4", "suspended")
    assert [reason.path for reason in refused.value.reasons] == ["serviceOrderItem.service.state"]
