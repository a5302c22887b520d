"""The state diagrams in the rooms' pages: `python -m tools.diagrams write` draws them, `check` says whether they are fresh.

A diagram stands between `<!-- diagram: NAME -->` and `<!-- end of diagram -->`; NAME is the machine's.
"""

import re
import sys
from pathlib import Path
from typing import Any

from core.inventory.machine import MACHINE as PRODUCT
from core.ordering.cancellation import CANCELLATION
from core.ordering.fallout import FALLOUT
from core.ordering.machine import ORDER
from core.ordering.machine_item import ITEM
from core.ordering.machine_node import NODE
from core.qualification.machine import MACHINE as OFFERING_QUALIFICATION
from core.reconciliation.machine import MISMATCH, RECONCILIATION
from hub.kernel.machine import Machine
from hub.platform.jobs.machine import JOB
from workers.activation.machine import MACHINE as ACTIVATION
from workers.rom.cancellation import CANCELLATION as ROM_CANCELLATION
from workers.rom.machine import MACHINE as ROM
from workers.rom.reservation import RESERVATION
from workers.rom.resource import RESOURCE
from workers.som.cancellation import CANCELLATION as SOM_CANCELLATION
from workers.som.machine import MACHINE as SOM
from workers.som.machine_part import PART
from workers.som.machine_service import SERVICE
from workers.som.qualification.machine import MACHINE as QUALIFICATION
from workers.som.reconciliation.machine import RECONCILIATION as SERVICE_RECONCILIATION
from workers.som.reconciliation.machine import REPAIR as SERVICE_REPAIR

ROOT = Path(__file__).parent.parent
# Page → the machines drawn on it.
PAGES: dict[str, tuple[Machine[Any, Any], ...]] = {
    "core/catalog/README.md": (JOB,),
    "core/inventory/README.md": (PRODUCT,),
    "core/ordering/machines.md": (ORDER, ITEM, NODE, FALLOUT, CANCELLATION),
    "core/qualification/README.md": (OFFERING_QUALIFICATION,),
    "core/reconciliation/machines.md": (RECONCILIATION, MISMATCH),
    "workers/som/machines.md": (SOM, PART, SERVICE, SOM_CANCELLATION),
    "workers/som/qualification/README.md": (QUALIFICATION,),
    "workers/rom/machines.md": (ROM, ROM_CANCELLATION, RESERVATION, RESOURCE),
    "workers/som/reconciliation/README.md": (SERVICE_RECONCILIATION, SERVICE_REPAIR),
    "workers/activation/README.md": (ACTIVATION,),
}
PLACE = re.compile(r"<!-- diagram: (?P<name>[^>]+) -->\n.*?<!-- end of diagram -->", re.DOTALL)


def drawn(page: str, machines: tuple[Machine[Any, Any], ...]) -> str:
    """The text with every diagram as its table has it; a `ValueError` when it has not exactly these diagrams."""
    by_name = {machine.name: machine for machine in machines}
    named = [found["name"] for found in PLACE.finditer(page)]
    if sorted(named) != sorted(by_name):
        raise ValueError(f"wants the diagrams {', '.join(by_name)}; has {', '.join(named) or 'none'}")

    def draw(found: re.Match[str]) -> str:
        name = found["name"]
        diagram = by_name[name].diagram()
        return f"<!-- diagram: {name} -->\n```mermaid\n{diagram}```\n<!-- end of diagram -->"

    return PLACE.sub(draw, page)


def stale(root: Path = ROOT) -> list[str]:
    """The pages whose diagrams are not what the tables say, or that lack one: a line each."""
    found = []
    for page, machines in PAGES.items():
        path = root / page
        try:
            text = path.read_text()
            if drawn(text, machines) != text:
                found.append(f"{page}: stale")
        except (OSError, ValueError) as error:
            found.append(f"{page}: {error}")
    return found


def write(root: Path = ROOT) -> None:
    for page, machines in PAGES.items():
        path = root / page
        path.write_text(drawn(path.read_text(), machines))


def main() -> None:
    if sys.argv[1:] == ["write"]:
        write()
    elif sys.argv[1:] == ["check"]:
        found = stale()
        if found:
            sys.exit("\n".join([*found, "State diagrams differ from the tables: run `make diagrams`."]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
