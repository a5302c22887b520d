"""What is wrong is told in a line each, with exit code 2 and without a traceback."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hub.cli import main
from hub.cli.errors import Program, explain
from hub.kernel.errors import Code, HubError, Kind, Reason


def failing(error: Exception) -> Program:
    @click.command()
    def fail() -> None:
        raise error

    return Program(name="hub", commands=[fail])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_all_mistakes_in_the_settings_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_HTTP_PORT", "many")
    monkeypatch.setenv("HUB_LOG_FORMAT", "verse")

    answer = run("up")

    assert answer.exit_code == 2
    assert [line.split(":")[1].strip() for line in answer.stderr.splitlines()] == [
        "HUB_HTTP_PORT",
        "HUB_LOG_FORMAT",
    ]


def test_a_hub_error_is_a_line_for_each_reason() -> None:
    reasons = Reason(Code.ATTRIBUTE_INVALID, "is wrong", "a"), Reason(Code.BODY_MALFORMED, "all of it")

    assert list(explain(HubError(Kind.INVALID, *reasons))) == ["a: is wrong", "all of it"]


def test_several_errors_at_once_are_all_told() -> None:
    error = ExceptionGroup("two", [ConnectionError("nobody there"), ValueError("odd\nand more")])

    assert list(explain(error)) == ["nobody there", "ValueError: odd (HUB_LOG_LEVEL=debug shows where)"]


def test_whatever_happens_is_told_without_a_traceback() -> None:
    answer = CliRunner().invoke(failing(KeyError("x")), ["fail"])

    assert (answer.exit_code, answer.stderr.count("\n")) == (2, 1)


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_LOG_LEVEL", "debug")

    answer = CliRunner().invoke(failing(KeyError("x")), ["fail"])

    assert isinstance(answer.exception, KeyError)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("up",), "HUB_DATABASE_URL: one process"),
        (("migrate",), "HUB_DATABASE_URL: the database at postgresql://hub:***@127.0.0.1:1/x cannot be used"),
        (("order", "show", "x"), "HUB_HTTP_URL: nobody answers at http://127.0.0.1:1"),
        (("catalog", "load", "bad.yaml"), "bad.yaml:2: productOffering is unknown"),
    ],
)
def test_a_command_that_cannot_be_done(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("layer: resource\nproductOffering: []\n")
    settings = {
        "HUB_DATABASE_URL": "postgresql://hub:secret@127.0.0.1:1/x",
        "HUB_HTTP_URL": "http://127.0.0.1:1",
    }
    command = (sys.executable, "-m", "hub.cli", *arguments)
    root = str(Path(__file__).parents[3])

    done = subprocess.run(
        command,
        env={**settings, "PYTHONPATH": root},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {said}")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
