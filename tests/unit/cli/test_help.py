"""What `hub` offers, and how quickly it says so."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from hub.cli import main
from hub.cli.processes import WORKERS
from hub.compose.rooms import PARTS

COMMANDS = [
    "demo",
    "up",
    "gateway",
    "core",
    "worker",
    "migrate",
    "catalog",
    "qualify",
    "plan",
    "order",
    "fallout",
    "reconcile",
    "parked",
    "network",
]
GROUPS = {
    "catalog": ["load"],
    "order": ["submit", "show", "watch", "cancel", "answer", "hold", "release", "amend"],
    "fallout": ["list", "show", "resolve"],
    "reconcile": ["list", "show", "repair", "schedule", "runs"],
    "parked": ["list"],
    "network": ["list", "show", "set", "remove"],
}
# What makes a program slow to start; each command imports what it needs of it.
HEAVY = {"alembic", "connexion", "grpc", "httpx", "pydantic", "rich", "sqlalchemy", "structlog", "uvicorn"}


def test_help_lists_every_command() -> None:
    answer = CliRunner().invoke(main, ["--help"])

    assert answer.exit_code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in answer.output] == []


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_lists_its_commands(group: str) -> None:
    answer = CliRunner().invoke(main, [group, "--help"])

    assert [name for name in GROUPS[group] if f"\n  {name} " not in answer.output] == []


@pytest.mark.parametrize("group", [(), *((name,) for name in [*GROUPS, "story", "bench"])])
def test_what_a_command_does_is_told_whole_in_a_list(group: tuple[str, ...]) -> None:
    listed = CliRunner().invoke(main, [*group, "--help"]).output.partition("Commands:")[2].splitlines()

    assert len(listed) > 1
    assert [line for line in listed if line.endswith("...")] == []


def test_the_workers_are_the_rooms_beside_the_core() -> None:
    assert {*WORKERS, "com"} == set(PARTS)


def test_help_needs_nothing_heavy() -> None:
    code = "import sys, hub.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    imported = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True).stdout

    assert HEAVY & set(imported.split()) == set()
