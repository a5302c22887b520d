"""Product offerings and specifications in the words of TMF620: what the engine reads out of them, and writes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from yaml import safe_load

from core.catalog.check import reasons_against
from core.catalog.components import Condition, Mapping, RetryPolicy
from core.catalog.content import CODECS
from core.catalog.model import BundledOffering, ProductOffering, ProductSpecification, Question
from core.catalog.rpc import entries
from hub.kernel.errors import HubError
from hub.platform.catalog_entry import Entry
from hub.platform.files import shipped
from proto.com.v1.catalog_pb2 import LoadProductCatalogRequest


def specification(**content: Any) -> ProductSpecification:
    entry = Entry(kind="productSpecification", id="s", name="S", content=content)
    read: ProductSpecification = CODECS[entry.kind].read(entry)
    return read


def offering(**content: Any) -> ProductOffering:
    read: ProductOffering = CODECS["productOffering"].read(
        Entry(kind="productOffering", id="o", content=content)
    )
    return read


def test_what_is_loaded_is_read_as_it_was_written() -> None:
    content = safe_load((shipped("examples") / "catalog" / "product-catalog.yaml").read_text())
    del content["layer"]
    loaded = entries(ParseDict(content, LoadProductCatalogRequest()))
    kinds = {codec.model: codec for codec in CODECS.values()}

    assert [kinds[type(entry)].read(kinds[type(entry)].write(entry)) for entry in loaded] == loaded


@pytest.mark.parametrize(
    ("values", "extensible", "told"),
    [
        ([], False, ([], None, None, None)),
        ([{"value": "a"}, {"value": "b", "isDefault": True}], False, (["a", "b"], "b", None, None)),
        ([{"value": "a", "isDefault": True}], True, ([], "a", None, None)),
        ([{"valueFrom": 1, "valueTo": 9}], False, ([], None, 1, 9)),
        ([{"valueFrom": 1}], False, ([], None, 1, None)),
        ([{"valueFrom": 0, "valueTo": 9}, {"value": 3, "isDefault": True}], False, ([], 3, 0, 9)),
        ([{"valueFrom": 1, "valueTo": 2}, {"valueFrom": 5, "valueTo": 9}], False, ([], None, 1, 9)),
    ],
)
def test_the_values_of_a_characteristic_are_those_it_lists_or_those_in_a_range(
    values: Any, *, extensible: bool, told: tuple[Any, ...]
) -> None:
    given = {"name": "c", "extensible": extensible, "productSpecCharacteristicValue": values}
    (found,) = specification(productSpecCharacteristic=[given]).characteristics
    assert (found.allowed, found.default, found.minimum, found.maximum) == told


@pytest.mark.parametrize(("least", "mandatory"), [({}, False), ({"minCardinality": 1}, True)])
def test_a_characteristic_of_which_there_has_to_be_one_is_mandatory(
    least: dict[str, int], *, mandatory: bool
) -> None:
    (found,) = specification(productSpecCharacteristic=[{"name": "c", **least}]).characteristics
    assert found.mandatory is mandatory


CHARACTERISTICS = [{"name": "speed"}, {"name": "vlan"}]
ANSWER = [{"source": "vlan", "target": "vlan"}]


def test_a_service_that_is_named_and_no_more_gets_what_the_product_has_but_no_answers() -> None:
    (built,) = specification(
        productSpecCharacteristic=CHARACTERISTICS, serviceSpecification=[{"id": "cfs", "result": ANSWER}]
    ).service_components
    assert built.characteristics == [Mapping("speed", "speed")]
    assert built.values({"speed": 5, "vlan": "1"}) == {"speed": 5}


def test_a_list_of_characteristics_says_all_a_service_gets() -> None:
    (built,) = specification(
        productSpecCharacteristic=CHARACTERISTICS, serviceSpecification=[{"id": "cfs", "characteristic": []}]
    ).service_components
    assert built.characteristics == []


def test_the_rules_of_a_service_are_beside_its_name() -> None:
    rules = {
        "requires": ["base"],
        "characteristic": [{"target": "bandwidth", "source": "speed"}, {"target": "level", "value": 3}],
        "result": ANSWER,
        "when": [{"characteristic": "speed", "oneOf": [1, 2]}, {"characteristic": "speed", "minimum": 1}],
        "quantityFrom": "speed",
        "importance": "optional",
        "retry": {"attempts": 3, "backOffSeconds": 2.5},
        "compensation": "none",
        "pointOfNoReturn": "soft",
        "onFailure": "hold",
        "expectedSeconds": 60,
        "timeLimitSeconds": 600,
    }
    found = specification(
        productSpecCharacteristic=CHARACTERISTICS,
        serviceSpecification=[{"id": "cfs", "name": "ours", "version": "7", "href": "http://x", **rules}],
        question=[{"name": "q", "text": "?", "limitSeconds": 9}],
        concurrentOrders="reject",
    )
    (built,) = found.service_components
    assert (found.questions, found.concurrent_orders) == ([Question("q", "?", 9)], "reject")
    assert (built.service_specification_id, built.requires) == ("cfs", ["base"])
    assert built.characteristics == [Mapping("bandwidth", "speed"), Mapping("level", value=3)]
    assert built.results == [Mapping("vlan", "vlan")]
    assert built.when == [Condition("speed", [1, 2]), Condition("speed", minimum=1)]
    assert (built.quantity_from, built.importance, built.compensation) == ("speed", "optional", "none")
    assert built.retry == RetryPolicy(3, 2.5)
    assert (built.point_of_no_return, built.on_failure) == ("soft", "hold")
    assert (built.expected_seconds, built.time_limit_seconds) == (60, 600)


@pytest.mark.parametrize(
    ("option", "limits"),
    [
        ({}, (1, 1)),
        ({"numberRelOfferLowerLimit": 0}, (0, 1)),
        ({"numberRelOfferLowerLimit": 3}, (3, 3)),
        ({"numberRelOfferUpperLimit": 4}, (1, 4)),
    ],
)
def test_a_bundle_says_how_often_it_has_what_is_in_it(option: Any, limits: tuple[int, int]) -> None:
    bundled = {"id": "p", "bundledProductOfferingOption": option, "optional": True}
    assert offering(isBundle=True, bundledProductOffering=[bundled]).bundled == [
        BundledOffering("p", *limits, optional=True)
    ]


def test_an_offering_is_what_its_entry_says() -> None:
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    entry = Entry(
        kind="productOffering",
        id="o",
        version="2",
        name="N",
        description="d",
        lifecycle_status="Launched",
        valid_from=begins,
        valid_to=ends,
        content={"productSpecification": {"id": "s", "version": "1"}, "channel": [{"id": "web"}]},
    )
    assert CODECS[entry.kind].read(entry) == ProductOffering(
        "o",
        "2",
        "N",
        description="d",
        lifecycle_status="Launched",
        product_specification_id="s",
        valid_from=begins,
        valid_to=ends,
        channels=["web"],
    )


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({"serviceSpecification": [{"id": "a"}, {"id": 1}]}, "serviceSpecification[1].id"),
        ({"serviceSpecification": [{"name": "a"}]}, "serviceSpecification[0]"),
        ({"serviceSpecification": {}}, "serviceSpecification"),
        ({"serviceSpecification": [{"id": "a", "importance": "high"}]}, "serviceSpecification[0].importance"),
        ({"serviceSpecification": [{"id": ""}]}, "serviceSpecification[0].id"),
        ({"productSpecCharacteristic": [{"name": "a"}, {"name": "a"}]}, "productSpecCharacteristic"),
        (
            {"productSpecCharacteristic": [{"name": "a", "productSpecCharacteristicValue": [{"valueFrom": "x"}]}]},
            "productSpecCharacteristic[0].productSpecCharacteristicValue[0].valueFrom",
        ),
        (
            {
                "productSpecCharacteristic": [
                    {"name": "a", "productSpecCharacteristicValue": [{"valueFrom": 2, "valueTo": 1}]}
                ]
            },
            "productSpecCharacteristic[0].productSpecCharacteristicValue",
        ),
        ({"concurrentOrders": "queue"}, "concurrentOrders"),
    ],
)  # fmt: skip
def test_what_the_engine_cannot_work_with_is_named_in_the_words_of_tmf620(content: Any, path: str) -> None:
    entry = Entry(kind="productSpecification", id="s", content=content)
    assert [reason.path for reason in reasons_against([])(entry)] == [path]


def test_what_is_of_another_type_than_it_has_to_be_cannot_be_read() -> None:
    with pytest.raises(HubError):
        offering(isBundle="yes")
