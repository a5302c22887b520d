"""GET: lists with filters, pages and counts; one resource; attribute selection."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
PRODUCTS = "/tmf-api/productInventory/v4/product"
Order = Callable[..., dict[str, Any]]
COMPLETED, IN_PROGRESS, VALIDATED = 6, 5, 3


@pytest_asyncio.fixture(loop_scope="session")
async def five(client: httpx.AsyncClient, order: Order, fake_orders: Any) -> list[str]:
    """Five orders an hour apart from 10:00:00.123: completed, inProgress, and three acknowledged."""
    for number in range(1, 6):
        party = {"id": f"cust-{number % 2}", "@referredType": "Organization"}
        answer = await client.post(ORDERS, json=order(externalId=f"NB,{number}", relatedParty=[party]))
        assert answer.status_code == 201, answer.text
    ids = list(fake_orders.kept)
    for order_id, state in zip(ids, (COMPLETED, IN_PROGRESS, VALIDATED), strict=False):
        fake_orders.kept[order_id].state = state
    return ids


async def test_a_list_has_all_orders_and_their_count(client: httpx.AsyncClient, five: list[str]) -> None:
    answer = await client.get(ORDERS)
    assert answer.status_code == 200
    assert [order["id"] for order in answer.json()] == five
    assert (answer.headers["x-total-count"], answer.headers["x-result-count"]) == ("5", "5")
    assert all(order["href"] == f"http://hub.example{ORDERS}/{order['id']}" for order in answer.json())


FOUND: list[tuple[str, list[int]]] = [
    ("id=order-2", [2]),
    ("id=order-2,order-4", [2, 4]),
    ("id=order-2;order-4", [2, 4]),
    ("id=order-2;id=order-4", [2, 4]),
    ("id=order-2&id=order-4", [2, 4]),
    ('id="order-2"', [2]),
    ("id.eq=order-2", [2]),
    ("id%3D%3Dorder-2", [2]),
    ("state=completed", [1]),
    ("state=inProgress", [2]),
    ("state=acknowledged", [3, 4, 5]),
    ("state=acknowledged,completed", [1, 3, 4, 5]),
    ("state=held", []),
    ("state=held,completed", [1]),
    ("relatedParty.id=cust-1", [1, 3, 5]),
    ("relatedParty.id=cust-1&state=acknowledged", [3, 5]),
    ("externalId=%22NB%2C2%22", [2]),
    ("externalId=unheard", []),
    ("orderDate=2026-11-20T11:00:00.123Z", [2]),
    ("orderDate=%222026-11-20T11%3A00%3A00.123Z%22", [2]),
    ("orderDate=2026-11-20T12:00:00.123+01:00", [2]),
    ("orderDate=2026-11-20T12:00:00.123%2B01:00", [2]),
    ("orderDate=2026-11-20T11:00:00.124Z", []),
    ("orderDate.gt=2026-11-20T11:00:00.123Z", [3, 4, 5]),
    ("orderDate.gte=2026-11-20T11:00:00.123Z", [2, 3, 4, 5]),
    ("orderDate.lt=2026-11-20T11:00:00.123Z", [1]),
    ("orderDate.lte=2026-11-20T11:00:00.123Z", [1, 2]),
    ("orderDate%3E2026-11-20T11:00:00.123Z", [3, 4, 5]),
    ("orderDate%3E%3D2026-11-20T11:00:00.123Z", [2, 3, 4, 5]),
    ("orderDate>=2026-11-20T11:00:00.123Z", [2, 3, 4, 5]),
    ("orderDate%3C2026-11-20T11:00:00.123Z", [1]),
    ("orderDate%3C%3D2026-11-20T11:00:00.123Z", [1, 2]),
    ("orderDate.gt=2026-11-20T10:30:00Z&orderDate.lt=2026-11-20T12:30:00Z", [2, 3]),
    ("orderDate.gt=2026-11-20T12:30:00Z&orderDate.lt=2026-11-20T10:30:00Z", []),
    ("orderDate.gte=2026-11-20", [1, 2, 3, 4, 5]),
    ("orderDate.gt=9999-12-31T23:59:59.9999Z", []),
    ("sort=-id", [5, 4, 3, 2, 1]),
    ("sort=+id", [1, 2, 3, 4, 5]),
    ("sort=-externalId,id&id=order-1,order-3", [3, 1]),
]


@pytest.mark.parametrize(("query", "numbers"), FOUND)
async def test_a_query_finds_what_it_says(
    client: httpx.AsyncClient, five: list[str], query: str, numbers: list[int]
) -> None:
    answer = await client.get(f"{ORDERS}?{query}")
    assert answer.status_code == 200, answer.text
    assert [order["id"] for order in answer.json()] == [f"order-{n}" for n in numbers]
    assert answer.headers["x-total-count"] == str(len(numbers))


REFUSED: list[tuple[str, str, str]] = [
    ("colour=red", "filter-unknown", "colour"),
    ("productOrderItem.colour=red", "filter-unknown", "productOrderItem.colour"),
    ("href=x", "filter-unknown", "href"),
    ("cancellationDate=2026-11-20", "filter-unknown", "cancellationDate"),
    ("externalId.regex=(a", "attribute-invalid", "externalId"),
    ("state=odd", "attribute-invalid", "state"),
    ("state=", "attribute-invalid", "state"),
    ("orderDate.gt=yesterday", "attribute-invalid", "orderDate"),
    ("offset=-1", "attribute-invalid", "offset"),
    ("offset=x", "attribute-invalid", "offset"),
    ("offset=1e3", "attribute-invalid", "offset"),
    ("offset=4294967296", "attribute-invalid", "offset"),
    ("limit=-1", "attribute-invalid", "limit"),
    ("limit=1.5", "attribute-invalid", "limit"),
    ("limit=", "attribute-invalid", "limit"),
    ("limit=%D9%A3", "attribute-invalid", "limit"),
    ("sort=colour", "filter-unknown", "colour"),
    ("id=%FF", "attribute-invalid", "id"),
    ("id=a%00b", "attribute-invalid", "id"),
    ("id=" + ",".join("a" * 201), "attribute-invalid", "id"),
]


@pytest.mark.parametrize(("query", "code", "path"), REFUSED)
async def test_a_query_that_makes_no_sense_is_400_by_name(
    client: httpx.AsyncClient, query: str, code: str, path: str
) -> None:
    answer = await client.get(f"{ORDERS}?{query}")
    assert answer.status_code == 400
    error = answer.json()["errors"][0]
    assert (error["code"], error["path"]) == (code, path)


@pytest.mark.parametrize(
    ("query", "status", "numbers"),
    [
        ("limit=2", 206, [1, 2]),
        ("offset=2&limit=2", 206, [3, 4]),
        ("offset=4", 206, [5]),
        ("limit=5", 200, [1, 2, 3, 4, 5]),
        ("limit=5000", 200, [1, 2, 3, 4, 5]),
        ("offset=9", 206, []),
        ("limit=0", 206, []),
    ],
)
async def test_a_page_is_206_only_when_it_is_short_of_the_total(
    client: httpx.AsyncClient, five: list[str], query: str, status: int, numbers: list[int]
) -> None:
    answer = await client.get(f"{ORDERS}?{query}")
    assert answer.status_code == status
    assert [order["id"] for order in answer.json()] == [f"order-{n}" for n in numbers]
    assert (answer.headers["x-total-count"], answer.headers["x-result-count"]) == ("5", str(len(numbers)))


async def test_the_links_of_a_page_lead_through_the_whole_list(
    client: httpx.AsyncClient, five: list[str]
) -> None:
    seen: list[str] = []
    address = f"{ORDERS}?limit=2&state=acknowledged,inProgress,completed"
    for _ in range(4):
        answer = await client.get(address)
        seen += [order["id"] for order in answer.json()]
        if "next" not in answer.links:
            break
        address = answer.links["next"]["url"]
    assert seen == five
    assert answer.links.keys() == {"self", "first", "last", "prev"}
    first = await client.get(answer.links["first"]["url"])
    assert [order["id"] for order in first.json()] == five[:2]


async def test_a_list_cut_by_our_own_limit_is_200_with_a_link_to_the_rest(
    client: httpx.AsyncClient, order: Order
) -> None:
    for _ in range(101):
        await client.post(ORDERS, json=order())
    answer = await client.get(ORDERS)
    assert (answer.status_code, len(answer.json())) == (200, 100)
    assert answer.headers["x-total-count"] == "101"
    assert "next" in answer.links


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("state", {"id", "href", "state"}),
        ("state,orderDate", {"id", "href", "state", "orderDate"}),
        ("state%2CorderDate", {"id", "href", "state", "orderDate"}),
        ("id", {"id", "href"}),
        ("none", {"id", "href"}),
        ("unheard", {"id", "href"}),
        ("relatedParty.id", {"id", "href", "relatedParty"}),
        ("", {"id", "href", "state", "orderDate", "externalId", "relatedParty", "productOrderItem"}),
    ],
)
async def test_fields_gives_id_href_and_what_was_asked(
    client: httpx.AsyncClient, five: list[str], fields: str, names: set[str]
) -> None:
    one = await client.get(f"{ORDERS}/order-1?fields={fields}")
    assert one.json().keys() == names
    many = await client.get(f"{ORDERS}?fields={fields}")
    assert all(order.keys() == names for order in many.json())


async def test_an_order_has_its_version_as_entity_tag(client: httpx.AsyncClient, five: list[str]) -> None:
    assert (await client.get(f"{ORDERS}/order-1")).headers["etag"] == '"1"'


@pytest.mark.parametrize(
    "order_id", ["unheard", "%00", "%F0%9F%9A%80", "a%20b", "x" * 3000, "..%5C..", "';--"]
)
async def test_an_unknown_id_is_404_whatever_it_looks_like(client: httpx.AsyncClient, order_id: str) -> None:
    answer = await client.get(f"{ORDERS}/{order_id}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "id-unknown"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3]),
        ("id=product-1", [1]),
        ("status=active", [1, 2]),
        ("status=active,terminated", [1, 2, 3]),
        ("status=suspended", []),
        ("name=Fiber%20access%202", [2]),
        ("relatedParty.id=cust-3", [3]),
        ("productOffering.id=fiber-access-1g", [1, 2, 3]),
        ("productOffering.id=other", []),
    ],
)
async def test_products_are_found_by_filters(
    client: httpx.AsyncClient, query: str, numbers: list[int]
) -> None:
    answer = await client.get(f"{PRODUCTS}?{query}")
    assert answer.status_code == 200, answer.text
    assert [product["id"] for product in answer.json()] == [f"product-{n}" for n in numbers]


@pytest.mark.parametrize("query", ["status=odd", "colour=red", "sort=colour"])
async def test_a_product_query_that_makes_no_sense_is_400(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"{PRODUCTS}?{query}")).status_code == 400


async def test_a_product_shows_where_it_came_from_and_what_carries_it(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{PRODUCTS}/product-1")
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == {
        "id": "product-1",
        "href": f"http://hub.example{PRODUCTS}/product-1",
        "@type": "Product",
        "status": "active",
        "name": "Fiber access 1",
        "startDate": "2026-11-20T10:00:00.123Z",
        "productOffering": {"id": "fiber-access-1g", "name": "Fiber Access 1 Gbps"},
        "productSpecification": {"id": "fiber-access"},
        "productCharacteristic": [{"name": "downstreamMbps", "valueType": "number", "value": 1000}],
        "relatedParty": [{"id": "cust-1", "role": "Customer", "@referredType": "Organization"}],
        "productOrderItem": [{"productOrderId": "order-1", "orderItemId": "1.1", "orderItemAction": "add"}],
        "realizingService": [{"id": "service-1"}],
        "place": [{"id": "addr-1", "role": "installation address"}],
    }
    assert (await client.get(f"{PRODUCTS}/unheard")).status_code == 404
