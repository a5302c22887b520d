"""Service orders as partners place them, and what becomes of them."""

from datetime import timedelta
from typing import Any

import httpx

from gateway.tmf630 import format_date
from tests.conformance.conftest import START
from tests.waiting import eventually

API = "/tmf-api/serviceOrdering/v4"
ORDERS, TASKS = f"{API}/serviceOrder", f"{API}/cancelServiceOrder"
SERVICES = "/tmf-api/serviceInventory/v4/service"
LATER = format_date(START + timedelta(days=300))


def item(identifier: str = "1", of: str = "cfs-voice", action: str = "add", **service: Any) -> dict[str, Any]:
    wanted = {"serviceSpecification": {"id": of}, **service} if of else service
    return {"id": identifier, "action": action, "service": wanted}


def order(*items: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"serviceOrderItem": list(items) or [item()], **members}


async def post(client: httpx.AsyncClient, body: dict[str, Any], **headers: str) -> httpx.Response:
    return await client.post(ORDERS, json=body, headers=headers)


async def made(client: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await post(client, body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def ended(client: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    """The order when it has ended."""
    identifier = (await made(client, body))["id"]

    async def end() -> Any:
        shown = (await client.get(f"{ORDERS}/{identifier}")).json()
        return None if shown["state"] in {"acknowledged", "inProgress", "pendingCancellation"} else shown

    found: dict[str, Any] = await eventually(end)
    return found
