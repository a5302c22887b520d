"""A core with something to sell, checked when the test is over; and the layers below it."""

from collections.abc import Iterator

import pytest

from hub.messages.base import values
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.layers import Layers
from tests.unit.rooms.office import ENTRIES
from tests.unit.rooms.qualifying import CATALOG, FREE, Office
from tests.unit.rooms.reconciling import Inventories
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, pool
from tests.unit.rooms.som_inventory import Som


@pytest.fixture
def core() -> Iterator[Core]:
    made = Core(*ENTRIES)
    yield made
    made.check()
    made.close()


@pytest.fixture
def layers() -> Iterator[Layers]:
    made = Layers()
    yield made
    made.close()


@pytest.fixture
def som(core: Core) -> Som:
    """The core and what SOM knows of services, which is what the core's products say."""
    return Som(core)


@pytest.fixture
def slow(som: Som) -> Som:
    """The product wants 100 of its service, which has 50."""
    som.sell("1")
    som.change("s-1/tune", service_characteristic=values({"speed": 50}))
    return som


@pytest.fixture
def rom() -> Iterator[Rom]:
    """Three VLANs everywhere, two ports east and one west."""
    made = Rom(pool("vlans", VLAN, 3), pool("a-west", PORT, 1, "west"), pool("b-east", PORT, 2, "east"))
    yield made
    made.holds()
    made.close()


@pytest.fixture
def inventories() -> Iterator[Inventories]:
    made = Inventories()
    yield made
    made.close()


@pytest.fixture
def office() -> Iterator[Office]:
    """SOM's qualification desk, with a ROM that has a little of everything."""
    opened = Office(CATALOG, dict(FREE))
    yield opened
    opened.close()
