"""rom.v1.ResourceReservationService: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.messages.base import Place, SpecificationRef
from hub.messages.rom import CheckResourceAvailability, ReleaseReservation, Resource, ResourceOrderItem
from hub.platform.database import Database
from hub.platform.reading import among, read_one, read_page
from hub.platform.runner import Runner
from proto.rom.v1 import resource_order_pb2 as pb
from proto.rom.v1 import resource_order_pb2_grpc
from workers.rom.commands import ReserveResources
from workers.rom.model import OrderItem
from workers.rom.reservation import Reservation
from workers.rom.rpc.mapping import from_count, from_reason, to_items
from workers.rom.store import RESERVATIONS, reservations

Context = grpc.aio.ServicerContext[Any, Any]


class ResourceReservationService(resource_order_pb2_grpc.ResourceReservationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    async def CheckResourceAvailability(
        self, request: pb.ResourceRequest, context: Context
    ) -> pb.Reservation:
        request.ClearField("reserve_until")
        check = _to_check(request)
        return _from_reservation(await self._runner.execute(check, correlation=check.id))

    async def ReserveResources(self, request: pb.ResourceRequest, context: Context) -> pb.Reservation:
        if not request.HasField("reserve_until"):
            text = "a reservation needs an end"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "reserveUntil")
        check = _to_check(request)
        return _from_reservation(await self._runner.execute(ReserveResources(check), correlation=check.id))

    async def ReleaseReservation(
        self, request: pb.ReleaseReservationRequest, context: Context
    ) -> pb.Reservation:
        command = ReleaseReservation(id=rpc.identifier(request.id, "id"), external_id=request.id)
        return _from_reservation(await self._runner.execute(command, correlation=request.id))

    async def GetReservation(self, request: pb.GetReservationRequest, context: Context) -> pb.Reservation:
        return _from_reservation(await read_one(self._database, RESERVATIONS, request.id, "reservation"))

    async def ListReservations(
        self, request: pb.ListReservationsRequest, context: Context
    ) -> pb.ListReservationsResponse:
        columns = reservations.c
        wanted = {
            columns.id: request.id,
            columns.external_id: request.external_id,
            columns.state: request.state,
        }
        found, total = await read_page(
            self._database, RESERVATIONS, request.page, among(wanted), [columns.requested_at]
        )
        return pb.ListReservationsResponse(reservation=[_from_reservation(r) for r in found], total=total)


def _to_check(request: pb.ResourceRequest) -> CheckResourceAvailability:
    identifier = rpc.identifier(request.id or new_id(), "id")
    return CheckResourceAvailability(
        id=identifier,
        external_id=request.external_id or identifier,
        order_item=[_to_item(item) for item in to_items(request.item)],
        reserve_until=rpc.moment(request, "reserve_until"),
    )


def _to_item(item: OrderItem) -> ResourceOrderItem:
    """What matters of an item when it is only looked for."""
    resource = Resource(
        resource_specification=SpecificationRef(id=item.specification_id),
        value=item.resource.value or None,
        place=Place(id=item.site) if item.site else None,
    )
    return ResourceOrderItem(id=item.id, action=item.action, resource=resource)


def _from_reservation(reservation: Reservation) -> pb.Reservation:
    return pb.Reservation(
        id=reservation.id,
        version=reservation.version,
        state=reservation.state,
        external_id=reservation.external_id,
        requested_at=rpc.timestamp(reservation.requested_at),
        reserved_until=rpc.timestamp(reservation.until if reservation.held else None),
        item=[
            pb.ReservedItem(
                id=item.id,
                resource_specification_id=item.specification_id,
                site=item.site,
                value=item.value,
                available=item.available,
                free=from_count(item.free),
                reason=from_reason(item.reason),
            )
            for item in reservation.items
        ],
    )
