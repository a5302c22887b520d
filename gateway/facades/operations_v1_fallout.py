"""The fallout of operations v1: what waits for an operator's decision, and the decisions."""

from typing import Any
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import listed, tmf630
from gateway.facades import operations_v1_mapping as mapping
from gateway.facades.common import choices, page_message
from gateway.http import Handler, Request, json_response
from gateway.page import parse_fields
from hub.platform.rpc import call
from proto.com.v1 import fallout_pb2 as pb
from proto.com.v1 import fallout_pb2_grpc

FILTERS = ("id", "state", "code", "productOrderId")


class FalloutDesk:
    """The operations on fallout; a part of the facade `operations_v1`."""

    def __init__(self, core: grpc.aio.Channel, deadline: float) -> None:
        self._core = fallout_pb2_grpc.FalloutServiceStub(core)
        self._deadline = deadline
        self.operations: dict[str, Handler] = {
            "listFallout": self.list_fallout,
            "retrieveFallout": self.retrieve_fallout,
            "resolveFallout": self.resolve,
            "resolveFalloutByCode": self.resolve_by_code,
        }

    async def list_fallout(self, request: Request) -> Response:
        asked = listed.parse(request.raw_query, FILTERS)
        message = pb.ListFalloutRequest(
            page=page_message(asked.page.offset, asked.page.limit),
            id=asked.values("id"),
            state=choices(asked.values("state") or (), mapping.FALLOUT_FILTER, "state"),  # type: ignore[arg-type]
            code=choices(asked.values("code") or (), mapping.CODES, "code"),
            product_order_id=asked.values("productOrderId"),
        )
        answer = await call(self._core.ListFallout, message, deadline=self._deadline)
        found = answer.fallout[: asked.page.limit]
        resources = [tmf630.select(_resource(request, fallout), asked.fields) for fallout in found]
        return tmf630.page_response(request, asked.page, resources, answer.total)

    async def retrieve_fallout(self, request: Request) -> Response:
        message = pb.GetFalloutRequest(id=request.path_params["id"])
        fallout = await call(self._core.GetFallout, message, deadline=self._deadline)
        resource = tmf630.select(_resource(request, fallout), parse_fields(request.raw_query))
        return json_response(resource, headers={"ETag": tmf630.etag(fallout.version)})

    async def resolve(self, request: Request) -> Response:
        """One decision has one effect: a second press is 409."""
        command = mapping.to_resolve(request.path_params["id"], request.body)
        fallout = await call(self._core.ResolveFallout, command, deadline=self._deadline)
        return json_response(_resource(request, fallout), headers={"ETag": tmf630.etag(fallout.version)})

    async def resolve_by_code(self, request: Request) -> Response:
        choices([request.body["code"]], mapping.CODES, "code")
        command = mapping.to_resolve_by_code(request.body)
        answer = await call(self._core.ResolveFalloutByCode, command, deadline=self._deadline)
        return json_response(
            {
                "resolved": [_resource(request, fallout) for fallout in answer.resolved],
                "notResolved": [
                    {"id": left.id, "reason": mapping.REASON.to_json(left.reason)}
                    for left in answer.not_resolved
                ],
            }
        )


def _resource(request: Request, fallout: pb.Fallout) -> dict[str, Any]:
    href = f"{request.api_url}/fallout/{quote(fallout.id, safe='')}"
    return {"id": fallout.id, "href": href, **mapping.FALLOUT.to_json(fallout)}
