"""A plan: what an order comes down to, as service orders and the products they make. Pure data, the same for the same input."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from core.catalog.components import RetryPolicy
from hub.kernel.values import Place

__all__ = ["Plan", "PlannedProduct", "PlannedService", "RetryPolicy", "Task", "canonical", "hashed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One service order to be carried out. `key` is readable and unique in its order: `110/cfs-fiber-access`."""

    key: str
    item_id: str
    # Which of a quantity, from 1 on.
    instance: int = 1
    # add, modify or delete
    action: str
    specification_id: str
    # Keys of the tasks that must stand first.
    requires: list[str] = field(default_factory=list)
    # Of a modification only those that change.
    characteristics: dict[str, Any] = field(default_factory=dict)
    # What it takes to undo it: of a modification what the changed ones were, of a deletion what there was.
    previous: dict[str, Any] = field(default_factory=dict)
    # The service a modification or deletion is about.
    service_id: str = ""
    # Service characteristic → product characteristic, for what comes back.
    results_to: dict[str, str] = field(default_factory=dict)
    # optional, mandatory or critical
    importance: str = "mandatory"
    # Empty by the opposite, `none` not at all, else by an order for the service specification named.
    compensation: str = ""
    # none, soft or hard
    point_of_no_return: str = "none"
    # fail or hold
    on_failure: str = "fail"
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    expected_seconds: int = 0
    time_limit_seconds: int = 0
    # Which rule of which catalogue entry made it, for people.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedService:
    """A service the product consists of when all is done: one that is there already, or what a task builds."""

    # Service specification, with `#2` and so on for further ones of a kind.
    component: str
    specification_id: str
    service_id: str = ""
    # Key of the task that builds or changes it; empty when nothing does.
    task: str = ""
    characteristics: dict[str, Any] = field(default_factory=dict)
    # Service specifications it stands on.
    relies_on: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProduct:
    """A product the plan makes, changes, ends or looks at; `key` is the item's id, with `:2` and so on for a quantity."""

    key: str
    item_id: str
    instance: int = 1
    action: str
    # Empty for one that is to be made.
    product_id: str = ""
    offering_id: str = ""
    specification_id: str = ""
    specification_version: str = ""
    # All it has when all is done, by name, but for what the services answer.
    characteristics: dict[str, Any] = field(default_factory=dict)
    services: list[PlannedService] = field(default_factory=list)
    # Where it is built, or stands: what that says decides what it is built from.
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`hash` covers everything but itself and holds no id that differs from order to order."""

    hash: str
    # Catalogue entries it was made from: `kind:id` → version.
    versions: dict[str, str]
    tasks: list[Task]
    products: list[PlannedProduct]
    # Items their bundle completes without.
    optional_items: list[str] = field(default_factory=list)


def canonical(plan: Plan) -> bytes:
    """What `hash` covers: everything but itself, as JSON with sorted keys; the same bytes on every machine."""
    return msgspec.json.encode(replace(plan, hash=""), order="sorted")


def hashed(plan: Plan) -> Plan:
    return replace(plan, hash=hashlib.sha256(canonical(plan)).hexdigest())
