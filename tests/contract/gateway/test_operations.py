"""Operations v1: a dry run, and an order as the hub has it, with its plan and history."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from hub.kernel.errors import Code, HubError, Kind, Reason
from proto.com.v1 import product_order_pb2 as pb
from proto.shared.v1 import common_pb2, history_pb2

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
BASE = "/operations/v1"
FIRST = f"{BASE}/productOrder/order-1"
Order = Callable[..., dict[str, Any]]


@pytest_asyncio.fixture(loop_scope="session")
async def kept(client: httpx.AsyncClient, order: Order, fake_orders: Any) -> Any:
    """The order the core has."""
    await client.post(ORDERS, json=order(externalId="A-1", channel=[{"id": "shop"}]))
    return fake_orders.kept["order-1"]


def node(**members: Any) -> pb.PlanNode:
    value = common_pb2.Characteristic(name="downstreamMbps", value_json="1000")
    return pb.PlanNode(
        key="1/cfs-fiber-access",
        item_id="1",
        action=pb.ITEM_ACTION_MODIFY,
        service_specification_id="cfs-fiber-access",
        service_id="service-1",
        requires=["1/cfs-line"],
        characteristic=[value],
        previous=[common_pb2.Characteristic(name="downstreamMbps", value_json="100")],
        why="fiber-access-1g asks for it",
        importance="critical",
        attempts_allowed=3,
        state=pb.PLAN_NODE_STATE_UNDO_HELD,
        **members,
    )


SHOWN_NODE = {
    "key": "1/cfs-fiber-access",
    "itemId": "1",
    "action": "modify",
    "serviceSpecificationId": "cfs-fiber-access",
    "serviceId": "service-1",
    "requires": ["1/cfs-line"],
    "state": "undoHeld",
    "characteristic": {"downstreamMbps": 1000},
    "previous": {"downstreamMbps": 100},
    "why": "fiber-access-1g asks for it",
    "importance": "critical",
    "attemptsAllowed": 3,
}


async def test_a_dry_run_answers_with_the_plan_and_why_each_node_is_there(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    fake_orders.plan = pb.Plan(
        hash="abc",
        node=[node()],
        version={"productSpecification:b": "2", "productOffering:a": "1.0"},
        product=[pb.PlannedProduct(key="1", item_id="1", action=pb.ITEM_ACTION_MODIFY, product_id="p-1")],
    )
    answer = await client.post(f"{BASE}/plan", json=order(channel=[{"id": "shop"}]))
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "hash": "abc",
        "version": {"productOffering:a": "1.0", "productSpecification:b": "2"},
        "product": [{"key": "1", "itemId": "1", "action": "modify", "productId": "p-1"}],
        "node": [SHOWN_NODE],
    }
    assert fake_orders.kept == {}
    assert fake_orders.requests[0].product_order.item[0].id == "1"


async def test_a_dry_run_of_what_would_be_rejected_is_400_with_every_reason(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    reasons = [Reason(Code.OFFERING_UNKNOWN, "in no catalogue", "a"), Reason(Code.PRODUCT_BUSY, "is", "b")]
    fake_orders.trouble = HubError(Kind.INVALID, *reasons)
    answer = await client.post(f"{BASE}/plan", json=order())
    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == ["offering-unknown", "product-busy"]


@pytest.mark.parametrize(
    ("members", "path"), [({"state": "held"}, "state"), ({"productOrderItem": []}, "productOrderItem")]
)
async def test_a_dry_run_takes_what_a_create_takes_and_no_more(
    client: httpx.AsyncClient, order: Order, members: dict[str, Any], path: str
) -> None:
    answer = await client.post(f"{BASE}/plan", json=order(**members))
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == path


async def test_an_order_is_shown_as_the_hub_has_it(client: httpx.AsyncClient, kept: Any) -> None:
    kept.state = pb.PRODUCT_ORDER_STATE_PARTIALLY_COMPLETED
    kept.item[0].state = pb.ITEM_STATE_COMPENSATING
    kept.cancellability.verdict = pb.Cancellability.VERDICT_REFUSED
    kept.cancellability.reason.add(code="point-of-no-return-passed", text="the line is built")
    kept.jeopardy.add().raised_at.CopyFrom(kept.order_date)
    kept.open_question.add(item_id="1", name="survey", text="Is there a duct?")
    kept.revision.add(number=1, plan_hash_before="a", plan_hash_after="b").item_before.add(id="1", action=1)
    kept.hold.by, kept.hold.why = "ida", "closed"
    kept.reason.add(code="network-failed", text="no answer", path="productOrderItem[1]")
    answer = await client.get(FIRST)
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == {
        "id": "order-1",
        "href": f"http://hub.example{FIRST}",
        "version": 1,
        "state": "partiallyCompleted",
        "externalId": "A-1",
        "orderDate": "2026-11-20T10:00:00.123Z",
        "channel": [{"id": "shop"}],
        "productOrderItem": [
            {
                "id": "1",
                "action": "add",
                "state": "compensating",
                "productOffering": {"id": "fiber-access-1g"},
            }
        ],
        "reason": [{"code": "network-failed", "path": "productOrderItem[1]", "text": "no answer"}],
        "cancellability": {
            "verdict": "refused",
            "reason": [{"code": "point-of-no-return-passed", "text": "the line is built"}],
        },
        "jeopardy": [{"raisedAt": "2026-11-20T10:00:00.123Z"}],
        "openQuestion": [{"itemId": "1", "name": "survey", "text": "Is there a duct?"}],
        "revision": [
            {
                "number": 1,
                "planHashBefore": "a",
                "planHashAfter": "b",
                "itemBefore": [{"id": "1", "action": "add"}],
            }
        ],
        "hold": {"by": "ida", "why": "closed"},
    }


async def test_the_plan_an_order_runs_by_says_where_each_node_stands(
    client: httpx.AsyncClient, kept: Any, fake_orders: Any
) -> None:
    fake_orders.plan = pb.Plan(hash="abc", node=[node(id="so-1", attempts=2)])
    answer = await client.get(f"{FIRST}/plan")
    assert answer.json() == {
        "productOrderId": "order-1",
        "hash": "abc",
        "version": {},
        "product": [],
        "node": [{**SHOWN_NODE, "id": "so-1", "attempts": 2}],
    }


async def test_the_timeline_has_every_fact_with_its_rule_and_what_caused_it(
    client: httpx.AsyncClient, kept: Any, fake_orders: Any
) -> None:
    fact = history_pb2.Fact(
        event="fail", source="inProgress", target="held", rule="onFailureHold", detail_json='{"a":1}'
    )
    entry = history_pb2.HistoryEntry(
        position=1,
        room="com",
        aggregate_id="order-1",
        version=3,
        message_id="m-2",
        causation_id="m-1",
        fact=[fact],
    )
    entry.at.CopyFrom(kept.order_date)
    fake_orders.history = [entry]
    assert (await client.get(f"{FIRST}/timeline")).json() == {
        "productOrderId": "order-1",
        "entry": [
            {
                "at": "2026-11-20T10:00:00.123Z",
                "room": "com",
                "aggregateId": "order-1",
                "version": 3,
                "messageId": "m-2",
                "causationId": "m-1",
                "fact": [
                    {
                        "event": "fail",
                        "source": "inProgress",
                        "target": "held",
                        "rule": "onFailureHold",
                        "detail": {"a": 1},
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("identifier", ["unheard", "a%20b", "';--", "%22", "%00"])
@pytest.mark.parametrize("below", ["", "/plan", "/timeline"])
async def test_an_unknown_order_is_404_whatever_it_looks_like(
    client: httpx.AsyncClient, identifier: str, below: str
) -> None:
    answer = await client.get(f"{BASE}/productOrder/{identifier}{below}")
    assert answer.status_code == 404


async def test_an_id_with_a_slash_is_404(client: httpx.AsyncClient) -> None:
    assert (await client.get(f"{BASE}/productOrder/a%2Fb")).status_code == 404
