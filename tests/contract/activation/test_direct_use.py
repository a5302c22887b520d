"""Services created, changed and taken down over activation.v1, without any order."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages.rpc import from_values
from hub.platform.rpc import call
from proto.activation.v1 import activation_pb2 as pb
from proto.shared.v1.common_pb2 import Ref
from tests.contract.activation.conftest import Activation
from tests.waiting import eventually

UNKNOWN = (Kind.NOT_FOUND, Code.ID_UNKNOWN, "id")
FORBIDDEN = (Kind.NOT_ALLOWED, Code.STATE_FORBIDS, "state")


def create(
    key: str = "k", service: str = "s", state: str = "active", **values: Any
) -> pb.CreateServiceRequest:
    asked = pb.Service(
        id=service,
        service_specification=Ref(id="x"),
        state=state,
        characteristic=from_values(values.items()),
    )
    return pb.CreateServiceRequest(idempotency_key=key, service=asked)


def modify(key: str, state: str = "", attempt: int = 0, **values: Any) -> pb.ModifyServiceRequest:
    characteristic = from_values(values.items())
    return pb.ModifyServiceRequest(
        idempotency_key=key, id="s", state=state, attempt=attempt, characteristic=characteristic
    )


async def service(activation: Activation) -> tuple[str, dict[str, Any]]:
    found = await call(activation.stub.GetService, pb.GetServiceRequest(id="s"))
    return found.state, {c.name: msgspec.json.decode(c.value_json) for c in found.characteristic}


async def play(activation: Activation, *rules: pb.Rule) -> None:
    await call(activation.stub.LoadScenario, pb.LoadScenarioRequest(rule=rules))


async def refusal(method: Any, request: Any) -> tuple[Kind, Code, str]:
    with pytest.raises(HubError) as caught:
        await call(method, request)
    (reason,) = caught.value.reasons
    return caught.value.kind, reason.code, reason.path


async def test_a_service_lives_from_its_creation_to_its_end_with_a_monitor_for_each_step(
    activation: Activation,
) -> None:
    stub = activation.stub
    made = await call(stub.CreateService, create(speed=10, networkElement="olt-7"))
    assert (made.state, made.source_href, made.response.status_code) == ("Completed", "s", "201")
    assert (made.request.method, made.request.to[-8:]) == ("POST", "/service")
    assert json.loads(made.request.body_json) == {
        "id": "s",
        "state": "active",
        "serviceSpecification": {"id": "x"},
        "serviceCharacteristic": [
            {"name": "speed", "value": 10},
            {"name": "networkElement", "value": "olt-7"},
        ],
    }

    changed = await call(stub.ModifyService, modify("m", speed=20, vlan="7"))
    assert (changed.request.method, changed.request.to[-10:]) == ("PATCH", "/service/s")
    assert changed.response.status_code == "200"
    assert await service(activation) == ("active", {"speed": 20, "networkElement": "olt-7", "vlan": "7"})

    await call(stub.ModifyService, modify("n", state="inactive", vlan=None))
    assert await service(activation) == ("inactive", {"speed": 20, "networkElement": "olt-7"})

    gone = await call(stub.DeleteService, pb.DeleteServiceRequest(idempotency_key="d", id="s"))
    assert (gone.request.method, gone.response.status_code, gone.request.body_json) == ("DELETE", "204", "")
    assert await refusal(stub.GetService, pb.GetServiceRequest(id="s")) == UNKNOWN
    left = await call(stub.ListConfigurations, pb.ListConfigurationsRequest())
    assert left.total == 0

    again = await call(stub.CreateService, create("new", speed=5))
    assert again.response.status_code == "201"
    assert await service(activation) == ("active", {"speed": 5})


async def test_the_same_request_again_is_answered_and_not_done_again(activation: Activation) -> None:
    first = await call(activation.stub.CreateService, create(speed=10))
    again = await call(activation.stub.CreateService, create(speed=10))

    assert again == first
    held = await call(activation.stub.ListConfigurations, pb.ListConfigurationsRequest())
    assert [c.applications for c in held.configuration] == [1]


async def test_a_key_is_not_used_for_two_requests(activation: Activation) -> None:
    await call(activation.stub.CreateService, create(speed=10))
    reused = (Kind.CONFLICT, Code.KEY_REUSED, "idempotencyKey")

    assert await refusal(activation.stub.CreateService, create(speed=20)) == reused
    assert await refusal(activation.stub.ModifyService, modify("k", speed=20)) == reused


async def test_without_a_key_and_an_id_each_call_makes_a_service(activation: Activation) -> None:
    request = create(key="", service="")
    made = [await call(activation.stub.CreateService, request) for _ in range(2)]

    assert len({monitor.source_href for monitor in made}) == 2
    assert len({monitor.id for monitor in made}) == 2


@pytest.mark.parametrize(
    ("state", "kind", "code"),
    [
        ("", Kind.INVALID, Code.ATTRIBUTE_INVALID),
        ("asleep", Kind.INVALID, Code.ATTRIBUTE_INVALID),
        ("terminated", Kind.NOT_ALLOWED, Code.STATE_FORBIDS),
    ],
)
async def test_a_service_is_not_created_in_just_any_state(
    activation: Activation, state: str, kind: Kind, code: Code
) -> None:
    assert await refusal(activation.stub.CreateService, create(state=state)) == (kind, code, "state")


@pytest.mark.parametrize("identifier", ["x" * 121, "a\nb"])
async def test_an_id_is_short_and_printable(activation: Activation, identifier: str) -> None:
    assert await refusal(activation.stub.CreateService, create(service=identifier)) == (
        Kind.INVALID,
        Code.ATTRIBUTE_INVALID,
        "id",
    )


async def test_what_a_service_does_not_allow_is_refused(activation: Activation) -> None:
    stub = activation.stub
    assert await refusal(stub.ModifyService, modify("m", speed=1)) == UNKNOWN
    assert await refusal(stub.GetService, pb.GetServiceRequest(id="s")) == UNKNOWN

    await call(stub.CreateService, create())
    assert await refusal(stub.CreateService, create("other")) == FORBIDDEN
    assert await refusal(stub.ModifyService, modify("m", "reserved")) == FORBIDDEN

    await call(stub.ModifyService, modify("t", "terminated"))
    assert await refusal(stub.ModifyService, modify("m", speed=1)) == FORBIDDEN

    await call(stub.DeleteService, pb.DeleteServiceRequest(id="s"))
    assert await refusal(stub.DeleteService, pb.DeleteServiceRequest(id="s")) == UNKNOWN
    assert await refusal(stub.ModifyService, modify("m", speed=1)) == UNKNOWN


async def test_while_a_service_is_being_changed_it_is_not_changed_by_another_request(
    activation: Activation,
) -> None:
    stub = activation.stub
    await play(activation, pb.Rule(delay_seconds=60))
    begun = await call(stub.CreateService, create(speed=1))
    assert (begun.state, begun.HasField("response")) == ("InProgress", False)
    found = await call(stub.GetService, pb.GetServiceRequest(id="s"))
    assert (found.state, list(found.open_monitor_id)) == ("designed", [begun.id])
    assert await refusal(stub.CreateService, create("other")) == FORBIDDEN

    activation.clock.advance(timedelta(seconds=60))
    await activation.unit.sweep()

    async def done() -> bool:
        monitor = await call(stub.GetMonitor, pb.GetMonitorRequest(id=begun.id))
        return bool(monitor.state == "Completed")

    await eventually(done)
    assert (await call(stub.ModifyService, modify("m", speed=2))).state == "InProgress"


async def test_what_failed_is_tried_again_under_its_key(activation: Activation) -> None:
    stub = activation.stub
    await call(stub.CreateService, create(speed=1))
    await play(activation, pb.Rule(fail_times=1))
    failed = await call(stub.ModifyService, modify("m", speed=2))
    assert (failed.state, failed.response.status_code, failed.reason.code) == (
        "InError",
        "503",
        "network-failed",
    )
    assert json.loads(failed.response.body_json)["code"] == "network-failed"
    assert (await call(stub.ModifyService, modify("m", speed=2))).state == "InError"

    done = await call(stub.ModifyService, modify("m", speed=2, attempt=2))
    assert (done.state, done.attempt) == ("Completed", 2)
    assert (await service(activation))[1] == {"speed": 2}


async def test_services_and_monitors_are_found_by_what_they_are(activation: Activation) -> None:
    stub = activation.stub
    await call(stub.CreateService, create("a", "a"))
    await call(stub.CreateService, create("b", "b", "inactive"))
    await play(activation, pb.Rule(refuse=True))
    await call(stub.CreateService, create("c", "c"))

    active = await call(stub.ListServices, pb.ListServicesRequest(state=["active"]))
    wrong = await call(stub.ListMonitors, pb.ListMonitorsRequest(state=["InError"]))
    both = await call(stub.ListMonitors, pb.ListMonitorsRequest(service_id=["a", "b"]))
    none = await call(stub.ListMonitors, pb.ListMonitorsRequest(state=["Lost"]))
    assert [s.id for s in active.service] == ["a"]
    assert [(m.source_href, m.response.status_code) for m in wrong.monitor] == [("c", "409")]
    assert (sorted(m.source_href for m in both.monitor), both.total) == (["a", "b"], 2)
    assert none.total == 0


async def test_a_scenario_with_mistakes_changes_nothing_and_all_of_them_are_told(
    activation: Activation,
) -> None:
    await play(activation, pb.Rule(refuse=True))
    with pytest.raises(HubError) as caught:
        await play(activation, pb.Rule(rate=2), pb.Rule(operation="explode", delay_seconds=-1))

    assert [reason.path for reason in caught.value.reasons] == [
        "rule[0].rate",
        "rule[1].operation",
        "rule[1].delaySeconds",
    ]
    assert (await call(activation.stub.CreateService, create())).state == "InError"
