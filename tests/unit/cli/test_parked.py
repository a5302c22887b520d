"""What lies parked is shown whole, and shows nothing but itself."""

import sys

import msgspec
import pytest
from click.testing import CliRunner

from hub.cli import main
from hub.platform.bus import Parked
from hub.platform.message import Message
from hub.platform.settings import Settings


def shown(monkeypatch: pytest.MonkeyPatch, **message: str) -> list[str]:
    async def found(_settings: Settings) -> list[Parked]:
        reason = {"kind": "invalid", "reasons": [{"code": "message-malformed", "text": "is not JSON"}]}
        fields = {"id": "", "type": "", "key": "", "correlation": "", **message}
        return [Parked("som.service-order.commands", Message(**fields, body=msgspec.Raw(b"{}")), reason)]

    # The package has a command of the same name.
    monkeypatch.setattr(sys.modules["hub.cli.parked"], "_find", found)
    monkeypatch.setenv("HUB_DATABASE_URL", "postgresql://db/hub")
    answer = CliRunner().invoke(main, ["parked", "list"])
    assert answer.exit_code == 0, answer.output
    return answer.stdout.splitlines()


def test_ids_stay_whole_however_narrow_the_screen_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    message = "01a1fb38-2160-7779-b317-d72a7f5617ef"

    assert shown(monkeypatch, id=message, type="CreateServiceOrder", correlation="01a1fb38") == [
        "som.service-order.commands  CreateServiceOrder",
        "  why      is not JSON",
        f"  message  {message}",
        "  order    01a1fb38",
    ]


def test_what_it_does_not_say_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch) == ["som.service-order.commands", "  why      is not JSON"]


def test_markup_and_escape_sequences_in_a_message_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch, id="[/red]", type="\x1b[31mX\nY")

    assert lines[0] == "som.service-order.commands  \ufffd[31mX\ufffdY"
    assert lines[2] == "  message  [/red]"
