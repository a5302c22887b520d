"""Changes of a resource that nobody of ours interprets, for every resource that can be patched (catalogues: `test_catalogs`)."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.conformance.partners import Partner

pytestmark = pytest.mark.asyncio(loop_scope="session")

API = "/tmf-api"
LATER = "2030-01-01T00:00:00.000Z"
SERVICE = {"state": "active", "serviceSpecification": {"id": "cfs-fiber-access"}}
LINE = {"id": "1", "action": "add"}
RESOURCES: dict[str, dict[str, Any]] = {
    "productInventory/v4/product": {"status": "created"},
    "serviceInventory/v4/service": SERVICE,
    "ServiceActivationAndConfiguration/v4/service": SERVICE,
    "resourceInventoryManagement/v4/resource": {"name": "a router"},
    "serviceOrdering/v4/serviceOrder": {
        "requestedStartDate": LATER,
        "serviceOrderItem": [{**LINE, "service": {"serviceSpecification": {"id": "cfs-dsl-access"}}}],
    },
    "resourceOrderingManagement/v4/resourceOrder": {
        "requestedStartDate": LATER,
        "orderItem": [{**LINE, "resource": {"resourceSpecification": {"id": "cpe"}}}],
    },
    "productOfferingQualification/v4/productOfferingQualification": {
        "productOfferingQualificationItem": [{"id": "1", "productOffering": {"id": "home-broadband-100"}}]
    },
    "serviceQualificationManagement/v4/checkServiceQualification": {"serviceQualificationItem": [{}]},
}


@pytest.fixture(params=RESOURCES)
def partner(client: httpx.AsyncClient, request: pytest.FixtureRequest) -> Partner:
    """Who has a resource of each kind."""
    return Partner(client, f"{API}/{request.param}")


async def _made(partner: Partner) -> str:
    """The id of one."""
    return str((await partner.create(RESOURCES[partner.path.removeprefix(f"{API}/")]))["id"])


async def test_of_changes_at_the_same_time_none_is_lost(partner: Partner) -> None:
    identifier = await _made(partner)
    url = f"{partner.path}/{identifier}"
    changes = [{f"by{number}": number} for number in range(4)]

    answers = await asyncio.gather(*(partner.client.patch(url, json=change) for change in changes))

    assert [answer.status_code for answer in answers] == [200] * 4
    shown = await partner.get(identifier)
    assert all(shown.items() >= change.items() for change in changes)


async def test_of_those_who_change_one_version_at_most_one_does(partner: Partner) -> None:
    identifier = await _made(partner)
    url = f"{partner.path}/{identifier}"
    known = {"If-Match": (await partner.client.get(url)).headers["ETag"]}

    changes = [{f"by{number}": number} for number in range(4)]
    answers = await asyncio.gather(
        *(partner.client.patch(url, json=change, headers=known) for change in changes)
    )

    first, *others = sorted(answer.status_code for answer in answers)
    assert first in {200, 412}, "a qualification may have been answered since"
    assert others == [412] * 3


async def test_true_is_not_1(partner: Partner) -> None:
    identifier = await _made(partner)
    await partner.patch(identifier, {"lit": True, "off": [False]})

    changed = await partner.patch(identifier, {"lit": 1, "off": [0]})

    assert (changed["lit"] is True, changed["off"][0] is False) == (False, False)
