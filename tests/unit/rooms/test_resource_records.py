"""The resource inventory written directly (TMF639): records of what is in no pool, and what is said of what is."""

from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages import rpc
from hub.messages.reconciliation import ReportResources
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2
from tests.unit.rooms.making import NOW
from tests.unit.rooms.rom_callers import ANY, Callers
from tests.unit.rooms.rom_room import Rom

RACK: dict[str, Any] = {
    "name": "Rack 7",
    "value": "SN-77",
    "service_id": "s",
    "resource_specification": common_pb2.Ref(id="rack", href="h", extension_json='{"version":"2"}'),
    "place": common_pb2.Place(id="room-1", role="stands in"),
    "start_operating_date": rpc.timestamp(NOW),
    "characteristic": [
        common_pb2.Characteristic(name="units", value_json="42", value_type="number"),
        common_pb2.Characteristic(name="units", value_json='{"free":[1,2]}', extension_json='{"x":1}'),
    ],
    "extension_json": '{"@type":"PhysicalResource","note":[{"text":"n"}]}',
}


@pytest.fixture
def callers(rom: Rom) -> Callers:
    return Callers(rom)


async def create(callers: Callers, **said: Any) -> pb.Resource:
    request = pb.CreateResourceRequest(resource=pb.Resource(**{"name": "Rack", **said}))
    return await callers.inventory.CreateResource(request, ANY)


async def update(callers: Callers, resource: pb.Resource, if_version: int = 0) -> pb.Resource:
    request = pb.UpdateResourceRequest(resource=resource, if_version=if_version, by="ann")
    return await callers.inventory.UpdateResource(request, ANY)


def states(resource: pb.Resource) -> tuple[str, str, str, str]:
    said = resource.administrative_state, resource.operational_state, resource.usage_state
    return *said, resource.status


async def test_a_record_is_as_it_was_sent_with_what_its_writer_chose_not_to_say(callers: Callers) -> None:
    made = await create(callers, **RACK)

    assert (made.state, made.version, made.pool_id) == ("recorded", 1, "")
    assert states(made) == ("unlocked", "enable", "idle", "available")
    for name, value in RACK.items():
        sent = getattr(pb.Resource(**{name: value}), name)
        assert getattr(made, name) == sent
    assert await callers.inventory.GetResource(pb.GetResourceRequest(id=made.id), ANY) == made


async def test_a_record_has_the_states_its_writer_says_and_keeps_them(callers: Callers) -> None:
    said = {"administrative_state": "shutdown", "usage_state": "active", "status": "standby"}
    made = await create(callers, id="r", **said)
    assert states(made) == ("shutdown", "enable", "active", "standby")

    made.operational_state = "disable"
    assert states(await update(callers, made)) == ("shutdown", "disable", "active", "standby")


async def test_of_a_new_record_what_nobody_says_follows_from_what_is_said(callers: Callers) -> None:
    made = await create(callers, administrative_state="locked")

    assert states(made) == ("locked", "enable", "idle", "suspended")


async def test_an_id_that_is_free_can_be_chosen_and_one_that_is_taken_is_a_conflict(callers: Callers) -> None:
    assert (await create(callers, id="mine")).id == "mine"
    with pytest.raises(HubError) as refused:
        await create(callers, id="mine", name="another")

    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.CONFLICT, Code.ID_TAKEN)


@pytest.mark.parametrize(
    ("said", "path"),
    [({"name": ""}, "name"), ({"usage_state": "full"}, "usageState"), ({"id": "x" * 121}, "id")],
)
async def test_what_no_resource_can_be_is_refused(callers: Callers, said: Any, path: str) -> None:
    with pytest.raises(HubError) as refused:
        await create(callers, **said)

    assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.INVALID, path)


async def test_a_change_based_on_an_older_version_is_stale(callers: Callers) -> None:
    made = await create(callers)
    await update(callers, made, if_version=1)
    with pytest.raises(HubError) as refused:
        await update(callers, made, if_version=1)

    assert refused.value.kind is Kind.STALE


async def test_a_record_is_nobodys_leak_nobodys_to_order_and_in_no_pool(callers: Callers, rom: Rom) -> None:
    """Two of them may even have the same value."""
    for name in ("a", "b"):
        await create(callers, id=name, value="1", resource_specification=common_pb2.Ref(id="vlan"))
    rom.tell(ReportResources(reconciliation_id="rec"))
    assert "resource" not in rom.said[-1][1]
    ordered = await callers.order("mine")

    assert ordered.item[0].resource.value == "1"
    ending = pb.ResourceOrderItem(id="1", action="delete", resource=pb.ResourceValue(id="a"))
    ended = await callers.orders.CreateResourceOrder(pb.CreateResourceOrderRequest(item=[ending]), ANY)
    assert (ended.state, ended.reason.code) == ("rejected", Code.STATE_FORBIDS)


async def test_a_record_can_be_deleted_and_what_somebody_has_cannot(callers: Callers, rom: Rom) -> None:
    await create(callers, id="mine")
    await callers.order("o")
    (vlan,) = [r for r in (await listed(callers)) if r.pool_id]
    await callers.inventory.DeleteResource(pb.DeleteResourceRequest(id="mine"), ANY)
    with pytest.raises(HubError) as refused:
        await callers.inventory.DeleteResource(pb.DeleteResourceRequest(id=vlan.id), ANY)

    assert (refused.value.kind, refused.value.reasons[0].code) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)
    assert [r.id for r in await listed(callers)] == [vlan.id]
    assert rom.moves("mine") == [("reserved", "recorded"), ("recorded", "released")]


async def listed(callers: Callers) -> list[pb.Resource]:
    return list((await callers.inventory.ListResources(pb.ListResourcesRequest(), ANY)).resource)


async def test_of_a_resource_out_of_a_pool_all_can_be_said_that_is_not_its_orders_to_say(
    callers: Callers,
) -> None:
    await callers.order("o")
    (vlan,) = await listed(callers)
    vlan.name, vlan.extension_json, vlan.administrative_state = "Jo's VLAN", '{"category":"gold"}', "locked"
    changed = await update(callers, vlan, if_version=vlan.version)

    assert (changed.name, changed.extension_json) == ("Jo's VLAN", '{"category":"gold"}')
    assert states(changed) == ("locked", "enable", "busy", "suspended")


async def test_what_orders_and_pools_say_of_a_resource_is_refused_all_of_it_at_once(callers: Callers) -> None:
    await callers.order("o")
    (vlan,) = await listed(callers)
    vlan.value, vlan.service_id, vlan.usage_state, vlan.status = "2", "t", "idle", "standby"
    vlan.resource_specification.id, vlan.place.id = "port", "east"
    with pytest.raises(HubError) as refused:
        await update(callers, vlan)

    paths = {reason.path for reason in refused.value.reasons}
    assert refused.value.kind is Kind.NOT_ALLOWED
    assert paths == {"value", "serviceId", "usageState", "resourceStatus", "resourceSpecification", "place"}


async def test_what_is_shut_down_serves_who_has_it_and_is_locked_after(callers: Callers, rom: Rom) -> None:
    await callers.order("o")
    (vlan,) = await listed(callers)
    vlan.administrative_state = "shutdown"
    assert states(await update(callers, vlan)) == ("shutdown", "enable", "busy", "available")
    ending = pb.ResourceOrderItem(id="1", action="delete", resource=pb.ResourceValue(id=vlan.id))
    await callers.orders.CreateResourceOrder(pb.CreateResourceOrderRequest(item=[ending]), ANY)

    (left,) = await listed(callers)
    assert (left.state, *states(left)) == ("outOfService", "locked", "enable", "idle", "suspended")
    left.administrative_state = "unlocked"
    assert (await update(callers, left)).state == "released"
    assert rom.free()["vlans"] == 3
