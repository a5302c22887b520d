"""Which server the tests get: the one named, else one that runs, else a private one, else an installed one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.servers.machine import Machine, NoServer
from tests.servers.urls import place


def _nothing() -> None:
    """A server that was found is not ours to stop."""


@dataclass(frozen=True)
class Running:
    url: str
    stop: Callable[[], None] = _nothing
    # What a process started by us must be told beside the address.
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    name: str
    variable: str
    usual: str
    package: str
    why_not: Callable[[str], str | None]
    """None when the server at this address can be used; else the reason in a few words."""
    installed: Callable[[Machine], bool]
    start: Callable[[Machine], Running]


def provide(kind: Kind, machine: Machine) -> Running:
    named = machine.environment.get(kind.variable)
    if named:
        # Whoever names a server means that one: another in its place would test something else.
        reason = kind.why_not(named)
        if reason:
            raise NoServer(
                f"{kind.variable} names {kind.name} at {place(named)}, which cannot be used: {reason}"
            )
        return Running(named, environment={kind.variable: named})
    reason = kind.why_not(kind.usual)
    if reason is None:
        machine.say(f"{kind.name}: using the one at {place(kind.usual)}")
        return Running(kind.usual, environment={kind.variable: kind.usual})
    return start_private(kind, machine, reason)


def start_private(kind: Kind, machine: Machine, reason: str) -> Running:
    if not kind.installed(machine):
        if not machine.can_install():
            raise NoServer(
                f"The tests need {kind.name}. At {place(kind.usual)}: {reason}. It is not installed here either. "
                f"Install it (Debian and Ubuntu: sudo apt-get install {kind.package}) and it is started as needed, "
                f"or set {kind.variable} to one that runs."
            )
        machine.say(f"{kind.name}: installing {kind.package} …")
        machine.install(kind.package)
        if not kind.installed(machine):
            raise NoServer(f"{kind.package} is installed, but its programs are not where they were expected.")
    machine.say(f"{kind.name}: starting a private one ({place(kind.usual)}: {reason}) …")
    return kind.start(machine)
