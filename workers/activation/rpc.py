"""activation.v1: protobuf ↔ model, nothing else."""

from typing import Any

import grpc
from sqlalchemy import Connection

from hub.kernel.errors import Code, Kind, refuse
from hub.messages import rpc
from hub.messages.activation import Operation, service_order_of, undo_key
from hub.platform.database import Database
from hub.platform.reading import Condition, among, read_page
from proto.activation.v1 import activation_pb2 as pb
from proto.activation.v1 import activation_pb2_grpc
from workers.activation.model import Activation, Configuration
from workers.activation.scenario import ENTRIES, Rule, Scenario
from workers.activation.store import ACTIVATIONS, CONFIGURATIONS, activations, configurations

Context = grpc.aio.ServicerContext[Any, Any]

# What a rule of a scenario may be about; '' for both.
OPERATIONS = ("", str(Operation.CONFIGURE), str(Operation.DEACTIVATE))


class ActivationService(activation_pb2_grpc.ActivationServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListActivations(
        self, request: pb.ListActivationsRequest, context: Context
    ) -> pb.ListActivationsResponse:
        keys = [key for order in request.service_order_id for key in (order, undo_key(order))]
        wanted = {activations.c.id: [*request.id, *keys]}
        found, total = await read_page(self._database, ACTIVATIONS, request.page, among(wanted))
        return pb.ListActivationsResponse(activation=[_from_activation(a) for a in found], total=total)

    async def ListConfigurations(
        self, request: pb.ListConfigurationsRequest, context: Context
    ) -> pb.ListConfigurationsResponse:
        wanted = among({configurations.c.id: request.service_id})

        def standing(connection: Connection) -> list[Condition]:
            return [*wanted(connection), configurations.c.element != ""]

        found, total = await read_page(self._database, CONFIGURATIONS, request.page, standing)
        return pb.ListConfigurationsResponse(
            configuration=[_from_configuration(c) for c in found], total=total
        )

    async def LoadScenario(
        self, request: pb.LoadScenarioRequest, context: Context
    ) -> pb.LoadScenarioResponse:
        rules = [_to_rule(rule) for rule in request.rule]

        def work(connection: Connection) -> None:
            version = str(ENTRIES.revision(connection) + 1)
            ENTRIES.load(connection, [Scenario(version=version, rules=rules)])

        await self._database.write(work)
        return pb.LoadScenarioResponse()


def _to_rule(message: pb.Rule) -> Rule:
    if message.operation not in OPERATIONS:
        known = ", ".join(filter(None, OPERATIONS))
        text = f"{message.operation} is no operation; these are: {known}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "rule.operation")
    return Rule(
        message.service_specification_id,
        message.delay_seconds,
        message.fail_times,
        message.refuse,
        message.silent,
        message.answer_twice,
        message.operation,
    )


def _from_activation(activation: Activation) -> pb.Activation:
    return pb.Activation(
        id=activation.id,
        version=activation.version,
        state=activation.state,
        service_id=activation.service_id,
        service_order_id=service_order_of(activation.id),
        operation=activation.operation,
        service_specification_id=activation.specification_id,
        requests=activation.requests,
        applications=activation.applications,
        reason=rpc.from_reason(activation.reason) if activation.reason else None,
        completion_date=rpc.timestamp(activation.completion_date),
    )


def _from_configuration(configuration: Configuration) -> pb.Configuration:
    return pb.Configuration(
        service_id=configuration.id,
        network_element=configuration.element,
        characteristic=rpc.from_values(configuration.characteristics.items()),
        applications=configuration.applications,
    )
