"""activation.v1 over gRPC: what is asked and what is answered, nothing else."""

import hashlib
from collections import Counter
from typing import Any

import grpc
from sqlalchemy import Connection

from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.kernel.ids import derived_id, new_id
from hub.messages import rpc
from hub.platform.database import Database
from hub.platform.reading import Condition, among, read_one, read_page
from hub.platform.runner import Runner
from hub.platform.waiting import check_wait, wait_for
from proto.activation.v1 import activation_pb2 as pb
from proto.activation.v1 import activation_pb2_grpc
from workers.activation.direct import Method, RequestService
from workers.activation.drivers.emulator.by_hand import RemoveConfiguration, WriteConfiguration
from workers.activation.drivers.emulator.configuration import ACTIVE, INACTIVE
from workers.activation.drivers.emulator.scenario import ENTRIES, Scenario, mistakes
from workers.activation.drivers.emulator.store import CONFIGURATIONS, configurations
from workers.activation.machine import ActivationState
from workers.activation.model import Activation
from workers.activation.rpc_mapping import (
    from_activation,
    from_configuration,
    from_monitor,
    from_service,
    to_rule,
    to_said,
    to_values,
)
from workers.activation.rpc_search import MONITOR_SEARCH, SERVICE_SEARCH
from workers.activation.running import MONITOR
from workers.activation.store import ACTIVATIONS, SERVICES, activations, services

Context = grpc.aio.ServicerContext[Any, Any]


class ActivationService(activation_pb2_grpc.ActivationServiceServicer):
    def __init__(self, runner: Runner, database: Database) -> None:
        self._runner = runner
        self._database = database

    # -- services, directly -----------------------------------------------------------------

    async def CreateService(self, request: pb.CreateServiceRequest, context: Context) -> pb.Monitor:
        asked = request.service
        key = request.idempotency_key or new_id()
        return await self._request(
            request,
            key,
            Method.CREATE,
            service_id=rpc.identifier(asked.id or derived_id("service", key), "id"),
            **_whole(asked),
        )

    async def ModifyService(self, request: pb.ModifyServiceRequest, context: Context) -> pb.Monitor:
        changes = {"state": request.state, "characteristics": to_values(request)}
        return await self._request(
            request,
            request.idempotency_key or new_id(),
            Method.MODIFY,
            service_id=request.id,
            if_version=request.if_version,
            **(_whole(request.service) if request.HasField("service") else changes),
        )

    async def DeleteService(self, request: pb.DeleteServiceRequest, context: Context) -> pb.Monitor:
        key = request.idempotency_key or new_id()
        return await self._request(
            request, key, Method.DELETE, service_id=request.id, if_version=request.if_version
        )

    async def _request(self, request: Any, key: str, method: Method, **asked: Any) -> pb.Monitor:
        check_wait(request.wait_seconds)
        # The keys of callers are theirs: none of them is that of a service order.
        identifier = derived_id("activation", key)
        content = type(request)()
        content.CopyFrom(request)
        # How often and how patiently it is asked for is no part of what is asked for.
        content.ClearField("attempt")
        content.ClearField("wait_seconds")
        command = RequestService(
            id=identifier,
            fingerprint=_fingerprint(method, content),
            method=method,
            attempt=max(request.attempt, 1),
            **asked,
        )
        begun = await self._runner.execute(command, correlation=identifier)
        return from_monitor(
            await wait_for(begun, _ended, lambda: self._activation(identifier), request.wait_seconds)
        )

    async def _activation(self, identifier: str) -> Activation:
        return await read_one(self._database, ACTIVATIONS, identifier, "monitor")

    async def GetService(self, request: pb.GetServiceRequest, context: Context) -> pb.Service:
        found = await read_one(self._database, SERVICES, request.id, "service")
        if not found.shown_state:
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no service {request.id}", "id")
        return from_service(found)

    async def ListServices(
        self, request: pb.ListServicesRequest, context: Context
    ) -> pb.ListServicesResponse:
        columns = services.c
        wanted = {
            columns.id: request.id,
            columns.state: request.state,
            columns.specification_id: request.service_specification_id,
        }
        asked = among(wanted)

        def there(connection: Connection) -> list[Condition]:
            return [*asked(connection), columns.state != ""]

        found, total = await read_page(
            self._database, SERVICES, request.page, there, search=SERVICE_SEARCH, query=request.query
        )
        return pb.ListServicesResponse(service=map(from_service, found), total=total)

    # -- what was done to them --------------------------------------------------------------

    async def GetMonitor(self, request: pb.GetMonitorRequest, context: Context) -> pb.Monitor:
        return from_monitor(await self._activation(request.id))

    async def ListMonitors(
        self, request: pb.ListMonitorsRequest, context: Context
    ) -> pb.ListMonitorsResponse:
        # A state no monitor has is that of none.
        states = [str(s) for s, shown in MONITOR.items() if shown in request.state] or list(request.state)
        columns = activations.c
        wanted = {columns.id: request.id, columns.state: states, columns.service_id: request.service_id}
        found, total = await read_page(
            self._database,
            ACTIVATIONS,
            request.page,
            among(wanted),
            search=MONITOR_SEARCH,
            query=request.query,
        )
        return pb.ListMonitorsResponse(monitor=map(from_monitor, found), total=total)

    async def ListActivations(
        self, request: pb.ListActivationsRequest, context: Context
    ) -> pb.ListActivationsResponse:
        wanted = {
            activations.c.id: request.id,
            activations.c.service_order_id: request.service_order_id,
        }
        found, total = await read_page(self._database, ACTIVATIONS, request.page, among(wanted))
        return pb.ListActivationsResponse(activation=map(from_activation, found), total=total)

    # -- the emulated network ---------------------------------------------------------------

    async def ListConfigurations(
        self, request: pb.ListConfigurationsRequest, context: Context
    ) -> pb.ListConfigurationsResponse:
        self._emulated()
        columns = configurations.c
        wanted = among({columns.id: request.service_id, columns.element: request.network_element})

        def standing(connection: Connection) -> list[Condition]:
            return [*wanted(connection), columns.element != ""]

        found, total = await read_page(self._database, CONFIGURATIONS, request.page, standing)
        return pb.ListConfigurationsResponse(configuration=map(from_configuration, found), total=total)

    async def WriteConfiguration(
        self, request: pb.WriteConfigurationRequest, context: Context
    ) -> pb.Configuration:
        self._emulated()
        if request.HasField("state") and request.state not in {ACTIVE, INACTIVE}:
            raise _invalid(f"{request.state} is no state; these are: {ACTIVE}, {INACTIVE}", "state")
        element = (
            rpc.identifier(request.network_element, "networkElement")
            if request.HasField("network_element")
            else None
        )
        command = WriteConfiguration(
            rpc.identifier(request.service_id, "serviceId"),
            element,
            request.state or None,
            to_values(request),
        )
        return from_configuration(await self._runner.execute(command, correlation=new_id()))

    async def RemoveConfiguration(
        self, request: pb.RemoveConfigurationRequest, context: Context
    ) -> pb.RemoveConfigurationResponse:
        self._emulated()
        await self._runner.execute(RemoveConfiguration(request.service_id), correlation=new_id())
        return pb.RemoveConfigurationResponse()

    async def LoadScenario(
        self, request: pb.LoadScenarioRequest, context: Context
    ) -> pb.LoadScenarioResponse:
        self._emulated()
        rules = [to_rule(rule) for rule in request.rule]
        if wrong := mistakes(rules):
            raise HubError(Kind.INVALID, *wrong)

        def work(connection: Connection) -> None:
            version = str(ENTRIES.revision(connection) + 1)
            ENTRIES.load(connection, [Scenario(version=version, rules=rules)])

        await self._database.write(work)
        return pb.LoadScenarioResponse()

    def _emulated(self) -> None:
        if WriteConfiguration.__name__ not in self._runner.room.handlers:
            text = "the network behind activation is not the emulated one"
            raise refuse(Kind.UNSUPPORTED, Code.OPERATION_UNSUPPORTED, text)


def _whole(asked: pb.Service) -> dict[str, Any]:
    """What a request says when it names a whole service; a `HubError` when that cannot be one."""
    repeated = [name for name, count in Counter(c.name for c in asked.characteristic).items() if count > 1]
    if repeated:
        raise _invalid(f"{repeated[0]} is there more than once", "serviceCharacteristic")
    return {
        "whole": True,
        "specification_id": rpc.identifier(asked.service_specification.id, "serviceSpecification.id"),
        "state": asked.state,
        "characteristics": to_values(asked),
        "said": to_said(asked),
    }


def _ended(activation: Activation) -> bool:
    return activation.state is not ActivationState.CONFIGURING


def _fingerprint(method: Method, content: Any) -> str:
    return hashlib.sha256(f"{method} ".encode() + content.SerializeToString(deterministic=True)).hexdigest()


def _invalid(text: str, path: str) -> HubError:
    return refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, path)
