"""Several programs run together until the first one ends."""

import sys

import pytest

from tools.distributed import parts, run_together

FOREVER = (sys.executable, "-c", "import signal; signal.pause()")


def ending(code: int) -> tuple[str, ...]:
    return (sys.executable, "-c", f"raise SystemExit({code})")


def test_when_one_program_ends_the_others_are_stopped_and_its_status_is_ours() -> None:
    assert run_together([FOREVER, ending(3), FOREVER]) == 3


def test_what_comes_then_waits_until_all_are_ready() -> None:
    told: list[str] = []
    answers = iter([False, False, True])

    def stop() -> None:
        told.append("then")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_together([FOREVER], lambda: next(answers), stop)

    assert (told, list(answers)) == (["then"], [])


def test_who_ends_early_is_not_waited_for() -> None:
    told: list[str] = []

    assert run_together([FOREVER, ending(4)], lambda: False, lambda: told.append("then")) == 4
    assert told == []


def test_the_core_comes_first_and_the_gateway_last() -> None:
    names = [command[3] for command in parts()]

    assert (names[0], names[-1]) == ("core", "gateway")
