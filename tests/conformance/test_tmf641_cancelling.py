"""TMF641 v4: service orders are cancelled by tasks of their own, over HTTP on a whole hub."""

import httpx
import pytest

from tests.conformance.service_orders import LATER, SERVICES, TASKS, ended, item, made, order
from tests.flow.hub import Hub
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_order_is_cancelled_by_a_task(client: httpx.AsyncClient) -> None:
    waiting = await made(client, order(requestedStartDate=LATER))
    sent = {
        "serviceOrder": {"id": waiting["id"], "@referredType": "ServiceOrder"},
        "cancellationReason": "changed his mind",
        "own": [1],
    }
    answer = await client.post(TASKS, json=sent)
    task = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, task["href"])
    assert (task["state"], task["own"], task["cancellationReason"]) == ("done", [1], "changed his mind")
    assert task["serviceOrder"] == {**sent["serviceOrder"], "href": waiting["href"]}  # type: ignore[dict-item]
    cancelled = (await client.get(waiting["href"])).json()
    assert (cancelled["state"], cancelled["cancellationReason"]) == ("cancelled", "changed his mind")
    assert cancelled["cancellationDate"] == cancelled["completionDate"]
    assert (await client.get(task["href"])).json() == task
    listed = await client.get(f"{TASKS}?serviceOrder.id={waiting['id']}&state=done")
    assert [t["id"] for t in listed.json()] == [task["id"]]


async def test_a_task_for_later_waits_and_one_that_comes_too_late_says_so(
    client: httpx.AsyncClient, hub: Hub
) -> None:
    waiting = await made(client, order(requestedStartDate=LATER))
    body = {"serviceOrder": {"id": waiting["id"]}, "requestedCancellationDate": LATER}
    assert (await client.post(TASKS, json=body)).json()["state"] == "accepted"
    over = await ended(client, order())
    late = (await client.post(TASKS, json={"serviceOrder": {"id": over["id"]}})).json()
    assert (late["state"], late["errorMessage"]["code"]) == (
        "terminatedWithError",
        "point-of-no-return-passed",
    )
    assert (await client.post(TASKS, json={})).status_code == 400
    assert (await client.post(TASKS, json={**body, "state": "done"})).status_code == 400
    assert (await client.get(f"{TASKS}/nobody")).status_code == 404


async def test_an_order_under_way_is_taken_back_and_nothing_of_it_is_left(
    client: httpx.AsyncClient, hub: Hub
) -> None:
    await hub.play({"delaySeconds": 60})
    try:
        running = await made(client, order(item(of="cfs-tv")))
        await hub.still()
        task = (await client.post(TASKS, json={"serviceOrder": {"id": running["id"]}})).json()
        assert task["state"] == "inProgress"

        async def done() -> bool:
            return bool((await client.get(task["href"])).json()["state"] == "done")

        await eventually(done)
    finally:
        await hub.play()
    shown = (await client.get(running["href"])).json()
    assert (shown["state"], shown["serviceOrderItem"][0]["state"]) == ("cancelled", "cancelled")
    service = (await client.get(f"{SERVICES}/{shown['serviceOrderItem'][0]['service']['id']}")).json()
    assert (service["state"], "supportingResource" in service) == ("terminated", False)
