"""Whatever a qualification shows, it is found by; and so is what realises a product that was written down directly."""

from typing import Any

import pytest

from core.inventory.model import ProductService
from core.inventory.rpc import ProductInventoryService, to_product
from core.inventory.store import PRODUCTS
from core.qualification.model import Answer
from core.qualification.rpc import ProductOfferingQualificationService, to_qualification
from core.qualification.store import QUALIFICATIONS
from gateway.facades.tmf622_v4_mapping import ACTIONS
from gateway.facades.tmf637_v4_mapping import PRODUCT, STATUSES
from gateway.facades.tmf679_v4_mapping import QUALIFICATION, STATES
from hub.kernel.errors import Code, Reason
from hub.kernel.values import Ref
from hub.platform.database import Database
from proto.com.v1 import product_pb2
from proto.com.v1 import qualification_pb2 as pb
from tests.contract.search.leaves import unlike
from tests.contract.search.test_every_leaf import (
    BAG,
    CHARACTERISTICS,
    CONTEXT,
    EXTENSION,
    NOW,
    PARTY,
    PLACE,
    REF,
    RUNNER,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

ITEM: dict[str, Any] = {
    "id": "1",
    "action": "modify",
    "productOffering": REF,
    "product": {
        "id": "p-1",
        "name": "Fiber",
        "productSpecification": REF,
        "productCharacteristic": CHARACTERISTICS,
        "place": [PLACE],
        **BAG,
    },
    "qualificationItemRelationship": [{"id": "2", "relationshipType": "reliesOn", **BAG}],
    "expectedActivationDate": "2026-12-24T00:00:00Z",
    "note": [{"id": "n", "text": "ground floor"}],
    **BAG,
}
BODY: dict[str, Any] = {
    "description": "for Jo",
    "requestedPOQCompletionDate": "2026-12-01T00:00:00.500Z",
    "instantSyncQualification": True,
    "provideAlternative": True,
    "provideUnavailabilityReason": True,
    "channel": REF,
    "category": REF,
    "relatedParty": [PARTY],
    "place": [PLACE],
    "productOfferingQualificationItem": [ITEM, {"id": "2", "productOffering": {"id": "inner"}}],
    **EXTENSION,
}
WHY = Reason(Code.OFFERING_NOT_SELLABLE, "is Retired", "productOrderItem[1].productOffering.id")


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "given up"])
async def test_qualifications_are_found_by_everything_they_show(
    database: Database, *, answered: bool
) -> None:
    asked = to_qualification(QUALIFICATION.to_message(BODY))
    asked.accept(NOW)
    asked.begin(NOW)
    if answered:
        asked.finish(Answer(reasons={"1": [WHY]}, alternatives={"1": [Ref("b", name="B")]}, until=NOW), NOW)
    else:
        asked.give_up({"1": [WHY]}, NOW)
    await database.write(lambda c: QUALIFICATIONS.save(c, [asked]))
    service = ProductOfferingQualificationService(RUNNER, database)
    answer = await service.GetProductOfferingQualification(
        pb.GetProductOfferingQualificationRequest(id=asked.id), CONTEXT
    )

    async def find(query: Any) -> list[str]:
        request = pb.ListProductOfferingQualificationsRequest(query=query)
        listed = await service.ListProductOfferingQualifications(request, CONTEXT)
        return [q.id for q in listed.product_offering_qualification]

    words = {"state": STATES, "action": ACTIONS}
    assert await unlike(QUALIFICATION, QUALIFICATION.to_json(answer), find, words) == []
    await database.write(lambda c: QUALIFICATIONS.delete(c, asked.id))


async def test_products_are_found_by_what_realises_them(database: Database) -> None:
    product = to_product(PRODUCT.to_message({"status": "active", "billingAccount": REF}), "product-2")
    product.order_date = NOW
    service_ = ProductService(component="c", specification_id="s", service_id="s-1")
    service_.refer(Ref("s-1", "http://h/s-1", "Line", "Service", '{"role":"main","empty":""}'))
    product.services = [service_]
    await database.write(lambda c: PRODUCTS.save(c, [product]))
    service = ProductInventoryService(RUNNER, database)
    answer = await service.GetProduct(product_pb2.GetProductRequest(id=product.id), CONTEXT)

    async def find(query: Any) -> list[str]:
        listed = await service.ListProducts(product_pb2.ListProductsRequest(query=query), CONTEXT)
        return [p.id for p in listed.product if p.id == product.id]

    assert await unlike(PRODUCT, PRODUCT.to_json(answer), find, {"status": STATUSES}) == []
