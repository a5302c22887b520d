"""What SOM makes of it when somebody takes back what it has ordered below."""

import pytest

from hub.kernel.errors import Code
from hub.messages.rom import CancelResourceOrder
from tests.unit.rooms.layers import Layers


@pytest.mark.parametrize(("wanted", "ends"), [(True, "failed"), (False, "cancelled")])
def test_a_resource_order_that_was_taken_back_below_ends_its_part_whether_it_is_wanted_or_not(
    layers: Layers, wanted: bool, ends: str
) -> None:
    layers.order("so")
    layers.run(until="CreateResourceOrder")
    asked = layers.asked("CreateResourceOrder")[0]["id"]
    if not wanted:
        layers.cancel("so")
    layers.mail.reverse()  # the cancellations are there first
    layers.put(CancelResourceOrder(id=asked, external_id="so"), "so")
    layers.mail.insert(0, layers.mail.pop())
    layers.run()

    assert layers.state("so") == ends
    assert (
        layers.asked("ServiceOrderStateChangeEvent")[-1]["event"]["serviceOrder"]["errorMessage"][0]["code"]
        == Code.CANCELLED
    )
    assert (layers.network(), layers.held()) == ({}, {})
    layers.check()
