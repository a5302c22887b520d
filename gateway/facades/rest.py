"""The operations of a declared resource: list, create, retrieve, patch and delete as TMF630 has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

import grpc
from starlette.responses import Response

from gateway import query, tmf630
from gateway.facades import owned
from gateway.facades.common import page_message, refuse_unreachable, unsupported
from gateway.facades.patching import change
from gateway.facades.resource import Draft, Resource
from gateway.http import Handler, Request, json_response, no_content
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.rpc import call

# How often a patch is applied to what somebody else has changed meanwhile.
ATTEMPTS = 5


class Rest:
    """One resource; `operations` is what its operationIds are resolved by."""

    def __init__(self, resource: Resource, channel: grpc.aio.Channel, deadline: float) -> None:
        self._resource = resource
        self._stub = resource.stub(channel)
        self._deadline = deadline
        self._type = resource.shape.message().DESCRIPTOR.full_name
        offered: dict[str, tuple[Any, Handler]] = {
            "list": (resource.list, self.list),
            "create": (resource.create, self.create),
            "retrieve": (resource.get, self.retrieve),
            "patch": (resource.update, self.patch),
            "delete": (resource.delete, self.delete),
        }
        self.operations: dict[str, Handler] = {
            f"{verb}{resource.title}": handler for verb, (made, handler) in offered.items() if made
        }

    async def list(self, request: Request) -> Response:
        asked = query.parse(request.raw_query, self._resource.shape, request.declares)
        message = self._resource.list(page_message(asked.page.offset, asked.page.limit), asked.query)
        answer = await self._ask(message)
        found = self._held(answer)[: asked.page.limit]
        shown = await self._shown(request, found)
        selected = [tmf630.select(resource, asked.fields) for resource in shown]
        return tmf630.page_response(request, asked.page, selected, answer.total)

    async def create(self, request: Request) -> Response:
        resource = self._resource
        refused = [n for n in resource.owned if n not in {*resource.chosen, *resource.overruled}]
        owned.refuse_set(request.body, refused)
        if "id" in resource.chosen:
            refuse_unreachable(request.body.get("id"))
        body = {**resource.defaults, **owned.without(request.body, resource.overruled)}
        draft = Draft(request, body, resource.shape)
        answer = await self._ask(resource.create(draft))  # type: ignore[misc]
        message = self._held(answer)
        shown = await self._one(request, message)
        headers = {"Location": shown["href"], **self._tag(message)}
        if getattr(answer, "replayed", False):
            headers["Idempotency-Replayed"] = "true"
        return json_response(shown, resource.status(message), headers)

    async def retrieve(self, request: Request) -> Response:
        message = await self._get(request)
        fields = query.parse_fields(request.raw_query)
        shown = tmf630.select(await self._one(request, message), fields)
        return json_response(shown, headers=self._tag(message))

    async def patch(self, request: Request) -> Response:
        """Without If-Match the patch is about what is there: one that was overtaken is applied again, a few times."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                message = await self._patched(request)
                break
            except HubError as error:
                if error.kind is not Kind.STALE or tmf630.if_match(request.headers):
                    raise
                if attempt == ATTEMPTS:
                    # There was no condition that could have failed.
                    text = "others change it at the same time; try again"
                    raise refuse(Kind.CONFLICT, Code.VERSION_STALE, text) from error
        return json_response(await self._one(request, message), headers=self._tag(message))

    async def delete(self, request: Request) -> Response:
        if_version = tmf630.if_match(request.headers)
        if if_version:
            self._expect(if_version, await self._get(request))
        await self._ask(self._resource.delete(request, if_version))  # type: ignore[misc]
        return no_content()

    async def _patched(self, request: Request) -> Any:
        if_version = tmf630.if_match(request.headers)
        message = await self._get(request)
        if if_version:
            self._expect(if_version, message)
        before = await self._one(request, message)
        asked = change(self._resource, before, if_version or self._version(message), request)
        if not asked.names:
            return message
        return self._held(await self._ask(self._resource.update(asked)))  # type: ignore[misc]

    async def _shown(self, request: Request, messages: Sequence[Any]) -> Sequence[dict[str, Any]]:
        """The resources as partners see them."""
        return [self._members(request, message) for message in messages]

    def _members(self, request: Request, message: Any) -> dict[str, Any]:
        resource = self._resource
        href = f"{request.api_url}/{resource.name}/{quote(message.id, safe='')}"
        # What is kept may have an href, too: of what was ordered, as somebody else knew it.
        kept = {name: value for name, value in resource.shape.to_json(message).items() if name != "href"}
        return {"id": message.id, "href": href, **kept, **resource.also(message, request.api_url)}

    async def _one(self, request: Request, message: Any) -> dict[str, Any]:
        return (await self._shown(request, [message]))[0]

    async def _get(self, request: Request) -> Any:
        return self._held(await self._ask(self._resource.get(request)))

    async def _ask(self, message: Any) -> Any:
        method = getattr(self._stub, type(message).__name__.removesuffix("Request"))
        return await call(method, message, deadline=self._deadline)

    def _held(self, answer: Any) -> Any:
        if answer.DESCRIPTOR.full_name == self._type:
            return answer
        fields = (f for f in answer.DESCRIPTOR.fields if f.message_type)
        return getattr(answer, next(f.name for f in fields if f.message_type.full_name == self._type))

    def _version(self, message: Any) -> int:
        return int(getattr(message, self._resource.version, 0))

    def _tag(self, message: Any) -> dict[str, str]:
        version = self._version(message)
        return {"ETag": tmf630.etag(version)} if version else {}

    def _expect(self, if_version: int, message: Any) -> None:
        if if_version != self._version(message):
            text = f"it is at {tmf630.etag(self._version(message))} by now"
            raise refuse(Kind.STALE, Code.VERSION_STALE, text)


class Bound(NamedTuple):
    """An API that can be asked: its document and the handlers of its operations."""

    document: str
    operations: dict[str, Handler]


@dataclass(frozen=True, kw_only=True, slots=True)
class Api:
    """One version of an API whose resources are declared, all of them in one room."""

    document: str
    room: str
    resources: Sequence[Resource]
    # Resources that are shown or handled otherwise, by name.
    special: Mapping[str, type[Rest]] = field(default_factory=dict)

    def bind(self, channel: grpc.aio.Channel, deadline_seconds: float) -> Bound:
        """The API over a channel to its room."""
        operations = unsupported("registerListener", "unregisterListener")
        for resource in self.resources:
            handlers = self.special.get(resource.name, Rest)
            operations |= handlers(resource, channel, deadline_seconds).operations
        return Bound(self.document, operations)
