"""Services as partners ask activation for them."""

from typing import Any

import httpx

API = "/tmf-api/ServiceActivationAndConfiguration/v4"
SERVICES, MONITORS = f"{API}/service", f"{API}/monitor"
MERGE, STEPS = "application/merge-patch+json", "application/json-patch+json"
SPEED = {"name": "speed", "valueType": "number", "value": 10}


def service(**other: Any) -> dict[str, Any]:
    return {"state": "active", "serviceSpecification": {"id": "cfs-fiber-access"}, **other}


def path(of: dict[str, Any]) -> str:
    return str(of["href"]).removeprefix("http://hub.example")


async def create(client: httpx.AsyncClient, **other: Any) -> dict[str, Any]:
    answer = await client.post(SERVICES, json=service(**other))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def listed(client: httpx.AsyncClient, where: str, **params: str) -> list[str]:
    answer = await client.get(where, params=params)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()]
