"""The command line, `hub`: one small module a group of commands.

Whatever takes time to import is imported by the command that needs it, so that `hub --help` is there at once.
"""

from hub.cli.bench import bench
from hub.cli.catalog import catalog
from hub.cli.demo import demo
from hub.cli.errors import Program
from hub.cli.fallout import fallout
from hub.cli.network import network
from hub.cli.order import order
from hub.cli.parked import parked
from hub.cli.plan import plan
from hub.cli.processes import core, gateway, migrate, worker
from hub.cli.qualify import qualify
from hub.cli.reconcile import reconcile
from hub.cli.simulate import simulate
from hub.cli.story import story
from hub.cli.up import up

__all__ = ["main"]

main = Program(
    name="hub",
    help="Telecom order management: TM Forum REST in, real outcomes out. Settings are HUB_* in the environment.",
    commands=[
        *(demo, up, gateway, core, worker, migrate, catalog, qualify, plan, order),
        *(fallout, reconcile, network, parked, story, bench, simulate),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
