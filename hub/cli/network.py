"""`hub network`: the emulated network, looked at and changed behind the back of activation."""

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hub.cli import options
from hub.cli.running import prepare, run_async
from hub.cli.text import plain, value

if TYPE_CHECKING:
    from hub.compose.client import Client
    from proto.activation.v1.activation_pb2 import Configuration

T = TypeVar("T")
PAGE = 1000
# What names the element in an activation; shown only where the service is on another one.
ELEMENT = "networkElement"

service = click.argument("service", metavar="SERVICE")


@click.group()
def network() -> None:
    """Look at the emulated network, or make drift in it.

    What is changed here, no inventory knows: `hub reconcile` finds it.

    Activation is asked over gRPC, where HUB_ACTIVATION_TARGET says.
    """


@network.command("list")
@click.option("--element", metavar="NAME", help="Only what is on this network element.")
@click.option("--service", metavar="ID", help="Only what is configured for this service.")
def list_(element: str | None, service: str | None) -> None:
    """List what is configured: service, element, state, characteristics."""
    found = _ask(lambda client: _configurations(client, element, service))
    starts = [tuple(map(plain, (c.service_id, c.network_element, c.state))) for c in found]
    widths = [max(map(len, column)) for column in zip(*starts, strict=True)]
    for start, configuration in zip(starts, found, strict=True):
        cells = (cell.ljust(width) for cell, width in zip(start, widths, strict=True))
        click.echo("  ".join((*cells, *_values(configuration))).rstrip())
    if not found:
        click.echo("Nothing is configured.")


@network.command()
@service
def show(service: str) -> None:
    """Show what is configured for a service."""
    found = _ask(lambda client: _configurations(client, None, service))
    if not found:
        from hub.kernel.errors import Code, Kind, refuse

        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"nothing is configured for service {service}")
    click.echo("\n".join(_lines(found[0])))


@network.command("set")
@service
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...", callback=options.pairs)
@click.option("--element", metavar="NAME", help="Put it on this network element.")
@click.option("--state", type=click.Choice(["active", "inactive"]), help="Put it into this state.")
def set_(service: str, values: dict[str, Any], element: str | None, state: str | None) -> None:
    """Change what is configured for a service, without any activation.

    NAME=null takes a characteristic away. A service nobody knows is configured, too.
    """
    if not values and not element and not state:
        raise click.UsageError("say what to change: NAME=VALUE, --element or --state")
    from hub.messages.rpc import from_values
    from hub.platform.rpc import call
    from proto.activation.v1.activation_pb2 import WriteConfigurationRequest

    request = WriteConfigurationRequest(
        service_id=service, network_element=element, state=state, characteristic=from_values(values.items())
    )
    changed = _ask(lambda client: call(client.activation.WriteConfiguration, request))
    click.echo("\n".join(_lines(changed)))


@network.command()
@service
def remove(service: str) -> None:
    """Take a service off its network element, without any activation."""
    from hub.platform.rpc import call
    from proto.activation.v1.activation_pb2 import RemoveConfigurationRequest

    request = RemoveConfigurationRequest(service_id=service)
    _ask(lambda client: call(client.activation.RemoveConfiguration, request))
    click.echo(f"{plain(service)} is on no network element any more.")


def _ask(what: "Callable[[Client], Awaitable[T]]") -> T:
    """What activation answers."""
    settings = prepare()
    from hub.compose.addresses import targets
    from hub.compose.client import Client

    async def work() -> T:
        async with Client(targets(settings)) as client:
            await client.reach("activation")
            return await what(client)

    return run_async(work())


async def _configurations(
    client: "Client", element: str | None, service: str | None
) -> "list[Configuration]":
    from hub.platform.rpc import call
    from proto.activation.v1.activation_pb2 import ListConfigurationsRequest
    from proto.shared.v1.common_pb2 import Page

    found: list[Configuration] = []
    while True:
        request = ListConfigurationsRequest(
            page=Page(offset=len(found), limit=PAGE),
            network_element=[element] if element else [],
            service_id=[service] if service else [],
        )
        answer = await call(client.activation.ListConfigurations, request)
        found += answer.configuration
        if len(found) >= answer.total or not answer.configuration:
            return found


def _lines(configuration: "Configuration") -> Iterator[str]:
    yield click.style(f"{plain(configuration.service_id)}  {configuration.state}", bold=True)
    yield f"  element  {plain(configuration.network_element)}"
    yield from (f"  with     {value}" for value in _values(configuration))
    changed = configuration.changed_at.ToJsonString() if configuration.HasField("changed_at") else "unknown"
    yield f"  changed  {changed}"
    yield f"  changes  {configuration.applications} by activation, the last one had number {configuration.sequence}"


def _values(configuration: "Configuration") -> Iterator[str]:
    element = (ELEMENT, value(configuration.network_element))
    return (
        f"{plain(c.name)}={plain(c.value_json)}"
        for c in configuration.characteristic
        if (c.name, c.value_json) != element
    )
