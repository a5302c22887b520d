"""A core with something to sell, checked when the test is over; and the layers below it."""

from collections.abc import Iterator

import pytest

from tests.unit.rooms.core_room import Core
from tests.unit.rooms.layers import Layers
from tests.unit.rooms.office import ENTRIES


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
