"""For migration 0012: what the documents of catalogue entries said before it, in TM Forum's words."""

from collections.abc import Callable
from typing import Any

Said = dict[str, Any]


def content(kind: str, document: Said) -> Said:
    """The content of an entry; what was not set is left out."""
    found = _OF_KIND[kind](document)
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _offering(old: Said) -> Said:
    return {
        "isBundle": old.get("is_bundle", False),
        "productSpecification": _reference(old.get("product_specification_id")),
        "bundledProductOffering": [
            {
                "id": bundled["id"],
                "bundledProductOfferingOption": {
                    "numberRelOfferLowerLimit": bundled.get("minimum", 1),
                    "numberRelOfferUpperLimit": bundled.get("maximum", 1),
                },
                "optional": bundled.get("optional", False),
            }
            for bundled in old.get("bundled", [])
        ],
    }


def _product_specification(old: Said) -> Said:
    return {
        "isBundle": False,
        "productSpecCharacteristic": [
            {
                **_characteristic(each, "productSpecCharacteristicValue"),
                "minCardinality": int(each.get("mandatory", False)),
            }
            for each in old.get("characteristics", [])
        ],
        "serviceSpecification": [_product_component(each) for each in old.get("service_components", [])],
        "question": [
            {"name": q["name"], "text": q.get("text", ""), "limitSeconds": q.get("limit_seconds", 0)}
            for q in old.get("questions", [])
        ],
        "concurrentOrders": old.get("concurrent_orders", "hold"),
    }


def _product_component(old: Said) -> Said:
    retry = old.get("retry", {})
    found = {
        "id": old["service_specification_id"],
        "requires": old.get("requires", []),
        "characteristic": old.get("characteristics", []),
        "result": old.get("results", []),
        "timeLimitSeconds": old.get("time_limit_seconds", 0),
        "when": [
            {"oneOf": each["one_of"], **{n: each[n] for n in ("characteristic", "minimum", "maximum")}}
            for each in old.get("when", [])
        ],
        "quantityFrom": old.get("quantity_from", ""),
        "importance": old.get("importance", "mandatory"),
        "compensation": old.get("compensation", ""),
        "pointOfNoReturn": old.get("point_of_no_return", "none"),
        "onFailure": old.get("on_failure", "fail"),
        "expectedSeconds": old.get("expected_seconds", 0),
    }
    if retry:
        found["retry"] = {
            "attempts": retry["attempts"],
            "backOffSeconds": retry.get("back_off_seconds", 1.0),
            "jitter": retry.get("jitter", 0.0),
        }
    return found


def _characteristic(old: Said, values: str) -> Said:
    """Values that may be chosen; without them a range and a default, and other values will do, too."""
    low, high, default = old.get("minimum"), old.get("maximum"), old.get("default")
    allowed = old.get("allowed", [])
    found: list[Said] = [{"value": each, "isDefault": each == default} for each in allowed]
    if not allowed and (low is not None or high is not None):
        bounds = {"valueFrom": low, "valueTo": high}
        found.append({name: bound for name, bound in bounds.items() if bound is not None})
    if not allowed and default is not None:
        found.append({"value": default, "isDefault": True})
    return {
        "name": old["name"],
        "valueType": old.get("value_type", ""),
        "description": old.get("description", ""),
        "extensible": not allowed,
        values: found,
    }


def _service_specification(old: Said) -> Said:
    policy = old.get("activation")
    resource = old.get("facing") == "resource"
    return {
        "@type": "ResourceFacingServiceSpecification" if resource else "CustomerFacingServiceSpecification",
        "isBundle": False,
        "resourceSpecification": [
            {"id": each["resource_specification_id"], "serviceCharacteristic": each["name"]}
            for each in old.get("resources", [])
        ],
        "serviceSpecRelationship": [
            {
                "id": each["service_specification_id"],
                "relationshipType": "contains",
                "name": each["name"],
                "requires": each.get("requires", []),
                "characteristic": each.get("characteristics", []),
                "result": each.get("results", []),
            }
            for each in old.get("services", [])
        ],
        "activation": policy
        and {
            "attempts": policy.get("attempts", 1),
            "backOffSeconds": policy.get("back_off_seconds", 1.0),
            "answerWithinSeconds": policy.get("answer_within_seconds", 0.0),
            "parameter": policy.get("parameters", {}),
        },
        "technology": old.get("technology", ""),
        "alternative": old.get("alternatives", []),
    }


def _resource_specification(old: Said) -> Said:
    return {
        "isBundle": False,
        "category": old.get("category", ""),
        "resourceSpecCharacteristic": [
            _characteristic(each, "resourceSpecCharacteristicValue")
            for each in old.get("characteristics", [])
        ],
    }


def _candidate(reference: str, member: str) -> Callable[[Said], Said]:
    return lambda old: {reference: _reference(old.get(member)), **_in_categories(old)}


def _category(old: Said) -> Said:
    return {"parentId": old.get("parent_id", ""), "isRoot": not old.get("parent_id")}


def _in_categories(old: Said) -> Said:
    return {"category": [_reference(each) for each in old.get("categories", [])]}


def _area(old: Said) -> Said:
    return {"prefix": old.get("prefixes", []), "site": old.get("sites", {})}


def _reference(identifier: str | None) -> Said | None:
    return {"id": identifier} if identifier else None


_OF_KIND: dict[str, Callable[[Said], Said]] = {
    "productOffering": _offering,
    "productSpecification": _product_specification,
    "serviceSpecification": _service_specification,
    "serviceCandidate": _candidate("serviceSpecification", "service_specification_id"),
    "serviceCategory": _category,
    "serviceCatalog": _in_categories,
    "servingArea": _area,
    "resourceSpecification": _resource_specification,
    "resourceCandidate": _candidate("resourceSpecification", "resource_specification_id"),
    "resourceCategory": _category,
    "resourceCatalog": _in_categories,
}
