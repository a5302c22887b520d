"""A shop for orders that are changed under way."""

from core.catalog.components import Condition, RetryPolicy
from core.ordering.items import Item
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import (
    BundledOffering,
    CharacteristicSpecification,
    Mapping,
    bundle,
    component,
    item,
    offering,
)

SPEED = [CharacteristicSpecification("speed", "integer", default=10)]
FROM_SPEED = {"characteristics": [Mapping("rate", "speed")]}
ENTRIES = [
    offering(
        "wire",
        component("access", **FROM_SPEED),
        component("net", "access", **FROM_SPEED),
        characteristics=SPEED,
    ),
    offering("tv", component("tv")),
    offering("base", component("base")),
    offering("hard", component("hard", point_of_no_return="hard", **FROM_SPEED), characteristics=SPEED),
    offering("shaky", component("shaky", retry=RetryPolicy(3), **FROM_SPEED), characteristics=SPEED),
    bundle("pack", BundledOffering("wire"), BundledOffering("tv", 0, 9)),
    offering(
        "kit",
        component("box"),
        component("socket", "box", when=[Condition("extra", one_of=[True])]),
        component("lamp", "socket", when=[Condition("extra", one_of=[True])]),
        component("late", "box"),
        characteristics=[CharacteristicSpecification("extra", "boolean", default=False)],
    ),
]


def line(speed: int, identifier: str = "1") -> Item:
    return item(identifier, "wire", speed=speed)


def rates(core: Core) -> list[tuple[str, object]]:
    """Action and rate of what SOM was asked for since this was called last."""
    asked = [body["serviceOrderItem"][0] for _, body in core.asked]
    core.asked = []
    return [
        (i["action"], next((c["value"] for c in i["service"].get("serviceCharacteristic", ())), None))
        for i in asked
    ]
