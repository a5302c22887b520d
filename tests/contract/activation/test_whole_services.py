"""Services that are named whole: what the network does not hear is kept with them, and it is asked for what is new."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict

from hub.kernel.errors import Code, HubError, Kind
from hub.platform.rpc import call
from proto.activation.v1 import activation_pb2 as pb
from tests.contract.activation.conftest import Activation

SPEED = {
    "name": "speed",
    "valueJson": '{"up":1,"down":[2,null]}',
    "valueType": "object",
    "extensionJson": '{"id":"c1"}',
}
FULL = {
    "id": "s",
    "state": "active",
    "serviceSpecification": {"id": "x", "name": "X", "href": "/x", "extensionJson": '{"version":"2"}'},
    "characteristic": [SPEED, {"name": "a", "valueJson": '"b"'}],
    "extensionJson": '{"name":"mine","place":[{"role":"here"}]}',
}


def said(message: Any) -> dict[str, Any]:
    """What a caller said of it; the rest is ours."""
    shown = MessageToDict(message)
    return {name: value for name, value in shown.items() if name in FULL}


async def create(activation: Activation, **other: Any) -> pb.Monitor:
    service = ParseDict({**FULL, **other}, pb.Service())
    monitor: pb.Monitor = await call(activation.stub.CreateService, pb.CreateServiceRequest(service=service))
    return monitor


async def modify(activation: Activation, if_version: int = 0, **other: Any) -> pb.Monitor:
    service = ParseDict({**FULL, **other}, pb.Service())
    request = pb.ModifyServiceRequest(id="s", service=service, if_version=if_version)
    monitor: pb.Monitor = await call(activation.stub.ModifyService, request)
    return monitor


async def found(activation: Activation) -> pb.Service:
    service: pb.Service = await call(activation.stub.GetService, pb.GetServiceRequest(id="s"))
    return service


async def applications(activation: Activation) -> int:
    held = await call(activation.stub.ListConfigurations, pb.ListConfigurationsRequest())
    return sum(configuration.applications for configuration in held.configuration)


async def kind_of_refusal(activation: Activation, **change: Any) -> Kind:
    with pytest.raises(HubError) as caught:
        await modify(activation, **change)
    return caught.value.kind


async def test_all_that_was_said_comes_back_with_the_service_and_with_its_monitor(
    activation: Activation,
) -> None:
    monitor = await create(activation)

    assert said(await found(activation)) == FULL
    assert json.loads(monitor.request.body_json) == {
        "id": "s",
        "state": "active",
        "name": "mine",
        "place": [{"role": "here"}],
        "serviceSpecification": {"id": "x", "name": "X", "href": "/x", "version": "2"},
        "serviceCharacteristic": [
            {"id": "c1", "name": "speed", "valueType": "object", "value": {"up": 1, "down": [2, None]}},
            {"name": "a", "value": "b"},
        ],
    }


async def test_a_service_keeps_the_date_it_was_asked_for(activation: Activation) -> None:
    asked = activation.clock.now()
    await create(activation)
    activation.clock.advance(timedelta(hours=1))
    await modify(activation, state="inactive")

    service = await found(activation)
    assert service.service_date.ToDatetime(asked.tzinfo) == asked
    assert service.changed_at.ToDatetime(asked.tzinfo) == asked + timedelta(hours=1)


async def test_the_network_is_asked_only_for_what_is_new_to_it(activation: Activation) -> None:
    await create(activation)
    monitor = await modify(activation, extensionJson='{"name":"yours"}')
    assert (monitor.state, monitor.response.status_code) == ("Completed", "200")
    assert said(await found(activation)) == {**FULL, "extensionJson": '{"name":"yours"}'}
    assert await applications(activation) == 1

    await modify(activation, characteristic=[SPEED])
    assert said(await found(activation))["characteristic"] == [SPEED]
    assert await applications(activation) == 2


async def test_what_is_only_planned_asks_nothing_of_the_network(activation: Activation) -> None:
    await call(
        activation.stub.LoadScenario,
        pb.LoadScenarioRequest(rule=[pb.Rule(refuse=True, operation="configure")]),
    )
    await create(activation, state="feasibilityChecked")
    await modify(activation, state="reserved")
    assert ((await found(activation)).state, await applications(activation)) == ("reserved", 0)

    refused = await modify(activation)
    assert (refused.state, refused.response.status_code) == ("InError", "409")
    assert (await found(activation)).state == "reserved"
    gone = await call(activation.stub.DeleteService, pb.DeleteServiceRequest(id="s"))
    assert gone.response.status_code == "204"


async def test_what_was_refused_is_not_there(activation: Activation) -> None:
    await call(activation.stub.LoadScenario, pb.LoadScenarioRequest(rule=[pb.Rule(refuse=True)]))
    await create(activation)

    assert await kind_of_refusal(activation) is Kind.NOT_FOUND
    assert (await call(activation.stub.ListServices, pb.ListServicesRequest())).total == 0


async def test_a_service_is_terminated_and_brought_back(activation: Activation) -> None:
    await create(activation)
    ended = await modify(activation, state="terminated")
    assert (ended.request.method, ended.response.status_code) == ("PATCH", "200")
    assert ((await found(activation)).state, await applications(activation)) == ("terminated", 0)

    assert await kind_of_refusal(activation, state="inactive") is Kind.NOT_ALLOWED
    await modify(activation)
    assert said(await found(activation)) == FULL


async def test_who_knows_an_older_version_changes_nothing(activation: Activation) -> None:
    await create(activation)
    version = (await found(activation)).version
    await modify(activation, if_version=version, state="inactive")

    assert await kind_of_refusal(activation, if_version=version) is Kind.STALE
    with pytest.raises(HubError) as caught:
        await call(activation.stub.DeleteService, pb.DeleteServiceRequest(id="s", if_version=version))
    assert caught.value.kind is Kind.STALE
    assert (await found(activation)).state == "inactive"


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"characteristic": [SPEED, SPEED]}, "serviceCharacteristic"),
        ({"serviceSpecification": {}}, "serviceSpecification.id"),
    ],
)
async def test_a_service_that_cannot_be_one_is_refused(
    activation: Activation, other: dict[str, Any], path: str
) -> None:
    with pytest.raises(HubError) as caught:
        await create(activation, **other)
    (reason,) = caught.value.reasons
    assert (caught.value.kind, reason.code, reason.path) == (Kind.INVALID, Code.ATTRIBUTE_INVALID, path)


async def test_who_waits_is_answered_when_the_network_has_answered(activation: Activation) -> None:
    await call(activation.stub.LoadScenario, pb.LoadScenarioRequest(rule=[pb.Rule(delay_seconds=60)]))
    service = ParseDict(FULL, pb.Service())
    request = pb.CreateServiceRequest(idempotency_key="k", service=service)
    begun = await call(activation.stub.CreateService, request)
    assert begun.state == "InProgress"

    request.wait_seconds = 9
    waiting = asyncio.create_task(call(activation.stub.CreateService, request))
    activation.clock.advance(timedelta(seconds=60))
    await activation.unit.sweep()
    assert (await waiting).state == "Completed"
