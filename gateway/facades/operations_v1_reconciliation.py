"""The reconciliation of operations v1: inventories compared, and what is done where they do not agree."""

from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import listed, tmf630
from gateway.facades import operations_v1_reconciliation_mapping as mapping
from gateway.facades.common import choices, page_message
from gateway.http import Handler, Request, json_response
from gateway.page import parse_fields
from hub.platform.rpc import call
from proto.com.v1 import reconciliation_pb2 as pb
from proto.com.v1 import reconciliation_pb2_grpc

FILTERS = ("state", "between", "difference", "serviceId", "productId", "reconciliationId")


class ReconciliationDesk:
    """The operations on reconciliations and mismatches; a part of the facade `operations_v1`."""

    def __init__(self, core: grpc.aio.Channel, deadline: float) -> None:
        self._core = reconciliation_pb2_grpc.ReconciliationServiceStub(core)
        self._deadline = deadline
        self.operations: dict[str, Handler] = {
            "startReconciliation": self.start,
            "listReconciliation": self.list_reconciliations,
            "retrieveReconciliation": self.retrieve_reconciliation,
            "retrieveReconciliationSchedule": self.retrieve_schedule,
            "setReconciliationSchedule": self.set_schedule,
            "listMismatch": self.list_mismatches,
            "retrieveMismatch": self.retrieve_mismatch,
            "repairMismatch": self.repair,
        }

    async def start(self, request: Request) -> Response:
        """202: it has begun, or had begun already."""
        body = request.body
        command = pb.StartReconciliationRequest(
            policy=body.get("policy", {}), by=body["by"], why=body.get("why", "")
        )
        run = await call(self._core.StartReconciliation, command, deadline=self._deadline)
        shown = _reconciliation(request, run)
        return json_response(shown, 202, {"Location": shown["href"]})

    async def list_reconciliations(self, request: Request) -> Response:
        asked = listed.parse(request.raw_query, ("state",))
        message = pb.ListReconciliationsRequest(
            page=page_message(asked.page.offset, asked.page.limit),
            state=choices(asked.values("state") or (), mapping.RUN_FILTER, "state"),  # type: ignore[arg-type]
        )
        answer = await call(self._core.ListReconciliations, message, deadline=self._deadline)
        found = answer.reconciliation[: asked.page.limit]
        resources = [tmf630.select(_reconciliation(request, run), asked.fields) for run in found]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def retrieve_reconciliation(self, request: Request) -> Response:
        message = pb.GetReconciliationRequest(id=request.path_params["id"])
        run = await call(self._core.GetReconciliation, message, deadline=self._deadline)
        resource = tmf630.select(_reconciliation(request, run), parse_fields(request.raw_query))
        return json_response(resource, headers={"ETag": tmf630.etag(run.version)})

    async def retrieve_schedule(self, request: Request) -> Response:  # noqa: ARG002 (a handler's signature)
        schedule = await call(self._core.GetSchedule, pb.GetScheduleRequest(), deadline=self._deadline)
        return json_response(mapping.SCHEDULE.to_json(schedule))

    async def set_schedule(self, request: Request) -> Response:
        body = request.body
        command = pb.SetScheduleRequest(
            every_seconds=body["everySeconds"], policy=body.get("policy", {}), by=body["by"], why=body["why"]
        )
        schedule = await call(self._core.SetSchedule, command, deadline=self._deadline)
        return json_response(mapping.SCHEDULE.to_json(schedule))

    async def list_mismatches(self, request: Request) -> Response:
        asked = listed.parse(request.raw_query, FILTERS)
        message = pb.ListMismatchesRequest(
            page=page_message(asked.page.offset, asked.page.limit),
            state=choices(asked.values("state") or (), mapping.MISMATCH_FILTER, "state"),  # type: ignore[arg-type]
            between=choices(asked.values("between") or (), mapping.BETWEEN, "between"),
            difference=choices(asked.values("difference") or (), mapping.DIFFERENCES, "difference"),
            service_id=asked.values("serviceId"),
            product_id=asked.values("productId"),
            reconciliation_id=asked.values("reconciliationId"),
        )
        answer = await call(self._core.ListMismatches, message, deadline=self._deadline)
        found = answer.mismatch[: asked.page.limit]
        resources = [tmf630.select(_mismatch(request, mismatch), asked.fields) for mismatch in found]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def retrieve_mismatch(self, request: Request) -> Response:
        message = pb.GetMismatchRequest(id=request.path_params["id"])
        mismatch = await call(self._core.GetMismatch, message, deadline=self._deadline)
        resource = tmf630.select(_mismatch(request, mismatch), parse_fields(request.raw_query))
        return json_response(resource, headers={"ETag": tmf630.etag(mismatch.version)})

    async def repair(self, request: Request) -> Response:
        """202: what SOM has to do for it is asked for."""
        body = request.body
        command = pb.RepairMismatchRequest(
            id=request.path_params["id"], repair=body["repair"], by=body["by"], why=body["why"]
        )
        mismatch = await call(self._core.RepairMismatch, command, deadline=self._deadline)
        headers = {"ETag": tmf630.etag(mismatch.version)}
        return json_response(_mismatch(request, mismatch), 202, headers)


def _reconciliation(request: Request, run: pb.Reconciliation) -> dict[str, Any]:
    href = f"{request.api_url}/reconciliation/{quote(run.id, safe='')}"
    return {"id": run.id, "href": href, **mapping.RECONCILIATION.to_json(run)}


def _mismatch(request: Request, mismatch: pb.Mismatch) -> dict[str, Any]:
    href = f"{request.api_url}/mismatch/{quote(mismatch.id, safe='')}"
    return {"id": mismatch.id, "href": href, **mapping.MISMATCH.to_json(mismatch)}
