"""The example orders: each, with all that belongs to it, ends as the file beside it says."""

from pathlib import Path

import pytest

from hub.cli.story import compare
from hub.cli.story_play import play
from hub.cli.story_script import SUFFIX, read_script
from hub.platform.files import shipped

ORDERS = shipped("examples") / "orders"
STORIES = sorted(ORDERS.glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name.removesuffix(SUFFIX))
async def test_it_ends_as_it_is_said_to(path: Path) -> None:
    script = read_script(path)
    outcome = await play(script)

    if differences := compare(script.expected.read_text(), outcome, script.expected.name):
        pytest.fail("\n".join([script.told, "", *differences]), pytrace=False)


def test_every_order_is_in_a_story_and_every_outcome_is_one_of_a_story() -> None:
    scripts = [read_script(path) for path in STORIES]
    played = {step.what for script in scripts for step in script.steps if step.action in {"submit", "amend"}}
    outcomes = {script.expected.name for script in scripts}

    orders = {path.name for path in ORDERS.glob("*.json") if not path.match("*.plan.json")}
    assert orders == played | outcomes
