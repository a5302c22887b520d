"""The emulated network: it does what it is asked, as the scenario says, and keeps what each element is configured with."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from hub.messages.activation import Operation, Outcome
from hub.messages.base import values
from hub.messages.reconciliation import ReportConfigurations, ReportedConfiguration
from hub.platform.unit_of_work import Handler, Need, Step
from workers.activation.drivers.driver import Answer, AtWork, Command, done, failed, refused
from workers.activation.drivers.emulator import by_hand
from workers.activation.drivers.emulator.configuration import DEFAULT_ELEMENT, Configuration
from workers.activation.drivers.emulator.scenario import Rule, current_scenario
from workers.activation.drivers.emulator.store import CONFIGURATIONS


class Emulator:
    """Remembers nothing but its configurations: what it does follows from the command, the scenario and the clock."""

    handlers: Mapping[str, Handler] = by_hand.HANDLERS

    def needs(self, service_id: str) -> Iterable[Need]:
        return [(CONFIGURATIONS, service_id)]

    def ask(self, step: Step, command: Command) -> Answer | AtWork:
        configuration = step.look(CONFIGURATIONS, command.service_id)
        if configuration is not None and configuration.key == command.key:
            return done()
        if command.operation is Operation.WITHDRAW:
            return refused(command.key, "taken back before the element acted")
        element = command.element or (configuration.element if configuration else "") or DEFAULT_ELEMENT
        rule = step.current(current_scenario).rule_for(command, element)
        over = command.since + timedelta(seconds=rule.delay(command.key))
        if step.now < over:
            return AtWork(over)
        answer = _answer(step, rule, command, configuration)
        if answer.outcome is Outcome.DONE:
            _act(step, command, element)
        return answer

    def read(self, step: Step, range_: ReportConfigurations) -> list[ReportedConfiguration]:
        found = step.between(CONFIGURATIONS, "id", range_.after, range_.through)
        return [
            ReportedConfiguration(
                service_id=c.id,
                element=c.element,
                state=c.state,
                sequence=c.sequence,
                service_characteristic=values(c.characteristics),
            )
            for c in found
            if c.element
        ]


def _answer(step: Step, rule: Rule, command: Command, configuration: Configuration | None) -> Answer:
    """What the element says when its time has come; it has done nothing yet."""
    tell = 2 if rule.answer_twice else 1
    if command.attempt <= rule.fail_times:
        return failed(command.key, f"the element failed, time {command.attempt}", tell)
    if configuration is not None and command.sequence < configuration.sequence:
        kept = step.get(CONFIGURATIONS, command.service_id)
        kept.record("ignore", activation=command.key, sequence=command.sequence)
        newest = f"the service has change {configuration.sequence} already"
        return refused(command.key, f"{newest}, this one is change {command.sequence}", tell)
    if rule.refuse:
        return refused(command.key, "the element refuses it", tell)
    return done(0 if rule.silent else tell)


def _act(step: Step, command: Command, element: str) -> None:
    configuration = step.find(CONFIGURATIONS, command.service_id)
    if configuration is None:
        configuration = Configuration(id=command.service_id)
        step.add(CONFIGURATIONS, configuration)
    if command.operation is Operation.DEACTIVATE:
        configuration.remove(sequence=command.sequence, key=command.key, now=step.now)
    else:
        configuration.apply(
            element,
            command.state,
            command.characteristics,
            sequence=command.sequence,
            key=command.key,
            now=step.now,
        )
