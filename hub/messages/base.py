"""What the contracts share: camelCase members, absent instead of null, the TMF event envelope."""

from datetime import datetime
from typing import Any

import msgspec

from hub.kernel.errors import Code, Reason, known_code
from hub.kernel.ids import new_id


class Payload(msgspec.Struct, kw_only=True, rename="camel", omit_defaults=True):
    """Base of all message bodies and their parts."""


#: For lists of which there is always one at least.
SOME = msgspec.Meta(min_length=1)


class NamedValue(Payload):
    """A TMF Characteristic."""

    name: str
    value: Any = None


class SpecificationRef(Payload):
    id: str
    version: str | None = None
    name: str | None = None


class RelatedParty(Payload, rename={"referred_type": "@referredType"}):
    id: str
    role: str | None = None
    name: str | None = None
    referred_type: str | None = None


class RelatedEntity(Payload, rename={"referred_type": "@referredType"}):
    """Something a thing belongs to; `referred_type` says what it is: `Product`, `Service`."""

    id: str
    role: str | None = None
    referred_type: str | None = None


class Place(Payload):
    """Where: the id of an address or site, and its postcode where that says more."""

    id: str
    role: str | None = None
    name: str | None = None
    postcode: str | None = None


class ErrorMessage(Payload):
    """Why an order failed: one of the closed list of reason codes, and a sentence."""

    code: str
    reason: str


class Event(Payload):
    """The TMF event envelope; subclasses add `event` with the resource in its new state."""

    event_type: str
    event_time: datetime
    event_id: str = msgspec.field(default_factory=new_id)


def error_messages(reason: Reason | None) -> list[ErrorMessage]:
    """A reason as the list of TMF error messages it makes; empty without one."""
    return [ErrorMessage(code=reason.code, reason=reason.text)] if reason else []


def first_reason(errors: list[ErrorMessage], otherwise: Reason) -> Reason:
    """The first error message as a reason about the same; `otherwise` when there is none, its code for one we do not know."""
    for error in errors:
        return Reason(known_code(error.code, otherwise.code), error.reason, otherwise.path)
    return otherwise


def said(errors: list[ErrorMessage], otherwise: Code) -> Reason:
    """The first error message as a reason; one of this code that says so when nobody has given any."""
    return first_reason(errors, Reason(otherwise, "no reason was given"))


def values(pairs: dict[str, Any]) -> list[NamedValue]:
    """A mapping as TMF characteristics."""
    return [NamedValue(name=name, value=value) for name, value in pairs.items()]


def mapping(characteristics: list[NamedValue]) -> dict[str, Any]:
    """TMF characteristics as a mapping."""
    return {c.name: c.value for c in characteristics}
