"""What the tests of repairs share."""

from hub.messages.reconciliation import Between, Difference, Mismatch, Repair
from tests.unit.rooms.layers import VLAN, built
from tests.unit.rooms.reconciling import Inventories

DONE: tuple[str, list[str]] = ("completed", [])
RE_APPLY, ADOPT = Repair.RE_APPLY, Repair.ADOPT


def only(inventories: Inventories) -> Mismatch:
    """The one mismatch there is."""
    (found,) = inventories.mismatches()
    return found


def about(service: str, difference: Difference) -> Mismatch:
    """What the core has found about a service of a product."""
    return Mismatch(
        id="m",
        between=Between.PRODUCT_SERVICE,
        difference=difference,
        subject_id=service,
        service_id=service,
        product_id="p",
    )


def other_value(inventories: Inventories) -> str:
    """A service of which ROM says that it has VLAN 101, where it has 100 itself."""
    service = built(inventories)
    inventories.give_back(VLAN, inventories.resource(service, "vlan").resource_id)
    inventories.allocate(VLAN, "other")
    inventories.allocate(VLAN, "so-1", inventories.item("so-1", VLAN))
    return service
