"""Loading a catalogue: every mistake in it is told at once, each with its path; what is good says what it says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict

from core.catalog.check import mistakes
from core.catalog.components import Condition, RetryPolicy
from core.catalog.model import Catalog, ProductOffering, ProductSpecification, Question
from core.catalog.rpc import ProductCatalogService, entries
from hub.kernel.errors import Code, HubError, Kind
from proto.com.v1.catalog_pb2 import LoadProductCatalogRequest
from tests.unit.rooms.making import catalog, offering

CHARACTERISTICS = [
    {"name": "level"},
    {"name": "vlan"},
    {"name": "number", "valueType": "integer", "minimum": 0, "maximum": 9},
    {"name": "many", "valueType": "integer", "minimum": 0, "maximum": 2000},
    {"name": "word", "valueType": "string"},
]


def request(*components: dict[str, Any], **more: Any) -> LoadProductCatalogRequest:
    specification = {"id": "x", "characteristic": CHARACTERISTICS, "serviceComponent": components, **more}
    return ParseDict({"productSpecification": [specification]}, LoadProductCatalogRequest())


def offered(**more: Any) -> LoadProductCatalogRequest:
    return ParseDict({"productOffering": [{"id": "o", **more}]}, LoadProductCatalogRequest())


def told(asked: LoadProductCatalogRequest) -> list[str]:
    return [reason.path for reason in mistakes(entries(asked))]


def component(**more: Any) -> dict[str, Any]:
    return {"serviceSpecificationId": "cfs", **more}


RESULT = [{"source": "id", "target": "vlan"}]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"serviceSpecificationId": ""}, "serviceSpecificationId"),
        ({"importance": "high"}, "importance"),
        ({"onFailure": "panic"}, "onFailure"),
        ({"pointOfNoReturn": "maybe"}, "pointOfNoReturn"),
        ({"compensation": "cfs"}, "compensation"),
        ({"requires": ["cfs"]}, "requires"),
        ({"retry": {"backOffSeconds": 5}}, "retry.attempts"),
        ({"retry": {"attempts": 2, "backOffSeconds": -1}}, "retry.backOffSeconds"),
        ({"retry": {"attempts": 2, "backOffSeconds": "Infinity"}}, "retry.backOffSeconds"),
        ({"retry": {"attempts": 2, "jitter": 1.1}}, "retry.jitter"),
        ({"retry": {"attempts": 2, "jitter": -0.1}}, "retry.jitter"),
        ({"retry": {"attempts": 2, "jitter": "NaN"}}, "retry.jitter"),
        ({"when": [{"characteristic": "smell"}]}, "when[0].characteristic"),
        ({"when": [{"characteristic": "vlan"}], "result": RESULT}, "when[0].characteristic"),
        ({"when": [{"characteristic": "level", "oneOf": ["a"], "minimum": 1}]}, "when[0].oneOf"),
        ({"when": [{"characteristic": "level", "minimum": 2, "maximum": 1}]}, "when[0].minimum"),
        ({"quantityFrom": "smell"}, "quantityFrom"),
        ({"quantityFrom": "word"}, "quantityFrom"),
        ({"quantityFrom": "many"}, "quantityFrom"),
        ({"characteristic": [{"target": "a", "source": "smell"}]}, "characteristic[0].source"),
        (
            {"characteristic": [{"target": "a", "source": "vlan"}], "result": RESULT},
            "characteristic[0].source",
        ),
        ({"characteristic": [{"target": "a", "value": 1}, {"target": "a", "value": 2}]}, "characteristic"),
        ({"result": [{"source": "id", "target": "smell"}]}, "result[0].target"),
    ],
)
def test_a_mistake_in_a_component_is_told_with_its_path(wrong: dict[str, Any], path: str) -> None:
    assert told(request({**component(), **wrong})) == [f"productSpecification[x].serviceComponent[0].{path}"]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"concurrentOrders": "queue"}, "concurrentOrders"),
        ({"question": [{"name": "a"}, {"name": "a"}]}, "question"),
        ({"characteristic": [{"name": "a"}, {"name": "a"}]}, "characteristic"),
        ({"characteristic": [{"name": "a", "minimum": 2, "maximum": 1}]}, "characteristic[0].minimum"),
        (
            {"characteristic": [{"name": "a", "allowedValue": ["b"], "defaultValue": "c"}]},
            "characteristic[0].defaultValue",
        ),
        ({"version": "v" * 41}, "version"),
    ],
)
def test_a_mistake_in_a_specification_is_told_with_its_path(wrong: dict[str, Any], path: str) -> None:
    assert told(request(**wrong)) == [f"productSpecification[x].{path}"]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"validFrom": "2026-01-02T00:00:00Z", "validTo": "2026-01-02T00:00:00Z"}, "validTo"),
        ({"bundledProductOffering": [{"id": "p"}]}, "isBundle"),
        ({"isBundle": True, "bundledProductOffering": [{"id": "p"}, {"id": "p"}]}, "bundledProductOffering"),
        ({"isBundle": True, "bundledProductOffering": [{"id": "o"}]}, "bundledProductOffering[0].id"),
        (
            {"isBundle": True, "bundledProductOffering": [{"id": "p", "minimum": 2}]},
            "bundledProductOffering[0].minimum",
        ),
    ],
)
def test_a_mistake_in_an_offering_is_told_with_its_path(wrong: dict[str, Any], path: str) -> None:
    assert told(offered(**wrong)) == [f"productOffering[o].{path}"]


def test_an_entry_without_an_id_and_one_that_is_there_twice_are_mistakes() -> None:
    twice = ParseDict({"productOffering": [{"id": "o"}, {"id": "o"}, {}]}, LoadProductCatalogRequest())
    assert told(twice) == ["productOffering[].id", "productOffering[o]"]


async def test_a_catalogue_with_mistakes_is_refused_with_all_of_them_before_anything_is_stored() -> None:
    nowhere: Any = None  # it must not come to that
    service = ProductCatalogService(nowhere, nowhere)
    wrong = request(component(importance="high", retry={"attempts": 0}), concurrentOrders="queue")
    with pytest.raises(HubError) as refused:
        await service.LoadProductCatalog(wrong, nowhere)
    assert refused.value.kind is Kind.INVALID
    assert {r.code for r in refused.value.reasons} == {Code.ATTRIBUTE_INVALID}
    assert len(refused.value.reasons) == 3


def test_all_a_component_says_arrives_and_what_it_does_not_say_has_our_defaults() -> None:
    full = component(
        requires=["cfs-base"],
        when=[{"characteristic": "level", "oneOf": ["gold", 1]}, {"characteristic": "number", "minimum": 1}],
        quantityFrom="number",
        importance="critical",
        retry={"attempts": 4, "backOffSeconds": 2.5, "jitter": 0.5},
        compensation="cfs-undo",
        pointOfNoReturn="hard",
        onFailure="hold",
        expectedSeconds=60,
        timeLimitSeconds=600,
    )
    asked = request(
        full, component(), question=[{"name": "q", "text": "?", "limitSeconds": 9}], concurrentOrders="reject"
    )
    assert told(asked) == []
    (specification,) = entries(asked)
    assert isinstance(specification, ProductSpecification)
    assert specification.questions == [Question("q", "?", 9)]
    assert specification.concurrent_orders == "reject"
    said, silent = specification.service_components
    assert said.when == [Condition("level", ["gold", 1]), Condition("number", minimum=1)]
    assert (said.quantity_from, said.importance, said.compensation) == ("number", "critical", "cfs-undo")
    assert (said.point_of_no_return, said.on_failure) == ("hard", "hold")
    assert (said.retry, said.expected_seconds) == (RetryPolicy(4, 2.5, 0.5), 60)
    assert (silent.quantity_from, silent.importance, silent.compensation) == ("", "mandatory", "")
    assert (silent.point_of_no_return, silent.on_failure, silent.retry) == ("none", "fail", RetryPolicy())


def test_when_an_offering_is_sold_and_what_its_bundle_does_without_arrives() -> None:
    (sold,) = entries(
        offered(
            isBundle=True,
            validFrom="2026-01-01T00:00:00Z",
            bundledProductOffering=[{"id": "p", "optional": True}, {"id": "q"}],
        )
    )
    assert isinstance(sold, ProductOffering)
    assert (sold.valid_from, sold.valid_to) == (datetime(2026, 1, 1, tzinfo=UTC), None)
    assert [b.optional for b in sold.bundled] == [True, False]


def versions() -> Catalog:
    return catalog(offering("x"), offering("x", version="2"), offering("y"))


def test_all_versions_are_kept_and_the_last_one_is_the_newest() -> None:
    shop = versions()
    for find in (shop.offering, shop.specification):
        assert [getattr(find("x", v), "version", None) for v in ("", "1", "2", "3")] == [
            "2",
            "1",
            "2",
            None,
        ]
        assert find("z") is None


def test_a_pinned_catalogue_has_the_pinned_versions_and_of_the_rest_the_newest() -> None:
    shop = versions()
    view = shop.pinned({"productSpecification:x": "1"})
    assert [getattr(e, "version", None) for e in (view.specification("x"), view.offering("x"))] == ["1", "2"]
    assert view.specification("x", "2") == shop.specification("x", "2")
    both = view.pinned({"productOffering:x": "1"})
    assert [getattr(e, "version", None) for e in (both.specification("x"), both.offering("x"))] == ["1", "1"]
    assert getattr(shop.specification("x"), "version", None) == "2"
    assert shop.pinned({"productOffering:x": "7"}).offering("x") is None
