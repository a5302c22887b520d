"""What callers say of resource orders: kept level by level, and changed as long as nothing is done."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages import rpc
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2
from tests.unit.rooms.making import NOW
from tests.unit.rooms.rom_callers import ANY, Callers, asking
from tests.unit.rooms.rom_room import PORT, VLAN, Rom

LATER = rpc.timestamp(datetime(2026, 1, 20, tzinfo=UTC))


@pytest.fixture
def callers(rom: Rom) -> Callers:
    return Callers(rom)


def rich(specification: str = VLAN) -> pb.ResourceOrderItem:
    """An item that says something at each level."""
    return pb.ResourceOrderItem(
        id="1",
        action="add",
        quantity=1,
        extension_json='{"appointment":{"id":"a"}}',
        resource=pb.ResourceValue(
            name="Jo's",
            resource_specification=common_pb2.Ref(
                id=specification, name="n", extension_json='{"version":"1"}'
            ),
            place=common_pb2.Place(role="r", extension_json='{"@type":"Site"}'),
            service_id="s",
            characteristic=[
                common_pb2.Characteristic(
                    name="c", value_json='{"a":[1]}', value_type="object", extension_json='{"id":"7"}'
                )
            ],
            extension_json='{"note":[{"text":"t"}]}',
        ),
    )


async def create(callers: Callers, **more: Any) -> pb.ResourceOrder:
    request = pb.CreateResourceOrderRequest(**{"item": [rich()], "extension_json": '{"priority":3}', **more})
    return await callers.orders.CreateResourceOrder(request, ANY)


async def update(callers: Callers, order: pb.ResourceOrder, if_version: int = 0) -> pb.ResourceOrder:
    request = pb.UpdateResourceOrderRequest(resource_order=order, if_version=if_version)
    return await callers.orders.UpdateResourceOrder(request, ANY)


async def test_an_order_comes_back_as_it_was_sent_with_what_was_allocated(callers: Callers) -> None:
    made = await create(callers, external_id="mine")
    sent = rich()

    assert (made.extension_json, made.external_id) == ('{"priority":3}', "mine")
    assert (made.item[0].state, made.item[0].resource.value) == ("completed", "1")
    for owned in ("id", "value"):
        made.item[0].resource.ClearField(owned)
    made.item[0].ClearField("state")
    assert made.item[0] == sent


async def test_what_was_said_of_a_resource_is_in_the_inventory(callers: Callers) -> None:
    await create(callers)
    (resource,) = (await callers.inventory.ListResources(pb.ListResourcesRequest(), ANY)).resource
    said = rich().resource

    for name in ("name", "place", "resource_specification", "characteristic", "extension_json", "service_id"):
        assert getattr(resource, name) == getattr(said, name)
    assert resource.start_operating_date == rpc.timestamp(NOW)


async def test_a_changed_resource_has_what_was_said_last_over_what_was_said_before(callers: Callers) -> None:
    made = await create(callers)
    change = asking(VLAN, id=made.item[0].resource.id, extension_json='{"category":"gold"}')
    change.action = "modify"
    await create(callers, item=[change])

    (resource,) = (await callers.inventory.ListResources(pb.ListResourcesRequest(), ANY)).resource
    assert resource.extension_json == '{"note":[{"text":"t"}],"category":"gold"}'


async def test_the_specification_of_an_item_is_its_resources_when_that_names_none(callers: Callers) -> None:
    item = pb.ResourceOrderItem(id="1", resource_specification=common_pb2.Ref(id=PORT))
    made = await create(callers, item=[item])

    assert made.item[0].resource.value == "1"
    assert not made.item[0].resource.HasField("resource_specification")


async def test_an_item_about_nothing_is_accepted_and_rejected_with_why(callers: Callers) -> None:
    made = await create(callers, item=[pb.ResourceOrderItem(id="1", action="add")])

    assert (made.state, made.reason.code) == ("rejected", Code.SPECIFICATION_UNKNOWN)


async def test_of_several_in_one_item_none_is_allocated(callers: Callers, rom: Rom) -> None:
    several = rich()
    several.quantity = 3
    made = await create(callers, item=[several])

    assert (made.state, made.reason.code, rom.inventory()) == ("rejected", Code.ATTRIBUTE_INVALID, {})


async def test_the_same_key_makes_the_same_order_and_says_so(callers: Callers, rom: Rom) -> None:
    first = await create(callers, idempotency_key="k")
    again = await create(callers, idempotency_key="k")
    other = await create(callers, idempotency_key="l")

    assert (first.replayed, again.replayed, other.replayed) == (False, True, False)
    assert first.id == again.id != other.id
    with pytest.raises(HubError) as refused:
        await create(callers, idempotency_key="k", extension_json="{}")
    assert refused.value.reasons[0].code == Code.KEY_REUSED


async def test_an_order_that_waits_becomes_what_is_sent(callers: Callers, rom: Rom) -> None:
    made = await create(callers, requested_start_date=LATER, external_id="mine")
    made.extension_json = '{"priority":1}'
    made.item[0].resource.resource_specification.id = PORT
    made.external_id = "yours"
    changed = await update(callers, made, if_version=made.version)

    assert (changed.state, changed.external_id, changed.version) == ("acknowledged", "yours", 2)
    assert (changed.item[0], changed.extension_json) == (made.item[0], '{"priority":1}')
    assert rom.inventory() == {}
    rom.pass_time(datetime(2026, 1, 20, tzinfo=UTC) - rom.now)
    assert rom.inventory() == {"a-west 1": "allocated"}


async def test_an_order_that_does_not_wait_any_more_is_carried_out(callers: Callers, rom: Rom) -> None:
    made = await create(callers, requested_start_date=LATER)
    made.ClearField("requested_start_date")

    changed = await update(callers, made)
    assert (changed.state, rom.inventory()) == ("completed", {"vlans 1": "allocated"})


@pytest.mark.parametrize("state", ["completed", "cancelled"])
async def test_an_order_that_has_ended_stays_as_it_is(callers: Callers, state: str) -> None:
    made = await create(callers, requested_start_date=LATER if state == "cancelled" else None)
    if state == "cancelled":
        named = common_pb2.Ref(id=made.id, href="h", extension_json='{"@referredType":"ResourceOrder"}')
        request = pb.CancelResourceOrderRequest(resource_order=named, extension_json='{"x":1}')
        task = await callers.orders.CancelResourceOrder(request, ANY)
        assert (task.extension_json, task.resource_order) == ('{"x":1}', named)
    with pytest.raises(HubError) as refused:
        await update(callers, made)

    assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.NOT_ALLOWED, "state")
    assert state in refused.value.reasons[0].text


async def test_a_change_based_on_an_older_version_is_stale(callers: Callers) -> None:
    made = await create(callers, requested_start_date=LATER)
    await update(callers, made, if_version=1)
    with pytest.raises(HubError) as refused:
        await update(callers, made, if_version=1)

    assert refused.value.kind is Kind.STALE
