"""Which server the tests get, with the machine and the servers played by fakes."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.servers import postgres, rabbitmq
from tests.servers.choose import Kind, Running, provide
from tests.servers.machine import Machine, NoServer

USUAL = "fake://user:secret@127.0.0.1:1/"
NAMED = "fake://user:secret@elsewhere:2/"
PRIVATE = "fake://127.0.0.1:3/"


@dataclass
class FakeMachine(Machine):
    environment: dict[str, str] = field(default_factory=dict)
    has: set[str] = field(default_factory=set)
    may_install: bool = False
    done: list[str] = field(default_factory=list)

    def can_install(self) -> bool:
        return self.may_install

    def install(self, package: str) -> None:
        self.done.append(f"install {package}")
        self.has.add(package)

    def say(self, line: str) -> None:
        self.done.append(f"say {line}")


def kind(machine: FakeMachine, *, usable: tuple[str, ...] = ()) -> Kind:
    def start(_: Machine) -> Running:
        machine.done.append("start")
        return Running(PRIVATE)

    return Kind(
        name="Fake",
        variable="HUB_TEST_FAKE_URL",
        usual=USUAL,
        package="fake-server",
        why_not=lambda url: None if url in usable else "nobody answers",
        installed=lambda _: "fake-server" in machine.has,
        start=start,
    )


def test_a_server_that_runs_at_the_usual_place_is_used_and_left_running() -> None:
    machine = FakeMachine()

    given = provide(kind(machine, usable=(USUAL,)), machine)

    assert given.url == USUAL
    assert given.environment == {"HUB_TEST_FAKE_URL": USUAL}
    assert machine.done == ["say Fake: using the one at 127.0.0.1:1"]


def test_a_named_server_is_used_before_the_usual_one() -> None:
    machine = FakeMachine({"HUB_TEST_FAKE_URL": NAMED})

    given = provide(kind(machine, usable=(USUAL, NAMED)), machine)

    assert given.url == NAMED


def test_a_named_server_that_cannot_be_used_is_an_error_and_no_other_takes_its_place() -> None:
    machine = FakeMachine({"HUB_TEST_FAKE_URL": NAMED}, has={"fake-server"})

    with pytest.raises(
        NoServer, match=r"HUB_TEST_FAKE_URL names Fake at elsewhere:2.*nobody answers"
    ) as error:
        provide(kind(machine, usable=(USUAL,)), machine)

    assert machine.done == []
    assert "secret" not in str(error.value)


def test_an_installed_server_is_started_privately_when_none_runs() -> None:
    machine = FakeMachine(has={"fake-server"}, may_install=True)

    given = provide(kind(machine), machine)

    assert given.url == PRIVATE
    assert machine.done == ["say Fake: starting a private one (127.0.0.1:1: nobody answers) …", "start"]


def test_a_server_that_is_not_installed_is_installed_where_we_may() -> None:
    machine = FakeMachine(may_install=True)

    given = provide(kind(machine), machine)

    assert given.url == PRIVATE
    assert [line for line in machine.done if not line.startswith("say")] == ["install fake-server", "start"]


def test_a_server_that_cannot_be_had_is_an_error_that_says_what_to_install() -> None:
    machine = FakeMachine()

    with pytest.raises(NoServer) as error:
        provide(kind(machine), machine)

    assert "apt-get install fake-server" in str(error.value)
    assert "HUB_TEST_FAKE_URL" in str(error.value)
    assert machine.done == []


def test_a_package_without_the_programs_is_an_error() -> None:
    class Hollow(FakeMachine):
        def install(self, package: str) -> None:
            self.done.append(f"install {package}")

    machine = Hollow(may_install=True)

    with pytest.raises(NoServer, match="not where they were expected"):
        provide(kind(machine), machine)


@pytest.mark.parametrize("real", [postgres.KIND, rabbitmq.KIND], ids=lambda real: str(real.name))
def test_a_machine_without_any_program_has_neither_server(
    real: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = FakeMachine()
    monkeypatch.setattr(FakeMachine, "program", lambda self, name, *globs: None)

    assert not real.installed(machine)
    start: Callable[[Machine], Running] = real.start
    with pytest.raises(NoServer, match=r"not (all )?installed"):
        start(machine)


def test_the_environment_of_the_machine_is_that_of_the_process() -> None:
    assert Machine().environment is os.environ
