"""What the gateway serves beside the APIs: their documents, pages to read them, health."""

import re

import httpx
import pytest

from hub.platform.rpc import RpcServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERING = "/tmf-api/productOrderingManagement/v4"
INVENTORY = "/tmf-api/productInventory/v4"
OPERATIONS = "/operations/v1"


@pytest.mark.parametrize("base", [ORDERING, INVENTORY, OPERATIONS])
async def test_the_document_is_served_as_it_was_written(client: httpx.AsyncClient, base: str) -> None:
    answer = await client.get(f"{base}/openapi.json")
    document = answer.json()
    assert answer.status_code == 200
    assert document["servers"][0]["url"] == base
    assert "#/components/schemas/ProductRefOrValue" in answer.text


@pytest.mark.parametrize("base", [ORDERING, INVENTORY, OPERATIONS])
async def test_swagger_ui_is_served_with_its_parts(client: httpx.AsyncClient, base: str) -> None:
    page = await client.get(f"{base}/ui", follow_redirects=True)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert '"../openapi.json"' in page.text
    for part in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"):
        assert part in page.text
        assert (await client.get(f"{base}/ui/{part}")).status_code == 200
    assert (await client.get(f"{base}/ui/..%2f..%2fapp.py")).status_code == 404


async def test_health_tells_whether_we_live_and_whether_the_core_serves(
    own_client: httpx.AsyncClient, own_core: RpcServer
) -> None:
    assert (await own_client.get("/health/live")).json() == {"status": "up"}
    assert (await own_client.get("/health/ready")).json() == {"status": "up"}
    await own_core.stop(0)
    assert (await own_client.get("/health/live")).status_code == 200
    answer = await own_client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["code"] == "service-unavailable"


async def test_the_address_itself_lists_the_apis_with_links_that_work(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    links = re.findall(r'href="([^"]+)"', page.text)
    assert {f"{ORDERING}/ui/", f"{INVENTORY}/openapi.json", f"{OPERATIONS}/ui/"} <= set(links)
    for link in links:
        assert (await client.get(link)).status_code == 200, link
