"""What to try on a running hub, as lines to copy."""

import click

from hub.cli.operator import BASE as OPERATIONS
from hub.cli.partner import ORDERS, PRODUCTS
from hub.cli.running import near, program
from hub.platform.files import shipped

USUAL = "http://127.0.0.1:8080"
APIS = (ORDERS.rpartition("/")[0], PRODUCTS.rpartition("/")[0], OPERATIONS)


def hints(url: str) -> str:
    """For a hub with the demo catalogue that answers at `url`."""
    order = near(shipped("examples") / "orders" / "business-fiber.json")
    return "\n".join(
        [
            "",
            click.style(f"The hub answers on {url}", bold=True)
            + " (Ctrl-C stops it). Try, in another terminal:",
            "",
            *(() if url == USUAL else _hint("so that hub finds it", f"export HUB_HTTP_URL={url}")),
            *_hint(
                "order Business Fiber",
                f"curl -s -H 'Content-Type: application/json' -d @{order} {url}{ORDERS}",
            ),
            *_hint("what it would set in motion", f"{program()} plan {order}"),
            *_hint("the same, and watch it", f"{program()} order watch $({program()} order submit {order})"),
            *_hint("list", f"curl -s '{url}{ORDERS}?state=completed&fields=id,state'"),
            *_hint("what the customer has", f"curl -s '{url}{PRODUCTS}?relatedParty.id=acme-ltd'"),
            *_hint("Swagger UI, for partners and for operators", *(f"{url}{api}/ui/" for api in APIS)),
            "",
        ]
    )


def _hint(title: str, *what: str) -> list[str]:
    return [f"  {click.style(title, fg='cyan')}", *(f"    {line}" for line in what)]
