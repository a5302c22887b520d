"""A TMF resource over gRPC, declared: the REST shape all of them have is written here once.

The room's methods are known by the requests they take: what makes a `GetProductRequest` calls `GetProduct`. What
they answer is the resource's message, or a message with a field for it; a list has its `total` beside it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gateway.facades.common import idempotency_key
from gateway.facades.mapping import Shape
from gateway.http import Request
from proto.shared.v1 import common_pb2, query_pb2


@dataclass(frozen=True)
class Draft:
    """What a POST asks for."""

    request: Request
    # Without what the hub sets itself.
    body: Mapping[str, Any]
    shape: Shape

    @cached_property
    def message(self) -> Any:
        """The body as the resource's message."""
        return self.shape.to_message(self.body)

    @property
    def key(self) -> str:
        """What makes it repeatable; see `idempotency_key`."""
        return idempotency_key(self.request)


@dataclass(frozen=True)
class Change:
    """What a PATCH asks for."""

    id: str
    # First-level attributes that become different or go.
    names: Collection[str]
    # The resource as it shall be, without what the hub sets itself.
    body: Mapping[str, Any]
    shape: Shape
    # The version that is to be changed.
    if_version: int
    # Who asks.
    client: str

    @cached_property
    def message(self) -> Any:
        """The body as the resource's message, with its id."""
        message = self.shape.to_message(self.body)
        message.id = self.id
        return message


def _nothing(_: Any, __: str) -> Mapping[str, Any]:
    return {}


def _created(_: Any) -> int:
    return 201


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A resource and what can be done with it: each operation by what makes the room's request of it."""

    # As its path and its operationIds have it: `productOffering`.
    name: str
    shape: Shape
    # The generated stub's class.
    stub: Callable[[Any], Any]
    get: Callable[[Request], Any]
    list: Callable[[common_pb2.Page, query_pb2.Query], Any]
    create: Callable[[Draft], Any] | None = None
    update: Callable[[Change], Any] | None = None
    # The version If-Match asks for, 0 for any.
    delete: Callable[[Request, int], Any] | None = None
    # Set by the hub, as dotted names (`gateway.facades.owned`): refused in a POST, and in a PATCH that changes them.
    owned: Sequence[str] = ("id", "href")
    # By some of their names: what to do instead of changing it.
    instead: Mapping[str, str] = field(default_factory=dict)
    # Those of `owned` that a POST may have all the same: there the client's choice; there, but the hub sets its own.
    chosen: Sequence[str] = ()
    overruled: Sequence[str] = ()
    # What a PATCH may change, when that is not everything else; and what it may not.
    patchable: Collection[str] | None = None
    fixed: Collection[str] = ()
    # What a POST that is silent about it means.
    defaults: Mapping[str, Any] = field(default_factory=dict)
    # Members beside those of the shape, from the message and the address of the API.
    also: Callable[[Any, str], Mapping[str, Any]] = _nothing
    # The status of the answer to a POST.
    status: Callable[[Any], int] = _created
    # The message's field that grows with every change.
    version: str = "version"

    @property
    def title(self) -> str:
        """As in operationIds: `ProductOffering`."""
        return self.name[0].upper() + self.name[1:]
