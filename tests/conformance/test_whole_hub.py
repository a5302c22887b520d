"""The hub that conformance is tested on: an order really runs, whichever database is below."""

import httpx
import pytest

from tests.flow.hub import Hub
from tests.flow.orders import fiber

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"


async def test_an_order_posted_is_carried_out(client: httpx.AsyncClient, hub: Hub) -> None:
    answer = await client.post(ORDERS, json=fiber())
    assert answer.status_code == 201, answer.text
    await hub.settled(answer.json()["id"])
    assert (await client.get(f"{ORDERS}/{answer.json()['id']}")).json()["state"] == "completed"
