"""Values that rooms share: references, parties, places, characteristics, notes. `extension` is what we do not interpret, as JSON text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Ref:
    id: str
    href: str = ""
    name: str = ""
    referred_type: str = ""
    extension: str = ""


@dataclass(slots=True)
class Party:
    id: str
    href: str = ""
    name: str = ""
    role: str = ""
    referred_type: str = ""
    extension: str = ""


@dataclass(slots=True)
class Place:
    """Where something is or is wanted: a site or an address by its id, and its postcode where that says more."""

    id: str = ""
    href: str = ""
    name: str = ""
    role: str = ""
    referred_type: str = ""
    postcode: str = ""
    extension: str = ""


@dataclass(slots=True)
class Characteristic:
    """A name and any JSON value."""

    name: str
    value: Any = None
    value_type: str = ""
    extension: str = ""


@dataclass(slots=True)
class Note:
    id: str = ""
    author: str = ""
    date: datetime | None = None
    text: str = ""
    extension: str = ""
