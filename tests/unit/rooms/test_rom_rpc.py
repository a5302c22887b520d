"""What callers of rom.v1 ask, and what they get."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages import rpc
from proto.rom.v1 import resource_order_pb2 as pb
from proto.shared.v1 import common_pb2
from proto.shared.v1.catalog_pb2 import GetCatalogEntryRequest
from tests.unit.rooms.rom_callers import ANY, Callers, asking
from tests.unit.rooms.rom_room import PORT, VLAN, Rom

MINE = common_pb2.Ref(id="mine")
LATER = rpc.timestamp(datetime(2026, 1, 20, tzinfo=UTC))


@pytest.fixture
def callers(rom: Rom) -> Callers:
    return Callers(rom)


async def test_an_order_is_carried_out_and_found(callers: Callers) -> None:
    made = await callers.order("mine", external_id="my name")

    assert (made.state, made.item[0].resource.value, made.external_id) == ("completed", "1", "my name")
    assert await callers.orders.GetResourceOrder(pb.GetResourceOrderRequest(id="mine"), ANY) == made
    listed = await callers.orders.ListResourceOrders(
        pb.ListResourceOrdersRequest(external_id=["my name"], state=["completed"]), ANY
    )
    assert (list(listed.resource_order), listed.total) == ([made], 1)


async def test_an_order_without_an_id_gets_one_and_is_called_by_it(callers: Callers) -> None:
    made = await callers.order()

    assert made.id == made.external_id != ""


async def test_a_request_for_nothing_is_refused(callers: Callers) -> None:
    for asked in (
        callers.orders.CreateResourceOrder(pb.CreateResourceOrderRequest(id="x"), ANY),
        callers.reservations.CheckResourceAvailability(pb.ResourceRequest(id="x"), ANY),
    ):
        with pytest.raises(HubError) as refused:
            await asked
        assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.INVALID, "orderItem")


async def test_an_id_that_no_table_could_hold_is_refused(callers: Callers) -> None:
    long, asked = "x" * 121, asking(VLAN)
    for_long = asking(VLAN, service_id=long)
    for refusal, path in (
        (callers.orders.CreateResourceOrder(pb.CreateResourceOrderRequest(id=long, item=[asked]), ANY), "id"),
        (
            callers.reservations.CheckResourceAvailability(pb.ResourceRequest(id=long, item=[asked]), ANY),
            "id",
        ),
        (callers.reservations.ReleaseReservation(pb.ReleaseReservationRequest(), ANY), "id"),
        (
            callers.orders.CreateResourceOrder(pb.CreateResourceOrderRequest(item=[for_long]), ANY),
            "orderItem[0].resource.serviceId",
        ),
    ):
        with pytest.raises(HubError) as refused:
            await refusal
        assert (refused.value.kind, refused.value.reasons[0].path) == (Kind.INVALID, path)


async def test_what_nobody_knows_is_not_found(callers: Callers) -> None:
    for asked in (
        callers.orders.GetResourceOrder(pb.GetResourceOrderRequest(id="x"), ANY),
        callers.orders.CancelResourceOrder(
            pb.CancelResourceOrderRequest(resource_order=common_pb2.Ref(id="x")), ANY
        ),
        callers.inventory.GetResource(pb.GetResourceRequest(id="x"), ANY),
        callers.inventory.ChangeResource(pb.ChangeResourceRequest(id="x"), ANY),
        callers.entries.GetCatalogEntry(GetCatalogEntryRequest(kind="resourceSpecification", id="x"), ANY),
    ):
        with pytest.raises(HubError) as refused:
            await asked
        assert refused.value.kind is Kind.NOT_FOUND


async def test_a_cancellation_waits_for_its_date_and_can_be_brought_forward(callers: Callers) -> None:
    await callers.order("mine", requested_start_date=LATER)
    request = pb.CancelResourceOrderRequest(
        resource_order=MINE, cancellation_reason="a", requested_cancellation_date=LATER
    )
    waiting = await callers.orders.CancelResourceOrder(request, ANY)
    request.ClearField("requested_cancellation_date")
    done = await callers.orders.CancelResourceOrder(request, ANY)

    assert (waiting.state, done.state, waiting.id) == ("acknowledged", "done", done.id)
    found = await callers.orders.ListResourceOrderCancellations(
        pb.ListResourceOrderCancellationsRequest(resource_order_id=["mine"]), ANY
    )
    assert list(found.cancellation) == [done]
    by_id = pb.GetResourceOrderCancellationRequest(id=done.id)
    assert await callers.orders.GetResourceOrderCancellation(by_id, ANY) == done


async def test_a_cancellation_whose_date_comes_after_the_order_has_ended_is_refused(
    callers: Callers, rom: Rom
) -> None:
    start, end = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)
    await callers.order("mine", requested_start_date=rpc.timestamp(start))
    request = pb.CancelResourceOrderRequest(
        resource_order=MINE, requested_cancellation_date=rpc.timestamp(end)
    )
    task = await callers.orders.CancelResourceOrder(request, ANY)
    rom.pass_time(start - rom.now)
    rom.pass_time(end - rom.now)

    found = await callers.orders.GetResourceOrderCancellation(
        pb.GetResourceOrderCancellationRequest(id=task.id), ANY
    )
    assert (found.state, found.reason.code) == ("terminatedWithError", Code.STATE_FORBIDS)
    assert rom.inventory() == {"vlans 1": "allocated"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, 2),
        ({"resource_specification_id": [VLAN]}, 1),
        ({"pool_id": ["b-east"]}, 1),
        ({"service_id": ["s"]}, 1),
        ({"resource_order_id": ["mine"]}, 1),
        ({"site": ["east"]}, 1),
        ({"state": ["reserved"]}, 1),
        ({"status": ["reserved"]}, 1),
        ({"usage_state": ["busy"]}, 1),
        ({"usage_state": ["busy"], "site": ["east"]}, 0),
    ],
)
async def test_resources_are_found_by_what_they_are(callers: Callers, wanted: Any, found: int) -> None:
    await callers.order("mine")
    await reserve(callers)

    listed = await callers.inventory.ListResources(pb.ListResourcesRequest(**wanted), ANY)

    assert (len(listed.resource), listed.total) == (found, found)


async def reserve(callers: Callers) -> pb.Reservation:
    item = asking(PORT, place=common_pb2.Place(id="east"))
    request = pb.ResourceRequest(id="r", item=[item], reserve_until=LATER)
    return await callers.reservations.ReserveResources(request, ANY)


async def test_what_is_reserved_is_found_and_given_back(callers: Callers, rom: Rom) -> None:
    held = await reserve(callers)
    assert (held.state, held.reserved_until, held.item[0].available) == ("held", LATER, True)
    found = await callers.reservations.ListReservations(pb.ListReservationsRequest(state=["held"]), ANY)
    assert list(found.reservation) == [held]

    released = await callers.reservations.ReleaseReservation(pb.ReleaseReservationRequest(id="r"), ANY)

    assert (released.state, rom.inventory()) == ("released", {})
    assert not released.HasField("reserved_until")


async def test_pools_say_how_many_are_free_and_whom_they_serve(callers: Callers) -> None:
    await reserve(callers)
    request = pb.ListResourcePoolsRequest(site=["east"])

    listed = await callers.inventory.ListResourcePools(request, ANY)

    said = [(p.id, p.capacity, p.allocated, p.free, list(p.site)) for p in listed.pool]
    assert said == [("b-east", 2, 1, 1, ["east"]), ("vlans", 3, 0, 3, [])]


async def test_an_operator_locks_unlocks_and_takes_out_of_service(callers: Callers) -> None:
    request = pb.WithdrawValueRequest(resource_specification_id=VLAN, value="2", by="ann", why="x")
    taken = await callers.inventory.WithdrawValue(request, ANY)
    assert (taken.state, taken.administrative_state, taken.status) == ("outOfService", "locked", "suspended")

    change = pb.ChangeResourceRequest(id=taken.id, administrative_state="unlocked", by="ann", why="y")
    assert (await callers.inventory.ChangeResource(change, ANY)).state == "released"
    change.administrative_state = "shut"
    with pytest.raises(HubError) as refused:
        await callers.inventory.ChangeResource(change, ANY)
    assert refused.value.reasons[0].path == "administrativeState"
