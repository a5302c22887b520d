"""The whole surface as a table: what is sent to each operation, and how those that are offered answer."""

from typing import Any

WHO = {"by": "ida", "why": "asked to"}
BODIES: dict[str, dict[str, Any]] = {
    "createProductOrder": {"productOrderItem": [{"id": "1", "action": "add"}]},
    "patchProductOrder": {"description": "new"},
    "createCancelProductOrder": {"productOrder": {"id": "order-1"}},
    "registerListener": {"callback": "https://partner.example/hook"},
    "planProductOrder": {"productOrderItem": [{"id": "1", "action": "add"}]},
    "answerOrder": {"itemId": "1", "question": "survey", "accepted": True, **WHO},
    "holdOrder": WHO,
    "releaseOrder": WHO,
    "cancelOrder": WHO,
    "resolveFallout": {"action": "retry", **WHO},
    "resolveFalloutByCode": {"code": "network-failed", "action": "retry", **WHO},
    "startReconciliation": {"policy": {"service-network": "adopt"}, "by": "ida"},
    "setReconciliationSchedule": {"everySeconds": 3600, **WHO},
    "repairMismatch": {"repair": "adopt", **WHO},
}
OFFERED = {
    "listProductOrder": 200,
    "createProductOrder": 201,
    "retrieveProductOrder": 200,
    "patchProductOrder": 200,
    "deleteProductOrder": 204,
    "listCancelProductOrder": 200,
    "createCancelProductOrder": 201,
    "retrieveCancelProductOrder": 200,
    "planProductOrder": 200,
    "retrieveOrderView": 200,
    "retrieveOrderPlan": 200,
    "retrieveOrderTimeline": 200,
    "answerOrder": 200,
    "holdOrder": 200,
    "releaseOrder": 200,
    "cancelOrder": 202,
    "listFallout": 200,
    "retrieveFallout": 200,
    "resolveFallout": 200,
    "resolveFalloutByCode": 200,
    "startReconciliation": 202,
    "listReconciliation": 200,
    "retrieveReconciliation": 200,
    "retrieveReconciliationSchedule": 200,
    "setReconciliationSchedule": 200,
    "listMismatch": 200,
    "retrieveMismatch": 200,
    "repairMismatch": 202,
}
IDS = {
    "productOrder": "order-1",
    "cancelProductOrder": "task-1",
    "fallout": "fallout-1",
    "reconciliation": "run-1",
    "mismatch": "mismatch-1",
}
