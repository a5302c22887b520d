"""What `hub simulate` shows of one seed."""

from click.testing import CliRunner

from hub.cli import main
from hub.cli.simulate import LAST
from hub.simulation.run import simulate

SEED = 3


def run(*arguments: str) -> list[str]:
    answer = CliRunner().invoke(main, ["simulate", "--seed", str(SEED), *arguments])
    assert answer.exit_code == 0, answer.output
    return answer.output.splitlines()


def test_one_seed_is_shown_by_its_last_lines_and_with_verbose_by_all() -> None:
    lines = list(simulate(SEED).lines)
    assert len(lines) > LAST

    assert run("--verbose")[: len(lines)] == lines
    assert run()[1 : LAST + 1] == lines[-LAST:]


def test_one_seed_is_one() -> None:
    assert run()[-3].startswith("1 seed in ")
