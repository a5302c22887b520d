"""Orders about what an earlier order has made."""

import json
from typing import Any

import pytest

from hub.cli.after import fill
from hub.kernel.errors import HubError

EARLIER: dict[str, Any] = {
    "id": "o-1",
    "productOrderItem": [
        {"id": "1", "productOrderItem": [{"id": "2", "product": {"id": 'p"2'}}]},
        {"id": "3", "product": {"name": "not made yet"}},
    ],
}


def order(product: str) -> bytes:
    return json.dumps({"productOrderItem": [{"id": "1", "product": {"id": product}}]}).encode()


def test_a_product_is_found_by_the_item_that_has_made_it() -> None:
    assert json.loads(fill(order("<product of item 2>"), EARLIER)) == json.loads(order('p"2'))


def test_an_order_that_names_its_products_stays_as_it_is() -> None:
    for body in (order("p-7"), b"\xff no JSON"):
        assert fill(body, EARLIER) == fill(body, None) == body


@pytest.mark.parametrize(
    ("item", "earlier", "said"),
    [
        ("2", None, "the order is about what an earlier one has made: say which one, with --after ID"),
        ("3", EARLIER, "order o-1 has no product of item 3; it has those of 2"),
        ("2", {"id": "o-1"}, "order o-1 has no product of item 2; it has those of none"),
    ],
)
def test_what_is_not_there_is_said(item: str, earlier: Any, said: str) -> None:
    with pytest.raises(HubError) as refused:
        fill(order(f"<product of item {item}>"), earlier)

    assert refused.value.reasons[0].text == said
