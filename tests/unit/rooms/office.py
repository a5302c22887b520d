"""A shop in which everything can be bought that can go wrong."""

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

OFFICE = ["access", "address", "router", "phone"]
ENTRIES = [
    offering(
        "access",
        component("access", results=[Mapping("vlan", "vlan")]),
        characteristics=[CharacteristicSpecification("vlan", "string")],
    ),
    offering("address", component("address", "access")),
    offering("router", component("router", "address")),
    offering("phone", component("phone")),
    offering("paper"),
    bundle(
        "office",
        *(BundledOffering(o, 0, 9, optional=o == "phone") for o in (*OFFICE, "line", "site", "seal")),
    ),
    # One product of several services.
    offering(
        "line", component("one"), component("two", "one"), component("extra", "two", importance="optional")
    ),
    offering("site", component("mast"), component("tower", "mast", importance="critical")),
    offering(
        "seal", component("wax", compensation="none"), component("stamp", "wax", compensation="unstamp")
    ),
]


def office(core: Core, *members: str) -> None:
    core.submit(item("top", "office"), *(item(name, name, parent="top") for name in members or OFFICE))
