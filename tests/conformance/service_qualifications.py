"""Qualifications of services as partners ask for them."""

from typing import Any

import httpx
import pytest

from tests.waiting import eventually

API = "/tmf-api/serviceQualificationManagement/v4"
CHECKS, QUERIES = f"{API}/checkServiceQualification", f"{API}/queryServiceQualification"
FIBER, DSL = "cfs-fiber-access", "cfs-dsl-access"
KINDS = pytest.mark.parametrize(
    ("where", "body"),
    [
        (CHECKS, {"serviceQualificationItem": [{"service": {"serviceSpecification": {"id": FIBER}}}]}),
        (QUERIES, {"searchCriteria": {"service": {"place": [{"role": "here", "postcode": "RS1 7"}]}}}),
    ],
    ids=["check", "query"],
)


def item(specification: str, postcode: str = "", **other: Any) -> dict[str, Any]:
    service: dict[str, Any] = {"serviceSpecification": {"id": specification}}
    if postcode:
        service["place"] = [{"role": "installation address", "postcode": postcode}]
    return {"service": service, **other}


def check(*items: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {
        "instantSyncQualification": True,
        "provideAlternative": True,
        "provideUnavailabilityReason": True,
        "serviceQualificationItem": list(items),
        **other,
    }


def path(of: dict[str, Any]) -> str:
    return str(of["href"]).removeprefix("http://hub.example")


async def post(client: httpx.AsyncClient, where: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(where, json=body)
    assert answer.status_code in {200, 201}, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def done(client: httpx.AsyncClient, task: dict[str, Any]) -> dict[str, Any]:
    """The task when it is done."""
    found: dict[str, Any] = {}

    async def ended() -> bool:
        found.update((await client.get(path(task))).json())
        return bool(found["state"] == "done")

    await eventually(ended)
    return found


async def listed(client: httpx.AsyncClient, where: str, **params: str) -> list[str]:
    answer = await client.get(where, params=params)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()]
