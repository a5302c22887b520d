"""The diagrams in the rooms' pages are drawn from the tables as they are today."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from hub.kernel.machine import Machine
from tools import diagrams

ROOMS = (
    "core/catalog",
    "core/inventory",
    "core/ordering",
    "core/reconciliation",
    "workers/som",
    "workers/som/qualification",
    "workers/som/reconciliation",
    "workers/rom",
    "workers/activation",
)


def copied(root: Path) -> Path:
    for page in diagrams.PAGES:
        (root / page).parent.mkdir(parents=True)
        shutil.copy(diagrams.ROOT / page, root / page)
    return root


def test_diagrams_are_fresh() -> None:
    assert diagrams.stale() == []


def test_a_diagram_that_was_changed_by_hand_is_noticed_and_mended(tmp_path: Path) -> None:
    path = copied(tmp_path) / "workers/som/machines.md"
    path.write_text(path.read_text().replace("reserving --> activating", "reserving --> completed"))

    assert diagrams.stale(tmp_path) == ["workers/som/machines.md: stale"]
    diagrams.write(tmp_path)
    assert diagrams.stale(tmp_path) == []


def test_a_missing_diagram_and_a_missing_page_are_noticed(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / "workers/rom/machines.md").unlink()
    page = tmp_path / "core/ordering/machines.md"
    page.write_text(page.read_text().replace("<!-- diagram: plan node -->", ""))

    ordering, rom = diagrams.stale(tmp_path)
    assert (
        "wants the diagrams product order, product order item, plan node, fallout, cancellation" in ordering
    )
    assert rom.startswith("workers/rom/machines.md: ")


@pytest.mark.parametrize(
    "machine",
    [machine for machines in diagrams.PAGES.values() for machine in machines],
    ids=lambda machine: machine.name,
)
def test_no_text_in_a_diagram_ends_early(machine: Machine[Any, Any]) -> None:
    """In Mermaid a semicolon ends a statement, and a second colon a note."""
    lines = machine.diagram().splitlines()

    assert [line for line in lines if ";" in line or line.count(":") > 1] == []


@pytest.mark.parametrize("folder", ROOMS)
def test_every_room_has_a_page(folder: str) -> None:
    lines = (diagrams.ROOT / folder / "README.md").read_text().splitlines()

    assert lines[0].startswith("# ")
    assert len(lines) < 130
