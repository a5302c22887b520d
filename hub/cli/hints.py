"""What to try on a running hub, as lines to copy."""

from collections.abc import Iterator, Mapping

import click

from hub.cli.partner import ORDERS, PRODUCTS
from hub.cli.running import near, program
from hub.compose.addresses import called, variable
from hub.platform.files import shipped
from hub.platform.settings import Settings

USUAL = "http://127.0.0.1:8080"


def hints(url: str, rooms: Mapping[str, str]) -> str:
    """For a hub with the demo catalogue that answers at `url`, and whose rooms are found at `rooms`."""
    order = near(shipped("examples") / "orders" / "business-fiber.json")
    return "\n".join(
        [
            "",
            click.style(f"The hub answers on {url}", bold=True)
            + " (Ctrl-C stops it). Try, in another terminal:",
            "",
            *_hint("so that hub finds it", *_exports(url, rooms)),
            *_hint(
                "order Business Fiber",
                f"curl -s -H 'Content-Type: application/json' -d @{order} {url}{ORDERS}",
            ),
            *_hint("what it would set in motion", f"{program()} plan {order}"),
            *_hint("the same, and watch it", f"{program()} order watch $({program()} order submit {order})"),
            *_hint("what could be had at an address", f"{program()} qualify --place HS-1"),
            *_hint("do all inventories agree with the network", f"{program()} reconcile"),
            *_hint("list", f"curl -s '{url}{ORDERS}?state=completed&fields=id,state'"),
            *_hint("what the customer has", f"curl -s '{url}{PRODUCTS}?relatedParty.id=acme-ltd'"),
            *_hint("all APIs, each with a page to try it out", f"{url}/"),
            "",
        ]
    )


def _hint(title: str, *what: str) -> list[str]:
    return [f"  {click.style(title, fg='cyan')}", *(f"    {line}" for line in what)] if what else []


def _exports(url: str, rooms: Mapping[str, str]) -> Iterator[str]:
    """What is not where it is looked for unless somebody says so: another hub might be there."""
    if url != USUAL:
        yield f"export HUB_HTTP_URL={url}"
    for room, target in rooms.items():
        if target != Settings.model_fields[f"{called(room)}_listen"].default:
            yield f"export {variable(room, 'target')}={target}"
