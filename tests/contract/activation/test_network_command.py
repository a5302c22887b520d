"""`hub network`: drift is made, seen, and does not keep activation from putting it right."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from click.testing import CliRunner, Result

from hub.cli import main
from hub.messages.activation import ActivateService, Operation
from hub.messages.base import NamedValue, SpecificationRef
from hub.platform.rpc import call
from proto.activation.v1 import activation_pb2 as pb
from tests.contract.activation.conftest import Activation

Command = Callable[..., Awaitable[Result]]


@pytest.fixture
def network(activation: Activation) -> Command:
    """Runs `hub network …` in a thread of its own: the room it asks runs in this one."""

    async def run(*arguments: str) -> Result:
        environment = {"HUB_ACTIVATION_TARGET": activation.target, "HUB_LOG_LEVEL": "error"}
        runner = CliRunner(env=environment)
        return await asyncio.to_thread(runner.invoke, main, ["network", *arguments])

    return run


async def configure(activation: Activation, sequence: int, speed: int) -> None:
    """As SOM does it."""
    message = ActivateService(
        id="s",
        activation_key=f"order-{sequence}",
        operation=Operation.CONFIGURE,
        sequence=sequence,
        state="active",
        service_specification=SpecificationRef(id="x"),
        service_characteristic=[
            NamedValue(name="speed", value=speed),
            NamedValue(name="networkElement", value="olt-7"),
        ],
    )
    await activation.unit.runner.execute(message, correlation="o")


async def test_what_is_configured_is_listed_by_element_and_by_service(
    activation: Activation, network: Command
) -> None:
    assert (await network("list")).stdout == "Nothing is configured.\n"
    await configure(activation, 1, 10)
    await network("set", "t", "vlan=7", "--element", "olt-8")

    line = "s  olt-7  active  speed=10\n"
    assert (await network("list")).stdout == f"{line}t  olt-8  active  vlan=7\n"
    assert (await network("list", "--element", "olt-7")).stdout == line
    assert (await network("list", "--service", "s")).stdout == line
    assert (await network("list", "--element", "olt-9")).stdout == "Nothing is configured.\n"


async def test_what_was_changed_by_hand_is_shown_and_put_right_by_the_next_activation(
    activation: Activation, network: Command
) -> None:
    await configure(activation, 3, 10)
    changed = await network(
        "set", "s", "speed=99", "networkElement=null", "--state", "inactive", "--element", "olt-8"
    )
    assert changed.exit_code == 0, changed.stderr
    assert changed.stdout.splitlines()[:3] == ["s  inactive", "  element  olt-8", "  with     speed=99"]
    assert changed.stdout == (await network("show", "s")).stdout
    assert "changes  1 by activation, the last one had number 3" in changed.stdout

    await configure(activation, 2, 5)
    assert "speed=99" in (await network("show", "s")).stdout
    await configure(activation, 4, 10)
    assert (await network("list")).stdout == "s  olt-7  active  speed=10\n"


async def test_what_was_removed_by_hand_is_gone_until_it_is_configured_again(
    activation: Activation, network: Command
) -> None:
    await configure(activation, 1, 10)

    assert (await network("remove", "s")).stdout == "s is on no network element any more.\n"
    assert (await network("list")).stdout == "Nothing is configured.\n"
    for command in ("remove", "show"):
        refused = await network(command, "s")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "nothing is configured for service s" in refused.stderr
    # What activation has made is something else than what the network holds.
    found = await call(activation.stub.GetService, pb.GetServiceRequest(id="s"))
    assert found.state == "active"

    await configure(activation, 2, 10)
    assert (await network("list", "--service", "s")).stdout.startswith("s  olt-7  active")


async def test_who_sets_nothing_is_told_so(network: Command) -> None:
    refused = await network("set", "s")

    assert refused.exit_code == 2
    assert "say what to change" in refused.stderr


async def test_a_value_is_json_or_text(activation: Activation, network: Command) -> None:
    shown = await network("set", "s", "a=1", "b=text", 'c={"d": true}', "e=")

    values = [line.split("with")[1].strip() for line in shown.stdout.splitlines() if "  with" in line]
    assert values == ["a=1", 'b="text"', 'c={"d":true}', 'e=""']


async def test_nobody_there_is_told_with_the_setting_that_says_where() -> None:
    environment = {"HUB_ACTIVATION_TARGET": "127.0.0.1:1", "HUB_LOG_LEVEL": "error"}
    refused = await asyncio.to_thread(CliRunner(env=environment).invoke, main, ["network", "list"])

    assert refused.exit_code == 2
    assert "HUB_ACTIVATION_TARGET: nobody answers at 127.0.0.1:1" in refused.stderr
