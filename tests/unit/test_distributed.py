"""Several programs run together until the first one ends."""

import sys

from tools.distributed import parts, run_together

FOREVER = (sys.executable, "-c", "import signal; signal.pause()")


def ending(code: int) -> tuple[str, ...]:
    return (sys.executable, "-c", f"raise SystemExit({code})")


def test_when_one_program_ends_the_others_are_stopped_and_its_status_is_ours() -> None:
    assert run_together([FOREVER, ending(3), FOREVER]) == 3


def test_the_core_comes_first_and_the_gateway_last() -> None:
    names = [command[3] for command in parts()]

    assert (names[0], names[-1]) == ("core", "gateway")
