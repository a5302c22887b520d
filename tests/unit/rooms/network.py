"""Activation on a database in memory, and what its driver speaks to: the emulated network, or an element manager."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from hub.compose.schema import METADATA
from hub.messages.activation import ActivateService, MonitorStateChangeEvent, Operation, Outcome
from hub.messages.base import ErrorMessage, SpecificationRef, mapping, values
from hub.messages.elements import ConfigureElement, ElementConfigured, ElementsRead, ReadElements
from hub.messages.reconciliation import ConfigurationsReported, ReportConfigurations, ReportedConfiguration
from hub.platform.database import sqlite_engine
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.message import Message, compose, read
from hub.platform.store import Store
from hub.platform.unit_of_work import Work
from tests.asyncapi_schemas import validate
from tests.stored import stored
from tests.unit.rooms.making import NOW
from workers.activation import handlers
from workers.activation.drivers.driver import Driver
from workers.activation.drivers.emulator.configuration import Configuration
from workers.activation.drivers.emulator.scenario import ENTRIES, Rule, Scenario
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.activation.store import ACTIVATIONS, SERVICES


@dataclass
class ElementManager:
    """An element manager as asyncapi/elements.yaml wants it; it says nothing while it is `silent`."""

    silent: bool = False
    failures: int = 0
    refuses: bool = False
    held: dict[str, ReportedConfiguration] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    ended: dict[str, Outcome] = field(default_factory=dict)
    writes: int = 0
    asked: list[ConfigureElement] = field(default_factory=list)

    def take(self, message: Message) -> msgspec.Struct | None:
        if message.type == "ReadElements":
            return self._read(read(message, ReadElements))
        command = read(message, ConfigureElement)
        self.asked.append(command)
        if self.silent:
            return None
        outcome = self.ended.get(command.activation_key) or self._act(command)
        errors = [] if outcome is Outcome.DONE else [ErrorMessage(code=f"network-{outcome}", reason="no")]
        return ElementConfigured(
            activation_key=command.activation_key,
            attempt=command.attempt,
            outcome=outcome,
            error_message=errors,
        )

    def _act(self, command: ConfigureElement) -> Outcome:
        service = command.service_id
        if command.operation is not Operation.WITHDRAW and self.failures >= command.attempt:
            return Outcome.FAILED
        older = command.sequence < self.newest.get(service, 0)
        if command.operation is Operation.WITHDRAW or older or self.refuses:
            self.ended[command.activation_key] = Outcome.REFUSED
            return Outcome.REFUSED
        self.ended[command.activation_key] = Outcome.DONE
        self.newest[service], self.writes = command.sequence, self.writes + 1
        if command.operation is Operation.DEACTIVATE:
            self.held.pop(service, None)
        else:
            self.held[service] = ReportedConfiguration(
                service_id=service,
                element=command.network_element or "somewhere",
                state=command.state,
                service_characteristic=command.service_characteristic,
            )
        return Outcome.DONE

    def _read(self, asked: ReadElements) -> ElementsRead:
        inside = [
            held
            for service, held in sorted(self.held.items())
            if service > asked.after and (not asked.through or service <= asked.through)
        ]
        return ElementsRead(
            reconciliation_id=asked.reconciliation_id,
            after=asked.after,
            through=asked.through,
            configuration=inside,
        )


class Network:
    """Activation with one of its drivers; what it says is in `monitors` and `reports`."""

    def __init__(self, driver: str = "emulator", *rules: Rule) -> None:
        self.room = handlers.room(driver)
        self.manager = ElementManager()
        self.now: datetime = NOW
        self.monitors: list[Any] = []
        self.reports: list[ConfigurationsReported] = []
        self._engine = sqlite_engine("sqlite://", "BEGIN")
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
        self.play(*rules)

    def play(self, *rules: Rule) -> None:
        with self._engine.begin() as connection:
            version = str(ENTRIES.revision(connection) + 1)
            ENTRIES.load(connection, [Scenario(version=version, rules=list(rules))])

    def close(self) -> None:
        self._engine.dispose()

    # -- what is asked ----------------------------------------------------------------------

    def ask(
        self,
        key: str,
        operation: str = "configure",
        *,
        service: str = "s",
        sequence: int = 1,
        attempt: int = 1,
        state: str = "active",
        **characteristics: Any,
    ) -> str:
        """One message from SOM; the state of the activation after it."""
        message = ActivateService(
            id=service,
            activation_key=key,
            operation=Operation(operation),
            sequence=sequence,
            attempt=attempt,
            state=state,
            service_specification=SpecificationRef(id="x"),
            service_characteristic=values(characteristics),
        )
        self.put(message)
        return self.state(key)

    def report(self, after: str = "", through: str = "") -> ConfigurationsReported:
        self.put(ReportConfigurations(reconciliation_id="r", after=after, through=through))
        return self.reports[-1]

    def put(self, contract: msgspec.Struct) -> None:
        """A message from somebody; what it causes is delivered too."""
        message = compose(contract, key="k", correlation="c")
        validate(message)
        self._step(self.room.work(message))

    def together(self, *contracts: msgspec.Struct) -> None:
        """Messages from somebody that come in one batch."""
        self._batch([self.room.work(compose(contract, key="k", correlation="c")) for contract in contracts])

    def command(self, contract: msgspec.Struct) -> Any:
        """A command of a caller; what he is answered."""
        message = compose(contract, key="k", correlation="c")
        handler = self.room.handlers[message.type]
        return self._step(Work(message, contract, handler, deduplicate=False))

    def pass_time(self, time: timedelta) -> None:
        self.now += time
        deadlines = Deadlines(self.room.deadlines)
        for store in self.room.deadlines:
            due: list[str] = self.read(partial(store.due, now=self.now, limit=100))
            for identifier in due:
                self._step(deadlines.work(store, identifier))

    def _step(self, work: Work) -> Any:
        return self._batch([work])[0]

    def _batch(self, works: list[Work]) -> list[Any]:
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, "activation", self.now)
            results = step.run(works)
        for message in step._outbox:
            validate(message)
            self._deliver(message)
        return results

    def _deliver(self, message: Message) -> None:
        if message.type == "MonitorStateChangeEvent":
            self.monitors.append(read(message, MonitorStateChangeEvent).event.monitor)
        elif message.type == "ConfigurationsReported":
            self.reports.append(read(message, ConfigurationsReported))
        elif (answer := self.manager.take(message)) is not None:
            self.put(answer)

    def asked_of(self, driver: Driver, key: str) -> Any:
        """What a driver says when it is asked once more for an activation there is."""
        activation = self.all(ACTIVATIONS)[key]
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, "activation", self.now)
            answer = driver.ask(step, activation.command())
            step.run([])
        return answer

    # -- what has become of it --------------------------------------------------------------

    def read(self, work: Callable[[Any], Any]) -> Any:
        with self._engine.connect() as connection:
            return work(connection)

    def all(self, store: Store[Any]) -> dict[str, Any]:
        return {a.id: a for a in self.read(lambda connection: stored(connection, store))}

    def state(self, key: str) -> str:
        return str(self.all(ACTIVATIONS)[key].state)

    def code(self, key: str) -> str:
        """Why an activation is not done, '' when it is."""
        reason = self.all(ACTIVATIONS)[key].reason
        return str(reason.code) if reason else ""

    def service(self, identifier: str = "s") -> Any:
        return self.all(SERVICES)[identifier]

    def told(self) -> list[tuple[str, int, str]]:
        """Key, attempt and outcome of all that was said, '' for still at work."""
        return [(m.id, m.attempt, str(m.response.outcome) if m.response else "") for m in self.monitors]

    def held(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Service → its state and characteristics in the network, as activation reports it."""
        return {
            c.service_id: (c.state, mapping(c.service_characteristic)) for c in self.report().configuration
        }

    def writes(self) -> int:
        """How often activation has written to the network."""
        configurations: list[Configuration] = list(self.all(CONFIGURATIONS).values())
        return self.manager.writes + sum(c.applications for c in configurations)
