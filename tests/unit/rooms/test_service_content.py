"""Entries of the service and the resource catalogue in the words of TMF633 and 634: what the engines read out of them."""

from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from yaml import safe_load

from hub.platform.catalog_entry import Entry
from hub.platform.files import shipped
from proto.som.v1.service_catalog_pb2 import LoadServiceCatalogRequest
from workers.rom.catalog_store import CATALOGUE as RESOURCES
from workers.rom.content import pools_of
from workers.rom.pools import AddressPrefix, NumberRange, Stock
from workers.som.catalog import ActivationPolicy, Facing, Mapping, ResourceComponent, ServiceComponent
from workers.som.catalog_rpc_mapping import entries
from workers.som.check import reasons_against
from workers.som.content import CODECS

EXAMPLE: Path = shipped("examples") / "catalog" / "service-catalog.yaml"


def service(identifier: str = "cfs", **content: Any) -> Entry:
    return Entry(kind="serviceSpecification", id=identifier, name="n", content=content)


def resource(**content: Any) -> Entry:
    return Entry(kind="resourceSpecification", id="lamp", name="n", content=content)


def test_what_is_loaded_is_read_as_it_was_written() -> None:
    content = safe_load(EXAMPLE.read_text())
    del content["layer"]
    loaded = entries(ParseDict(content, LoadServiceCatalogRequest()))
    kinds = {codec.model: codec for codec in CODECS.values()}

    assert [kinds[type(entry)].read(kinds[type(entry)].write(entry)) for entry in loaded] == loaded


def test_resources_and_services_below_are_what_a_service_is_built_of() -> None:
    entry = service(
        resourceSpecification=[{"id": "vlan-id", "serviceCharacteristic": "vlan"}, {"id": "port"}],
        serviceSpecRelationship=[
            {"id": "other", "relationshipType": "dependency"},
            {
                "id": "rfs",
                "relationshipType": "contains",
                "name": "line",
                "characteristic": [{"name": "speed", "source": "bandwidth"}, {"name": "level", "value": 3}],
                "result": [{"name": "vlan", "source": "vlan"}],
            },
            {"id": "lamp", "relationshipType": "contains", "requires": ["line"]},
        ],
        activation={"attempts": 3, "backOffSeconds": 2, "parameter": {"element": "a"}},
        technology="fiber",
        alternative=["cfs-dsl"],
    )
    read = CODECS[entry.kind].read(entry)

    assert read.resources == [ResourceComponent("vlan", "vlan-id"), ResourceComponent("port", "port")]
    assert read.services == [
        ServiceComponent(
            "line",
            "rfs",
            characteristics=[Mapping("speed", "bandwidth"), Mapping("level", value=3)],
            results=[Mapping("vlan", "vlan")],
        ),
        ServiceComponent("lamp", "lamp", requires=["line"]),
    ]
    assert read.activation == ActivationPolicy(3, 2.0, 0.0, {"element": "a"})
    assert (read.technology, read.alternatives) == ("fiber", ["cfs-dsl"])


@pytest.mark.parametrize(
    ("kind", "facing"),
    [
        ({}, Facing.CUSTOMER),
        ({"@type": "CustomerFacingServiceSpecification"}, Facing.CUSTOMER),
        ({"@type": "ResourceFacingServiceSpecification"}, Facing.RESOURCE),
        ({"@type": "ServiceSpecification"}, Facing.CUSTOMER),
    ],
)
def test_only_what_faces_resources_cannot_be_ordered_by_itself(kind: dict[str, str], facing: Facing) -> None:
    entry = service(**kind)
    assert CODECS[entry.kind].read(entry).facing is facing


DEPENDS = {"id": "other", "relationshipType": "dependency"}


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (
            {"serviceSpecRelationship": [DEPENDS, {"id": "cfs", "relationshipType": "contains"}]},
            "serviceSpecRelationship",
        ),
        (
            {
                "serviceSpecRelationship": [
                    DEPENDS,
                    {"id": "b", "name": "a.b", "relationshipType": "contains"},
                ]
            },
            "serviceSpecRelationship[1].name",
        ),
        ({"resourceSpecification": [{"id": ""}]}, "resourceSpecification[0].serviceCharacteristic"),
        ({"activation": {"attempts": 0}}, "activation.attempts"),
        ({"activation": {"attempts": "many"}}, "activation.attempts"),
    ],
)
def test_what_the_engine_cannot_work_with_is_named_in_the_words_of_tmf633(content: Any, path: str) -> None:
    entry = service(**content)
    assert [reason.path for reason in reasons_against([entry])(entry)][:1] == [path]


def test_what_another_entry_says_wrongly_is_not_said_of_this_one() -> None:
    good, wrong = service(), service("wrong", resourceSpecification=5)
    assert list(reasons_against([wrong, good])(good)) == []


def test_pools_are_what_there_is_of_a_resource() -> None:
    entry = resource(
        resourcePool=[
            {"id": "a", "numberRange": {"first": 1, "last": 9}, "site": ["west", "east"]},
            {"id": "b", "addressPrefix": {"cidr": "10.0.0.0/24"}},
            {"id": "c", "stock": {"pattern": "L-{n}", "count": 3}},
        ]
    )
    assert [(p.id, p.supply, p.sites, p.specification_id) for p in pools_of(entry)] == [
        ("a", NumberRange(1, 9), ["east", "west"], "lamp"),
        ("b", AddressPrefix("10.0.0.0/24"), [], "lamp"),
        ("c", Stock("L-{n}", 3), [], "lamp"),
    ]


@pytest.mark.parametrize(
    ("pool", "path"),
    [
        ({"id": "a"}, "resourcePool[0]"),
        ({"id": "a", "numberRange": {"first": 1, "last": 2}, "stock": {"pattern": "{n}", "count": 1}}, "resourcePool[0]"),
        ({"numberRange": {"first": 1, "last": 2}}, "resourcePool[0]"),
        ({"id": "a", "numberRange": {"first": "x", "last": 2}}, "resourcePool[0].numberRange.first"),
        ({"id": "a", "numberRange": {"first": 3, "last": 2}}, "resourcePool"),
        ({"id": "a", "addressPrefix": {"cidr": "nowhere"}}, "resourcePool"),
    ],
)  # fmt: skip
def test_a_pool_that_has_nothing_is_refused(pool: Any, path: str) -> None:
    entry = resource(resourcePool=[pool])
    assert [reason.path for reason in RESOURCES.check([entry])(entry)] == [path]
