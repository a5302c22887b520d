"""POST /productOrder: what a partner sends is stored, answered and given back."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from gateway.app import build_app
from hub.kernel.errors import Code, Kind, refuse

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
Order = Callable[..., dict[str, Any]]

EVERYTHING: dict[str, Any] = {
    "@type": "BusinessOrder",
    "@baseType": "ProductOrder",
    "@schemaLocation": "https://partner.example/schemas/business-order.json",
    "externalId": "HB-77",
    "category": "",
    "description": "Two sites, one router each",
    "priority": "1",
    "requestedStartDate": "2026-12-01T08:30:00.250Z",
    "requestedCompletionDate": "2026-12-18T16:00:00.000Z",
    "notificationContact": "orders@harbour.example",
    "agreement": [],
    "payment": [{"id": "pay-1", "@type": "PaymentRef", "tags": []}],
    "channel": [{"id": "shop", "name": "Web shop", "role": "sales", "campaign": {"code": "X1", "steps": [1, [2]]}}],
    "billingAccount": {"id": "ba-9", "limit": 12.5},
    "quote": [{"id": "q-1", "href": "https://cpq.example/quote/q-1"}],
    "note": [{"id": "n1", "author": "", "date": "2026-11-19T07:00:00.000Z", "text": "Ring twice", "seen": False}],
    "relatedParty": [
        {
            "id": "cust-1",
            "href": "https://crm.example/party/cust-1",
            "name": "Harbour Bakery",
            "role": "Customer",
            "@referredType": "Organization",
            "@type": "RelatedParty",
            "contact": [{"phone": "+45 1"}],
        }
    ],
    "orderTotalPrice": [{"priceType": "recurring", "price": {"taxRate": 25.0, "dutyFreeAmount": {"unit": "EUR", "value": 149}}}],
    "unknownMember": {"deep": {"empty": {}, "none": [], "number": -1.5e-7, "flag": True, "text": "æ 🚀"}},
    "productOrderItem": [
        {
            "@type": "BundleItem",
            "id": "100",
            "action": "add",
            "quantity": 2,
            "productOffering": {"id": "business-fiber", "name": "Business Fiber", "@referredType": "Bundle", "version": "3"},
            "product": {},
            "itemPrice": [{"name": "Monthly", "priceType": "recurring", "priceAlteration": []}],
            "itemTerm": [{"duration": {"amount": 24, "units": "month"}}],
            "appointment": {"id": "visit-1"},
            "productOrderItem": [
                {
                    "id": "100.1",
                    "action": "noChange",
                    "product": {
                        "id": "prod-1",
                        "name": "Access",
                        "isBundle": False,
                        "productSpecification": {"id": "fiber-access", "version": "1.2", "targetProductSchema": {"@type": "T", "@schemaLocation": "s"}},
                        "place": [{"id": "addr-1", "role": "installation address", "geo": [55.6, 12.5]}],
                        "productCharacteristic": [
                            {"name": "text", "value": "x", "valueType": "string"},
                            {"name": "empty", "value": ""},
                            {"name": "number", "value": 1000},
                            {"name": "zero", "value": 0},
                            {"name": "float", "value": 0.25},
                            {"name": "yes", "value": True},
                            {"name": "no", "value": False},
                            {"name": "list", "value": [1, "two", [], {}]},
                            {"name": "object", "value": {"unit": "Mbps", "range": {"min": 1}}, "@type": "Speed", "note": "n"},
                        ],
                    },
                    "productOrderItem": [],
                    "productOrderItemRelationship": [{"id": "200", "relationshipType": "reliesOn", "weight": 3}, {}],
                    "partnerData": {"a": [{"b": "c"}]},
                }
            ],
        },
        {"id": "200", "action": "delete", "product": {"id": "prod-2", "href": "https://inv.example/prod-2"}},
    ],
}  # fmt: skip


def _sent_part(answer: Any, sent: Any) -> Any:
    """The answer without what the hub adds: only members that were sent, at every level."""
    if isinstance(sent, dict) and isinstance(answer, dict):
        return {name: _sent_part(answer.get(name, "MISSING"), value) for name, value in sent.items()}
    if isinstance(sent, list) and isinstance(answer, list) and len(sent) == len(answer):
        return [_sent_part(a, s) for a, s in zip(answer, sent, strict=True)]
    return answer


async def test_a_new_order_is_201_with_its_address_its_state_and_its_version(
    client: httpx.AsyncClient, order: Order
) -> None:
    answer = await client.post(ORDERS, json=order(externalId="NB-1"))
    body = answer.json()
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == body["href"] == f"http://hub.example{ORDERS}/order-1"
    assert answer.headers["etag"] == '"1"'
    assert body["state"] == "acknowledged"
    assert body["orderDate"] == "2026-11-20T10:00:00.123Z"
    assert body["productOrderItem"][0]["state"] == "acknowledged"
    assert "idempotency-replayed" not in answer.headers


async def test_everything_a_partner_sends_comes_back_unchanged_at_once_and_later(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post(ORDERS, json=EVERYTHING)
    assert answer.status_code == 201, answer.text
    assert _sent_part(answer.json(), EVERYTHING) == EVERYTHING
    added = answer.json().keys() - EVERYTHING.keys()
    assert added == {"id", "href", "state", "orderDate"}
    later = await client.get(answer.headers["location"])
    assert later.json() == answer.json()
    assert b"null" not in later.content


async def test_a_date_with_an_offset_comes_back_as_the_same_instant(
    client: httpx.AsyncClient, order: Order
) -> None:
    answer = await client.post(ORDERS, json=order(requestedStartDate="2026-12-01T09:30:00+01:00"))
    assert answer.json()["requestedStartDate"] == "2026-12-01T08:30:00.000Z"


async def test_the_same_key_and_content_answer_with_the_first_order_marked_as_replayed(
    client: httpx.AsyncClient, order: Order
) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = await client.post(ORDERS, json=order(), headers=headers)
    second = await client.post(ORDERS, json=order(), headers=headers)
    assert second.status_code == 201
    assert second.headers["idempotency-replayed"] == "true"
    assert second.json() == first.json()


async def test_the_same_content_in_another_order_of_members_is_the_same_content(
    client: httpx.AsyncClient, order: Order
) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return [turned(entry) for entry in value] if isinstance(value, list) else value

    await client.post(ORDERS, json=EVERYTHING)
    again = await client.post(ORDERS, json=turned(EVERYTHING))
    assert again.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"


async def test_the_same_key_with_other_content_is_409(client: httpx.AsyncClient, order: Order) -> None:
    headers = {"Idempotency-Key": "k-1"}
    await client.post(ORDERS, json=order(), headers=headers)
    answer = await client.post(ORDERS, json=order(description="other"), headers=headers)
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency-key-reused"


async def test_without_a_key_the_external_id_makes_a_create_repeatable(
    client: httpx.AsyncClient, order: Order
) -> None:
    await client.post(ORDERS, json=order(externalId="NB-1"))
    again = await client.post(ORDERS, json=order(externalId="NB-1"))
    assert again.headers["idempotency-replayed"] == "true"


async def test_without_key_and_external_id_every_create_is_a_new_order(
    client: httpx.AsyncClient, order: Order
) -> None:
    addresses = {(await client.post(ORDERS, json=order())).headers["location"] for _ in range(2)}
    assert len(addresses) == 2


async def test_a_configured_base_url_goes_before_the_host_header(
    channel: Any, fake_orders: Any, order: Order
) -> None:
    app: Any = build_app(channel, base_url="https://orders.partner.example/", validate_responses=True)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://inside") as client:
        answer = await client.post(ORDERS, json=order())
    assert answer.headers["location"] == f"https://orders.partner.example{ORDERS}/order-1"


async def test_why_an_order_was_rejected_is_shown_with_the_item_it_is_about(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    answer = await client.post(ORDERS, json=order())
    kept = fake_orders.kept["order-1"]
    kept.state = 2
    kept.reason.add(
        code="offering-unknown", path="productOrderItem[1].productOffering.id", text="is in no catalogue"
    )
    kept.reason.add(code="requirement-missing", text="nothing to build on")
    body = (await client.get(answer.headers["location"])).json()
    assert body["state"] == "rejected"
    assert body["productOrderErrorMessage"] == [
        {
            "code": "offering-unknown",
            "reason": "is in no catalogue",
            "message": "productOrderItem[1].productOffering.id: is in no catalogue",
            "path": "productOrderItem[1].productOffering.id",
            "productOrderItem": [{"productOrderId": "order-1", "productOrderItemId": "1"}],
        },
        {"code": "requirement-missing", "reason": "nothing to build on", "message": "nothing to build on"},
    ]


async def test_a_refusal_of_the_core_keeps_its_reasons(
    client: httpx.AsyncClient, order: Order, fake_orders: Any
) -> None:
    fake_orders.trouble = refuse(Kind.INVALID, Code.ITEM_ID_REPEATED, "comes twice", "productOrderItem[1].id")
    answer = await client.post(ORDERS, json=order())
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"code": "item-id-repeated", "path": "productOrderItem[1].id", "text": "comes twice"}
    ]
