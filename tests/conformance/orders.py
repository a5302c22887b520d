"""Product orders as partners send them."""

from typing import Any

SET_BY_HUB = {
    "id",
    "href",
    "state",
    "orderDate",
    "completionDate",
    "expectedCompletionDate",
    "productOrderErrorMessage",
}
CUSTOMER = {"name": "Jean", "role": "Customer", "@type": "RelatedParty", "@referredType": "Customer"}


def small(unique: str, **more: Any) -> dict[str, Any]:
    item = {"id": "1", "action": "add", "productOffering": {"id": "home-broadband-100"}}
    return {"productOrderItem": [item], "relatedParty": [{"id": unique, **CUSTOMER}], **more}


def far(unique: str, **more: Any) -> dict[str, Any]:
    """One that is not begun while a test looks at it."""
    return small(unique, requestedStartDate="2030-01-01T00:00:00.000Z", **more)


def rich(unique: str) -> dict[str, Any]:
    """A bundle with prices, terms, payments and extensions: all that TM Forum's own example order has."""
    price = {"taxRate": 0, "dutyFreeAmount": {"unit": "EUR", "value": 0.99}}
    return {
        "@type": "ProductOrder",
        "category": "B2C product order",
        "description": "an illustration",
        "externalId": f"PO-{unique}",
        "priority": "1",
        "requestedCompletionDate": "2030-02-02T08:13:59.506Z",
        "requestedStartDate": "2030-01-03T08:13:59.506Z",
        "channel": [{"id": "1", "role": "used to capture the order", "name": "Online channel"}],
        "note": [
            {
                "id": "1",
                "author": "Jean",
                "date": "2026-04-30T08:13:59.509Z",
                "text": "please",
                "mood": "good",
            }
        ],
        "relatedParty": [{"id": unique, "href": "https://parties.example/1", **CUSTOMER}],
        "campaign": {"code": "X1", "steps": [1, [2, None]]},
        "productOrderItem": [
            {
                "id": "100",
                "quantity": 1,
                "action": "add",
                "@type": "ProductOrderItem",
                "product": {"isBundle": True, "@type": "Product"},
                "productOffering": {
                    "id": "home-bundle",
                    "href": "https://catalog.example/1",
                    "name": "Bundle",
                },
                "productOrderItemRelationship": [
                    {"id": "110", "relationshipType": "bundles"},
                    {"id": "120", "relationshipType": "bundles", "why": "it is cheaper"},
                ],
            },
            {
                "id": "110",
                "quantity": 1,
                "action": "add",
                "itemPrice": [{"name": "Access Fee", "priceType": "nonRecurring", "price": price}],
                "payment": [{"id": "2365", "@type": "CashPayment", "@referredType": "Payment"}],
                "billingAccount": {"id": "1513", "@type": "BillingAccount"},
                "qualification": [{"id": "q-1", "href": "https://hub.example/q-1"}],
                "product": {
                    "isBundle": False,
                    "productCharacteristic": [{"name": "port", "valueType": "string", "value": "any"}],
                    "productSpecification": {"id": "home-broadband-100", "version": "1"},
                    "place": [{"id": "RS1 7", "role": "installation address", "floor": 2}],
                },
                "productOffering": {"id": "home-broadband-100", "name": "Broadband"},
            },
            {
                "id": "120",
                "quantity": 1,
                "action": "add",
                "itemTerm": [{"name": "12Months", "duration": {"amount": 12, "units": "month"}}],
                "productOffering": {"id": "home-tv"},
                "productOrderItemRelationship": [{"id": "110", "relationshipType": "reliesOn"}],
            },
        ],
    }


def said(order: dict[str, Any]) -> dict[str, Any]:
    """Without what the hub has added."""
    items = [{name: i[name] for name in i if name != "state"} for i in order["productOrderItem"]]
    return {n: v for n, v in order.items() if n not in SET_BY_HUB} | {"productOrderItem": items}
