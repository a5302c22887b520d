"""Product offering qualifications as partners ask for them."""

from typing import Any

import httpx

BASE = "http://hub.example/tmf-api/productOfferingQualification/v4/productOfferingQualification"
ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
ITEMS = "productOfferingQualificationItem"
JO = [{"id": "jo-679", "name": "Jo", "role": "customer", "@referredType": "Individual"}]
LINE: dict[str, Any] = {
    "id": "1",
    "action": "add",
    "productOffering": {"id": "home-broadband-100", "name": "Home Broadband 100"},
}
SUMMER: dict[str, Any] = {"id": "1", "productOffering": {"id": "home-dsl-summer"}}


async def ask(client: httpx.AsyncClient, *items: dict[str, Any], **more: Any) -> httpx.Response:
    return await client.post(BASE, json={ITEMS: list(items), "relatedParty": JO, **more})
