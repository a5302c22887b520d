"""Lists of a room, filtered and sorted by its database."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from core.ordering.items import Item, ProductValue
from core.ordering.machine import OrderState
from core.ordering.model import ProductOrder
from core.ordering.rpc.search import ORDER_SEARCH
from core.ordering.store import ORDERS, orders
from hub.kernel.errors import HubError
from hub.kernel.values import Characteristic, Party, Ref
from hub.platform.database import Database
from hub.platform.reading import read_page
from proto.shared.v1 import query_pb2
from proto.shared.v1.common_pb2 import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

START = datetime(2026, 11, 20, 10, 0, 0, 123_456, tzinfo=UTC)


def _order(number: int) -> ProductOrder:
    made = ProductOrder(
        id=f"order-{number}",
        order_date=START + timedelta(hours=number),
        external_id=f"NB,{number}",
        description="" if number == 1 else f"Order {number}",
        parties=[Party(id=f"cust-{number % 2}", role="Customer")],
        items=[
            Item(
                id="1",
                action="add",
                quantity=number % 3,
                offering=Ref("fiber", extension='{"@type":"OfferingRef"}'),
                product=ProductValue(
                    characteristics=[
                        Characteristic("speed", number * 100.5),
                        Characteristic("site", {"code": f"HS-{number}", "floors": [1, [number]]}),
                    ]
                ),
            ),
            Item(id=f"1.{number}", action="modify", parent="1"),
            Item(id=f"1.{number}.1", action="add", parent=f"1.{number}"),
        ],
        extension=f'{{"channel":[{{"id":"web-{number}"}}],"rank":{10 - number},"since":"2026-01-0{number}"}}',
    )
    made.state = OrderState.HELD if number == 2 else OrderState.ACKNOWLEDGED
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def five(database: Database) -> None:
    """Five orders an hour apart from 11:00:00.123456."""
    await database.write(lambda c: ORDERS.save(c, [_order(n) for n in range(1, 6)]))


async def found(database: Database, query: query_pb2.Query) -> list[int]:
    page, total = await read_page(
        database, ORDERS, Page(), order=[orders.c.order_date], search=ORDER_SEARCH, query=query
    )
    assert total == len(page)
    return [int(order.id.removeprefix("order-")) for order in page]


def condition(path: str, operator: str, *values: str, undeclared: bool = False) -> query_pb2.Condition:
    return query_pb2.Condition(
        path=path.split("."),
        operator=f"OPERATOR_{operator.upper()}",
        value=values,
        name=path,
        undeclared=undeclared,
    )


FOUND: list[tuple[str, str, list[str], list[int]]] = [
    ("id", "eq", ["order-2", "order-4"], [2, 4]),
    ("state", "eq", ["PRODUCT_ORDER_STATE_HELD"], [2]),
    ("state", "ne", ["PRODUCT_ORDER_STATE_HELD"], [1, 3, 4, 5]),
    ("state", "eq", [], []),
    ("external_id", "eq", ["NB,3"], [3]),
    ("external_id", "gte", ["NB,4"], [4, 5]),
    ("external_id", "regex", [r"^N.,[2-3]$"], [2, 3]),
    ("order_date", "eq", ["2026-11-20T11:00:00.123Z"], [1]),
    ("order_date", "eq", ["2026-11-20T12:00:00.1239+01:00"], [1]),
    ("order_date", "gt", ["2026-11-20T12:00:00.123Z"], [3, 4, 5]),
    ("order_date", "lte", ["2026-11-20T12:00:00.123Z"], [1, 2]),
    ("order_date", "ne", ["2026-11-20T12:00:00.123Z"], [1, 3, 4, 5]),
    ("order_date", "gt", ["9999-12-31T23:59:59.999Z"], []),
    ("completion_date", "ne", ["2026-11-20T12:00:00.123Z"], []),
    ("description", "eq", [""], []),
    ("description", "ne", ["Order 2"], [3, 4, 5]),
    ("related_party.id", "eq", ["cust-1"], [1, 3, 5]),
    ("related_party.role", "eq", ["Customer"], [1, 2, 3, 4, 5]),
    ("item.quantity", "lt", ["2"], [1, 4]),
    ("item.product_offering.id", "eq", ["fiber"], [1, 2, 3, 4, 5]),
    ("item.product_offering.extension_json.@type", "eq", ["OfferingRef"], [1, 2, 3, 4, 5]),
    ("item.product.characteristic.value_json", "gt", ["300"], [3, 4, 5]),
    ("item.product.characteristic.value_json", "eq", ["100.50"], [1]),
    ("item.product.characteristic.value_json.code", "eq", ["HS-4"], [4]),
    ("item.product.characteristic.value_json.floors", "eq", ["5"], [5]),
    ("item.id", "eq", ["1"], [1, 2, 3, 4, 5]),
    ("item.id", "eq", ["1.2"], []),
    ("item.item.id", "eq", ["1.2"], [2]),
    ("item.item.id", "eq", ["1.2.1"], []),
    ("item.item.item.id", "eq", ["1.2.1"], [2]),
    ("item.item.action", "eq", ["ITEM_ACTION_MODIFY"], [1, 2, 3, 4, 5]),
    ("extension_json.channel.id", "eq", ["web-2", "web-3"], [2, 3]),
    ("extension_json.since", "gt", ["2026-01-02T23:00:00-01:00"], [4, 5]),
]


@pytest.mark.parametrize(("path", "operator", "values", "numbers"), FOUND)
async def test_a_condition_finds_what_it_says(
    database: Database, path: str, operator: str, values: list[str], numbers: list[int]
) -> None:
    query = query_pb2.Query(all=[query_pb2.AnyOf(condition=[condition(path, operator, *values)])])
    assert await found(database, query) == numbers


async def test_all_hold_and_one_of_each_is_enough(database: Database) -> None:
    either = query_pb2.AnyOf(
        condition=[condition("id", "eq", "order-1"), condition("id", "eq", "order-3", "order-4")]
    )
    late = query_pb2.AnyOf(condition=[condition("order_date", "gt", "2026-11-20T12:30:00Z")])
    assert await found(database, query_pb2.Query(all=[either, late])) == [3, 4]


@pytest.mark.parametrize(
    ("path", "descending", "numbers"),
    [
        ("order_date", True, [5, 4, 3, 2, 1]),
        ("extension_json.rank", False, [5, 4, 3, 2, 1]),
        ("description", False, [2, 3, 4, 5, 1]),
        ("description", True, [5, 4, 3, 2, 1]),
        ("item.quantity", False, [1, 4, 2, 5, 3]),
        ("completion_date", True, [1, 2, 3, 4, 5]),
    ],
)
async def test_lists_are_sorted_and_what_is_missing_comes_last(
    database: Database, path: str, descending: bool, numbers: list[int]
) -> None:
    key = query_pb2.SortKey(path=path.split("."), descending=descending, name=path)
    assert await found(database, query_pb2.Query(sort=[key])) == numbers


async def test_an_attribute_no_contract_has_is_known_when_a_resource_has_it(database: Database) -> None:
    known = condition("extension_json.rank", "eq", "99", undeclared=True)
    unknown = condition("extension_json.colour", "eq", "red", undeclared=True)
    assert await found(database, query_pb2.Query(all=[query_pb2.AnyOf(condition=[known])])) == []
    with pytest.raises(HubError, match=r"filter-unknown: extension_json\.colour"):
        await found(database, query_pb2.Query(all=[query_pb2.AnyOf(condition=[unknown])]))
