"""A core with something to sell, checked when the test is over."""

from collections.abc import Iterator

import pytest

from tests.unit.rooms.core_room import Core
from tests.unit.rooms.office import ENTRIES


@pytest.fixture
def core() -> Iterator[Core]:
    made = Core(*ENTRIES)
    yield made
    made.check()
    made.close()
