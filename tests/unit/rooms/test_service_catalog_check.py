"""Loading a service catalogue: every mistake in it is told at once, each with its path."""

from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from yaml import safe_load

from hub.kernel.errors import HubError
from proto.som.v1 import service_catalog_pb2 as pb
from workers.som.catalog_rpc_mapping import entries
from workers.som.check import mistakes

EXAMPLE = Path(__file__).parents[3] / "examples" / "catalog" / "service-catalog.yaml"


def request(**content: Any) -> pb.LoadServiceCatalogRequest:
    return ParseDict(content, pb.LoadServiceCatalogRequest())


def told(asked: pb.LoadServiceCatalogRequest, *known: pb.LoadServiceCatalogRequest) -> list[str]:
    return [r.path for r in mistakes(entries(asked), [e for each in known for e in entries(each)])]


def specification(**more: Any) -> pb.LoadServiceCatalogRequest:
    line = {"id": "rfs-line", "facing": "resource"}
    return request(serviceSpecification=[{"id": "cfs", **more}, line])


def component(**more: Any) -> dict[str, Any]:
    return {"name": "line", "serviceSpecificationId": "rfs-line", **more}


RESOURCE = {"name": "vlan", "resourceSpecificationId": "vlan-id"}
GOOD = specification(
    resourceComponent=[RESOURCE],
    activation={"attempts": 3, "backOffSeconds": 2, "answerWithinSeconds": 9, "parameter": {"element": "a"}},
    serviceComponent=[
        component(
            characteristic=[{"name": "speed", "source": "bandwidth"}, {"name": "level", "value": 3}],
            result=[{"name": "vlan", "source": "vlan"}],
        ),
        component(name="other", requires=["line"]),
    ],
    alternative=["rfs-line"],
    technology="fiber",
    description="x",
)


def test_nothing_is_wrong_with_what_is_right() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "paths"),
    [
        ({"id": ""}, ["serviceSpecification[].id"]),
        ({"version": "v" * 41}, ["version"]),
        ({"resourceComponent": [{}]}, ["resourceComponent[0].name", "resourceComponent[0].resourceSpecificationId"]),
        ({"resourceComponent": [RESOURCE, RESOURCE]}, ["resourceComponent"]),
        ({"activation": {"backOffSeconds": -1}}, ["activation.backOffSeconds"]),
        ({"activation": {"answerWithinSeconds": "Infinity"}}, ["activation.answerWithinSeconds"]),
        ({"alternative": ["nobody", "nobody"]}, ["alternative"] * 3),
        ({"alternative": ["cfs"]}, ["alternative"]),
        ({"serviceComponent": [component(), component()]}, ["serviceComponent"]),
        ({"serviceComponent": [component(name="")]}, ["serviceComponent[0].name"]),
        ({"serviceComponent": [component(name="a.b")]}, ["serviceComponent[0].name"]),
        ({"serviceComponent": [component(serviceSpecificationId="x")]}, ["serviceComponent[0].serviceSpecificationId"]),
        ({"serviceComponent": [component(requires=["x"])]}, ["serviceComponent[0].requires"]),
        ({"serviceComponent": [component(requires=["line"])]}, ["serviceComponent"]),
        ({"serviceComponent": [component(serviceSpecificationId="cfs")]}, ["serviceComponent"]),
        (
            {"serviceComponent": [component(characteristic=[{"name": "a"}])]},
            ["serviceComponent[0].characteristic[0]"],
        ),
        (
            {"serviceComponent": [component(result=[{"source": "a"}])]},
            ["serviceComponent[0].result[0].name"],
        ),
        (
            {"serviceComponent": [component(result=[{"name": "a", "source": "a", "value": 1}])]},
            ["serviceComponent[0].result[0]"],
        ),
        (
            {"serviceComponent": [component(result=[{"name": "a", "source": s} for s in "ab"])]},
            ["serviceComponent[0].result"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_specification_is_told_with_its_place(
    wrong: dict[str, Any], paths: list[str]
) -> None:
    found = told(specification(**wrong))

    assert [path.removeprefix("serviceSpecification[cfs].") for path in found] == paths


@pytest.mark.parametrize(
    ("wrong", "paths"),
    [
        ({"serviceCandidate": [{"id": "c"}]}, ["serviceCandidate[c].serviceSpecificationId"]),
        (
            {"serviceCandidate": [{"id": "c", "serviceSpecificationId": "cfs", "category": ["x"]}]},
            ["serviceCandidate[c].category"],
        ),
        ({"serviceCategory": [{"id": "a", "parentId": "x"}]}, ["serviceCategory[a].parentId"]),
        (
            {"serviceCategory": [{"id": "a", "parentId": "b"}, {"id": "b", "parentId": "a"}]},
            ["serviceCategory[a].parentId", "serviceCategory[b].parentId"],
        ),
        ({"serviceCatalog": [{"id": "k", "category": ["x"]}]}, ["serviceCatalog[k].category"]),
        ({"servingArea": [{"id": "s"}]}, ["servingArea[s].prefix"]),
        ({"servingArea": [{"id": "s", "prefix": ["A", "A"]}]}, ["servingArea[s].prefix"]),
        (
            {"servingArea": [{"id": "s", "prefix": ["A"]}, {"id": "t", "prefix": ["A"]}]},
            ["servingArea[s].prefix", "servingArea[t].prefix"],
        ),
        ({"servingArea": [{"id": "s", "prefix": ["A"], "site": {"dsl": ""}}]}, ["servingArea[s].site[dsl]"]),
        ({"serviceCategory": [{"id": "a"}, {"id": "a"}]}, ["serviceCategory[a]"]),
    ],
)
def test_what_is_wrong_with_another_entry_is_told_with_its_place(
    wrong: dict[str, Any], paths: list[str]
) -> None:
    assert told(request(**wrong), specification()) == paths


def test_an_entry_may_name_what_is_known_and_what_comes_with_it() -> None:
    category = request(serviceCategory=[{"id": "a"}])
    candidate = request(serviceCandidate=[{"id": "c", "serviceSpecificationId": "cfs", "category": ["a"]}])

    assert told(candidate, category, specification()) == []
    assert told(candidate, category) == ["serviceCandidate[c].serviceSpecificationId"]


def test_a_circle_through_known_specifications_is_found() -> None:
    known = request(
        serviceSpecification=[{"id": "low"}, {"id": "high", "serviceComponent": [component(serviceSpecificationId="low")]}]
    )  # fmt: skip
    new = {"id": "low", "version": "2", "serviceComponent": [component(serviceSpecificationId="high")]}

    assert told(request(serviceSpecification=[new]), known) == ["serviceSpecification[low].serviceComponent"]


def test_an_area_that_is_retired_leaves_its_prefix_to_others() -> None:
    retired = request(servingArea=[{"id": "s", "prefix": ["A"], "lifecycleStatus": "Retired"}])

    assert told(request(servingArea=[{"id": "t", "prefix": ["A"]}]), retired) == []


def test_a_word_nobody_knows_says_where_it_stands() -> None:
    with pytest.raises(HubError) as refused:
        entries(specification(facing="nobody"))

    assert refused.value.reasons[0].path == "serviceSpecification[cfs].facing"


def test_the_catalogue_that_comes_with_the_hub_has_no_mistake() -> None:
    content = safe_load(EXAMPLE.read_text())
    del content["layer"]

    assert mistakes(entries(ParseDict(content, pb.LoadServiceCatalogRequest()))) == []
