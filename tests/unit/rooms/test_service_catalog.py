"""The service catalogue over gRPC: what is loaded can be asked for, by kind, version and what it says."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict
from sqlalchemy import select

from hub.kernel.errors import Code, HubError, Kind
from hub.platform.database import Database, open_database
from hub.platform.tables import metadata
from proto.som.v1 import service_catalog_pb2 as pb
from workers.som.catalog import ENTRIES
from workers.som.catalog_rpc import ServiceCatalogService


def request(**content: Any) -> pb.LoadServiceCatalogRequest:
    return ParseDict(content, pb.LoadServiceCatalogRequest())


FULL = request(
    serviceSpecification=[
        {
            "id": "cfs",
            "name": "Line",
            "resourceComponent": [{"name": "vlan", "resourceSpecificationId": "vlan-id"}],
            "activation": {
                "attempts": 3,
                "backOffSeconds": 2,
                "answerWithinSeconds": 9,
                "parameter": {"element": "a"},
            },
            "serviceComponent": [
                {"name": "first", "serviceSpecificationId": "rfs"},
                {
                    "name": "second",
                    "serviceSpecificationId": "rfs",
                    "requires": ["first"],
                    "characteristic": [
                        {"name": "speed", "source": "bandwidth"},
                        {"name": "level", "value": 3},
                    ],
                    "result": [{"name": "vlan", "source": "vlan"}],
                },
            ],
            "alternative": ["rfs"],
            "technology": "fiber",
            "description": "x",
        },
        {"id": "rfs", "facing": "resource"},
    ]
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'som.db'}")
    asyncio.run(opened.write(metadata.create_all))
    yield opened
    asyncio.run(opened.close())


CONTEXT: Any = None
SHOP = request(
    serviceSpecification=[
        {"id": "cfs", "name": "Line"},
        {"id": "cfs", "version": "2", "name": "Line", "lifecycleStatus": "Retired"},
        {"id": "cfs-tv", "name": "Television"},
        {"id": "rfs", "facing": "resource"},
    ],
    serviceCategory=[{"id": "all"}, {"id": "home", "parentId": "all"}],
    serviceCandidate=[{"id": "c", "serviceSpecificationId": "cfs-tv", "category": ["home"]}],
    serviceCatalog=[{"id": "k", "category": ["all"]}],
    servingArea=[{"id": "a", "prefix": ["A"], "site": {"fiber": "olt-01"}}],
)


async def test_what_is_loaded_can_be_had_as_it_was(database: Database) -> None:
    service = ServiceCatalogService(database)
    await service.LoadServiceCatalog(FULL, CONTEXT)

    found = await service.GetServiceSpecification(pb.GetServiceCatalogEntryRequest(id="cfs"), CONTEXT)

    assert MessageToDict(found) == {
        **MessageToDict(FULL)["serviceSpecification"][0],
        "version": "1",
        "lifecycleStatus": "Active",
        "facing": "customer",
    }


async def test_of_each_kind_one_or_all_can_be_had(database: Database) -> None:
    service = ServiceCatalogService(database)
    added = await service.LoadServiceCatalog(SHOP, CONTEXT)
    assert added.added == 9
    assert (await service.LoadServiceCatalog(SHOP, CONTEXT)).added == 0

    for kind, plural, member, identifier in (
        ("ServiceSpecification", "ServiceSpecifications", "service_specification", "rfs"),
        ("ServiceCandidate", "ServiceCandidates", "service_candidate", "c"),
        ("ServiceCategory", "ServiceCategories", "service_category", "home"),
        ("ServiceCatalog", "ServiceCatalogs", "service_catalog", "k"),
        ("ServingArea", "ServingAreas", "serving_area", "a"),
    ):
        one = pb.GetServiceCatalogEntryRequest(id=identifier)
        found = await getattr(service, f"Get{kind}")(one, CONTEXT)
        some = pb.ListServiceCatalogEntriesRequest(id=[identifier])
        listed = await getattr(service, f"List{plural}")(some, CONTEXT)
        assert (list(getattr(listed, member)), listed.total) == ([found], 1)
        one.id = "nobody"
        with pytest.raises(HubError) as refused:
            await getattr(service, f"Get{kind}")(one, CONTEXT)
        assert refused.value.kind is Kind.NOT_FOUND


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["cfs 2", "cfs-tv 1", "rfs 1"]),
        ({"allVersions": True}, ["cfs 1", "cfs 2", "cfs-tv 1", "rfs 1"]),
        ({"lifecycleStatus": ["Retired"]}, ["cfs 2"]),
        ({"lifecycleStatus": ["Active"], "allVersions": True}, ["cfs 1", "cfs-tv 1", "rfs 1"]),
        ({"name": ["Television"]}, ["cfs-tv 1"]),
        ({"facing": ["resource"]}, ["rfs 1"]),
        ({"category": ["home"]}, ["cfs-tv 1"]),
        ({"category": ["all"]}, ["cfs-tv 1"]),
        ({"category": ["nobody"]}, []),
        ({"id": ["cfs", "rfs"], "facing": ["customer"]}, ["cfs 2"]),
        ({"page": {"offset": 1, "limit": 1}}, ["cfs-tv 1"]),
    ],
)
async def test_a_list_is_what_it_is_asked_for(
    database: Database, wanted: dict[str, Any], found: list[str]
) -> None:
    service = ServiceCatalogService(database)
    await service.LoadServiceCatalog(SHOP, CONTEXT)

    asked = ParseDict(wanted, pb.ListServiceCatalogEntriesRequest())
    listed = await service.ListServiceSpecifications(asked, CONTEXT)

    assert [f"{s.id} {s.version}" for s in listed.service_specification] == found
    assert listed.total == (3 if "page" in wanted else len(found))


async def test_an_older_version_can_still_be_had(database: Database) -> None:
    service = ServiceCatalogService(database)
    await service.LoadServiceCatalog(SHOP, CONTEXT)

    first = pb.GetServiceCatalogEntryRequest(id="cfs", version="1")

    assert (await service.GetServiceSpecification(first, CONTEXT)).lifecycle_status == "Active"


async def test_nothing_of_a_catalogue_with_a_mistake_is_loaded(database: Database) -> None:
    wrong = request(
        serviceSpecification=[{"id": "cfs"}],
        serviceCandidate=[{"id": "c", "serviceSpecificationId": "x", "category": ["y"]}],
    )

    with pytest.raises(HubError) as refused:
        await ServiceCatalogService(database).LoadServiceCatalog(wrong, CONTEXT)

    assert refused.value.kind is Kind.INVALID
    assert [(r.code, r.path) for r in refused.value.reasons] == [
        (Code.ATTRIBUTE_INVALID, "serviceCandidate[c].serviceSpecificationId"),
        (Code.ATTRIBUTE_INVALID, "serviceCandidate[c].category"),
    ]
    assert await database.read(lambda c: c.execute(select(ENTRIES.table)).all()) == []


async def test_a_known_version_that_says_something_else_is_a_conflict(database: Database) -> None:
    service = ServiceCatalogService(database)
    await service.LoadServiceCatalog(SHOP, CONTEXT)

    with pytest.raises(HubError) as refused:
        await service.LoadServiceCatalog(
            request(serviceSpecification=[{"id": "cfs", "name": "Other"}]), CONTEXT
        )

    assert refused.value.reasons[0].code is Code.ENTRY_CHANGED
