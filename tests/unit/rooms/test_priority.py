"""TMF622 priorities: 0 is the highest, 4 the lowest, and nothing new goes before what is under way."""

import pytest

from core.ordering.handlers import HANDLERS
from core.ordering.priority import rank
from hub.messages.com import ProcessProductOrder


def test_0_goes_first_and_4_last() -> None:
    ranks = [rank(priority) for priority in "01234"]

    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("priority", ["", "5", "-1", "high", "1.0", "\u0660"])
def test_no_priority_or_one_that_is_none_is_the_lowest(priority: str) -> None:
    assert rank(priority) == rank("4")


def test_of_all_the_core_handles_only_new_orders_wait_for_others() -> None:
    new = HANDLERS["ProcessProductOrder"]

    assert new.rank(ProcessProductOrder(product_order_id="1", priority="0")) > 0
    assert {name for name, h in HANDLERS.items() if h is not new and h.rank(None) != 0} == set()
