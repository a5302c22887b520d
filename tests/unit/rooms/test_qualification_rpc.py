"""Qualifications over gRPC: the answer in the same call when it is there in time, and everything that was asked for."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict

from hub.kernel.clock import SystemClock
from hub.kernel.errors import Code, HubError, Kind
from hub.messages.rom import (
    AvailableResource,
    ResourceAvailability,
    ResourceAvailabilityAnswer,
    ResourceAvailabilityEvent,
)
from hub.platform.bus_inprocess import InProcessBus
from hub.platform.database import Database, open_database
from hub.platform.leadership import SoleLeader
from hub.platform.relay import Relay
from hub.platform.runner import Runner
from hub.platform.tables import metadata
from hub.platform.topology import load_topology
from proto.som.v1 import service_qualification_pb2 as pb
from tests.unit.rooms.qualifying import area, specification
from tests.waiting import eventually
from workers.som import handlers as som
from workers.som.catalog import ServiceCandidate, ServiceCategory
from workers.som.catalog_store import ENTRIES
from workers.som.qualification.proposal import proposal
from workers.som.qualification.rpc import ServiceQualificationService

CONTEXT: Any = None
CATALOG = [
    specification("paper"),
    ServiceCategory("all", "1", "All"),
    ServiceCandidate("c-paper", "1", "Paper", "paper", ["all"]),
    specification("fiber", "port", technology="fiber", alternatives=["paper"]),
    area("town", "AA", fiber="olt"),
]


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[ServiceQualificationService]:
    """SOM alone: nobody carries its questions to ROM."""
    database: Database = open_database(f"sqlite:///{tmp_path / 'som.db'}")
    await database.write(metadata.create_all)
    await database.write(lambda connection: ENTRIES.load(connection, CATALOG))
    clock, leader = SystemClock(), SoleLeader()
    relay = Relay(("som",), database, InProcessBus(load_topology(), database, clock), leader)
    runner = Runner(som.room(), database, relay, clock)
    stopping = asyncio.Event()
    running = asyncio.create_task(runner.run(stopping))
    yield ServiceQualificationService(runner, database)
    stopping.set()
    await running
    await database.close()


def check(**content: Any) -> pb.CheckServiceQualificationRequest:
    return ParseDict(content, pb.CheckServiceQualificationRequest())


def of(specification: str) -> dict[str, Any]:
    return {"service": {"serviceSpecification": {"id": specification}}}


def refused(error: pytest.ExceptionInfo[HubError]) -> tuple[Kind, Code, str]:
    (reason,) = error.value.reasons
    return error.value.kind, reason.code, reason.path


PLACE = {
    "id": "house-1",
    "href": "/house-1",
    "role": "installation",
    "name": "Home",
    "postcode": "BB1",
    "referredType": "Address",
    "extensionJson": "{}",
}
FULL = {
    "id": "q-1",
    "externalId": "mine",
    "description": "for a friend",
    "item": [
        {
            "service": {
                "serviceSpecification": {
                    "id": "fiber",
                    "name": "ours",
                    "href": "/fiber",
                    "referredType": "Spec",
                    "extensionJson": json.dumps({"@type": "T"}),
                },
                "place": [PLACE],
                "characteristic": [{"name": "bandwidth", "valueJson": "100"}],
                "extensionJson": json.dumps({"b": 2}),
            },
            "extensionJson": json.dumps({"a": 1}),
        }
    ],
    "provideAlternative": True,
    "provideUnavailabilityReason": True,
    "expectedQualificationDate": "2026-01-02T00:00:00Z",
    "extensionJson": json.dumps({"@type": "Check"}),
}


async def test_what_was_asked_for_and_what_is_answered_can_be_read(
    service: ServiceQualificationService,
) -> None:
    answered = MessageToDict(await service.CheckServiceQualification(check(**FULL), CONTEXT))

    (item,) = answered.pop("item")
    date = answered.pop("effectiveQualificationDate")
    assert answered.pop("requestedDate") == date
    (alternative,) = item.pop("alternateServiceProposal")
    assert alternative.pop("id")
    assert alternative == {
        "alternateService": {"serviceSpecification": {"id": "paper", "version": "1", "name": "paper"}},
        "alternateServiceAvailabilityDate": date,
    }
    (reason,) = item.pop("eligibilityUnavailabilityReason")
    assert (reason["code"], reason["text"]) == ("no-coverage", "nothing of ours reaches BB1")
    assert item["service"]["serviceSpecification"].pop("version") == "1"
    assert item == {
        **FULL["item"][0],  # type: ignore[index]
        "id": "1",
        "qualificationResult": "alternate",
        "state": "done",
    }
    said = {name: value for name, value in FULL.items() if name != "item"}
    assert answered == {
        **said,
        "version": "1",
        "kind": "check",
        "state": "done",
        "publishedState": "done",
        "qualificationResult": "alternate",
        "reservation": "none",
    }
    one = pb.GetServiceQualificationRequest(id="q-1")
    assert MessageToDict(await service.GetServiceQualification(one, CONTEXT))["externalId"] == "mine"


async def test_reasons_are_told_to_those_who_want_them(service: ServiceQualificationService) -> None:
    asked = check(item=[of("nobody")])
    answered = await service.CheckServiceQualification(asked, CONTEXT)

    assert answered.item[0].qualification_result == "unqualified"
    assert not answered.item[0].eligibility_unavailability_reason


async def test_the_task_is_answered_at_once_and_nothing_is_said_before_all_is_known(
    service: ServiceQualificationService,
) -> None:
    asked = check(item=[of("fiber")], provideUnavailabilityReason=True)
    answered = await service.CheckServiceQualification(asked, CONTEXT)

    assert (answered.state, answered.published_state) == ("checking", "inProgress")
    assert (answered.qualification_result, answered.item[0].qualification_result) == ("", "")
    assert answered.HasField("estimated_response_date")


async def test_who_waits_gets_the_result_when_it_is_there(service: ServiceQualificationService) -> None:
    asked = check(id="q", item=[of("fiber")], waitSeconds=10)
    answering = asyncio.create_task(service.CheckServiceQualification(asked, CONTEXT))
    await eventually(lambda: states(service))
    assert not answering.done()

    free = AvailableResource(id="r0", available=True, free=3)
    answer = ResourceAvailability(id=proposal("q", "1", "fiber").id, external_id="q", item=[free])
    event = ResourceAvailabilityEvent(
        event_type="ResourceAvailabilityEvent",
        event_time=datetime.now(UTC),
        event=ResourceAvailabilityAnswer(resource_availability=answer),
    )
    await service._runner.execute(event)

    (item,) = (await answering).item
    assert (item.qualification_result, item.free) == ("qualified", 3)
    assert item.HasField("expected_service_availability_date")


async def states(service: ServiceQualificationService) -> list[str]:
    listed = await service.ListServiceQualifications(pb.ListServiceQualificationsRequest(), CONTEXT)
    return [found.state for found in listed.service_qualification]


async def test_nobody_waits_longer_than_he_wants(service: ServiceQualificationService) -> None:
    asked = check(item=[of("fiber")], waitSeconds=0.05)

    assert (await service.CheckServiceQualification(asked, CONTEXT)).state == "checking"


@pytest.mark.parametrize("seconds", [-1, 10.5, "NaN"])
async def test_a_wait_has_its_limits(service: ServiceQualificationService, seconds: Any) -> None:
    with pytest.raises(HubError) as error:
        await service.CheckServiceQualification(check(waitSeconds=seconds), CONTEXT)

    assert refused(error) == (Kind.INVALID, Code.ATTRIBUTE_INVALID, "waitSeconds")


async def test_the_same_request_may_wait_differently_and_another_is_a_conflict(
    service: ServiceQualificationService,
) -> None:
    first = await service.CheckServiceQualification(check(**FULL), CONTEXT)

    assert await service.CheckServiceQualification(check(**FULL, waitSeconds=1), CONTEXT) == first
    with pytest.raises(HubError) as error:
        await service.CheckServiceQualification(check(**{**FULL, "description": "x"}), CONTEXT)
    assert refused(error) == (Kind.CONFLICT, Code.KEY_REUSED, "id")


async def test_a_query_says_what_was_searched_for(service: ServiceQualificationService) -> None:
    content = {
        "searchCriteria": {
            "id": "mine",
            "category": {"id": "all", "name": "All", "extensionJson": "{}"},
            "service": {**of("paper")["service"], "place": [PLACE], "extensionJson": "{}"},
            "extensionJson": "{}",
        }
    }
    asked = ParseDict(content, pb.QueryServiceQualificationRequest())

    answered = await service.QueryServiceQualification(asked, CONTEXT)

    assert [(i.id, i.qualification_result) for i in answered.item] == [("paper", "qualified")]
    assert [place.name for place in answered.item[0].service.place] == ["Home"]
    said = MessageToDict(answered)
    assert {name: said[name] for name in content} == content
    assert (answered.kind, answered.qualification_result) == ("query", "")


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["a", "b"]),
        ({"kind": ["query"]}, []),
        ({"state": ["done"]}, ["a"]),
        ({"state": ["inProgress"]}, ["b"]),
        ({"state": ["accepted", "done"]}, ["a"]),
        ({"state": ["nobody"]}, []),
        ({"id": ["b"]}, ["b"]),
        ({"page": {"limit": 1}}, ["a"]),
    ],
)
async def test_a_list_is_what_it_is_asked_for(
    service: ServiceQualificationService, wanted: dict[str, Any], ids: list[str]
) -> None:
    for identifier, name in (("a", "paper"), ("b", "fiber")):
        asked = check(id=identifier, item=[of(name)])
        await service.CheckServiceQualification(asked, CONTEXT)

    request = ParseDict(wanted, pb.ListServiceQualificationsRequest())
    listed = await service.ListServiceQualifications(request, CONTEXT)

    assert [q.id for q in listed.service_qualification] == ids
    assert listed.total == (2 if "page" in wanted else len(ids))


async def test_a_check_is_no_query(service: ServiceQualificationService) -> None:
    await service.CheckServiceQualification(check(id="q", item=[of("paper")]), CONTEXT)

    with pytest.raises(HubError) as error:
        await service.GetServiceQualification(
            pb.GetServiceQualificationRequest(id="q", kind="query"), CONTEXT
        )
    assert refused(error) == (Kind.NOT_FOUND, Code.ID_UNKNOWN, "id")


async def test_what_is_changed_is_answered_whole(service: ServiceQualificationService) -> None:
    await service.CheckServiceQualification(check(id="q", item=[of("paper")]), CONTEXT)
    content = {"externalId": "b", "description": "c", "extensionJson": "{}"}

    request = ParseDict({"id": "q", **content}, pb.UpdateServiceQualificationRequest())
    after = MessageToDict(await service.UpdateServiceQualification(request, CONTEXT))

    assert {name: after[name] for name in content} == content
    assert (after["version"], after["qualificationResult"]) == ("2", "qualified")
