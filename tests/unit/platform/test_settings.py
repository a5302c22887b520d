"""Settings come from HUB_* and whoever gets them wrong is told everything at once."""

from pathlib import Path

import pytest

from hub.compose.embedded import embedded
from hub.kernel.errors import Code, HubError, Kind
from hub.platform.settings import load_settings


def test_without_any_the_hub_runs_embedded_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HUB_DATABASE_URL", "HUB_HTTP_PORT", "HUB_HTTP_HOST", "HUB_SCENARIO"):
        monkeypatch.delenv(name, raising=False)

    settings = load_settings()

    assert settings.database_url.startswith("sqlite:///")
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert settings.scenario is None


def test_each_is_read_from_the_environment_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_DATABASE_URL", "postgresql://db/hub")
    monkeypatch.setenv("HUB_HTTP_PORT", "0")
    monkeypatch.setenv("HUB_VALIDATE_RESPONSES", "true")

    settings = load_settings()

    assert settings.database_url == "postgresql://db/hub"
    assert settings.http_port == 0
    assert settings.validate_responses is True


def test_all_mistakes_are_reported_together_each_with_its_name_and_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUB_HTTP_PORT", "eighty")
    monkeypatch.setenv("HUB_LOG_LEVEL", "loud")
    monkeypatch.setenv("HUB_VALIDATE_RESPONSES", "perhaps")

    with pytest.raises(HubError) as caught:
        load_settings()

    assert caught.value.kind is Kind.INVALID
    reasons = {reason.path: reason for reason in caught.value.reasons}
    assert set(reasons) == {"HUB_HTTP_PORT", "HUB_LOG_LEVEL", "HUB_VALIDATE_RESPONSES"}
    assert all(reason.code is Code.ATTRIBUTE_INVALID for reason in reasons.values())
    assert "'eighty'" in reasons["HUB_HTTP_PORT"].text


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_is_one_that_exists(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("HUB_HTTP_PORT", port)

    with pytest.raises(HubError, match="HUB_HTTP_PORT"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HUB_DATABASE_URL", "mysql://hub:secret@db/hub"),
        ("HUB_DATABASE_URL", ""),
        ("HUB_AMQP_URL", "http://hub:secret@mq/hub"),
        ("HUB_HTTP_URL", "hub.example"),
        ("HUB_HTTP_BASE_URL", "hub.example"),
        ("HUB_CORE_LISTEN", "50051"),
        ("HUB_SOM_TARGET", "som:many"),
        ("HUB_ROM_LISTEN", "rom:65536"),
        ("HUB_SCENARIO", "/no/such/file"),
        ("HUB_ACTIVATION_DRIVER", "telnet"),
    ],
)
def test_what_nobody_could_use_is_refused_at_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(HubError, match=name) as caught:
        load_settings()

    assert len(caught.value.reasons) == 1
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("HUB_HTTP_BASE_URL", ""), ("HUB_AMQP_URL", "amqps://mq"), ("HUB_CORE_LISTEN", "[::]:50051")],
)
def test_what_can_be_used_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    assert getattr(load_settings(), name.removeprefix("HUB_").lower()) == value


def test_what_is_moved_is_found_where_it_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_HTTP_PORT", "8081")
    monkeypatch.setenv("HUB_CORE_LISTEN", "127.0.0.1:60051")
    monkeypatch.setenv("HUB_SOM_LISTEN", "0.0.0.0:60052")
    monkeypatch.setenv("HUB_SOM_TARGET", "som:60052")

    settings = load_settings()

    assert settings.http_url == "http://127.0.0.1:8081"
    assert settings.core_target == "127.0.0.1:60051"
    assert settings.som_target == "som:60052"
    assert settings.rom_target == settings.rom_listen


def test_a_wrong_address_is_told_once_and_not_for_what_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_CORE_LISTEN", "nowhere")
    monkeypatch.delenv("HUB_CORE_TARGET", raising=False)

    with pytest.raises(HubError) as caught:
        load_settings()

    assert [reason.path for reason in caught.value.reasons] == ["HUB_CORE_LISTEN"]


async def test_in_one_process_there_is_no_element_manager_to_forward_to(tmp_path: Path) -> None:
    database = tmp_path / "hub.db"
    settings = load_settings(database_url=f"sqlite:///{database}", activation_driver="forward")

    with pytest.raises(HubError, match="HUB_ACTIVATION_DRIVER"):
        await embedded(settings)
    assert not database.exists()
