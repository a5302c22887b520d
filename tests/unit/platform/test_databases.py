"""Where rooms have their data: all in one place, or each in its own."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.cli import main
from hub.compose.addresses import database_url, databases, in_one_database
from hub.compose.distributed import distributed
from hub.compose.embedded import embedded
from hub.compose.schema import require
from hub.kernel.errors import HubError
from hub.platform.settings import Settings, load_settings

SHARED, OWN = "postgresql://db/hub", "postgresql://db/rom"


def test_a_room_has_its_data_with_the_others_unless_it_is_said_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_DATABASE_URL", SHARED)
    monkeypatch.setenv("HUB_ROM_DATABASE_URL", OWN)
    settings = load_settings()

    assert {room: database_url(settings, room) for room in ("com", "som", "rom", "activation")} == {
        "com": SHARED,
        "som": SHARED,
        "rom": OWN,
        "activation": SHARED,
    }
    assert databases(settings) == {SHARED: "HUB_DATABASE_URL", OWN: "HUB_ROM_DATABASE_URL"}


def test_a_database_that_no_room_uses_is_not_one() -> None:
    settings = Settings(
        database_url=SHARED,
        core_database_url="postgresql://db/core",
        som_database_url="postgresql://db/som",
        rom_database_url="postgresql://db/rom",
        activation_database_url="postgresql://db/activation",
    )

    assert databases(settings) == {
        "postgresql://db/core": "HUB_CORE_DATABASE_URL",
        "postgresql://db/som": "HUB_SOM_DATABASE_URL",
        "postgresql://db/rom": "HUB_ROM_DATABASE_URL",
        "postgresql://db/activation": "HUB_ACTIVATION_DATABASE_URL",
    }


def test_all_can_be_put_into_one_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_SOM_DATABASE_URL", OWN)

    assert list(databases(Settings(**in_one_database(SHARED)))) == [SHARED]


async def test_one_process_has_one_database_and_says_which_setting_is_too_much(tmp_path: Path) -> None:
    settings = Settings(
        **{
            **in_one_database(f"sqlite:///{tmp_path}/hub.db"),
            "som_database_url": OWN,
            "rom_database_url": OWN,
        }
    )

    with pytest.raises(HubError, match="has one database") as caught:
        await embedded(settings)

    assert [r.path for r in caught.value.reasons] == ["HUB_SOM_DATABASE_URL", "HUB_ROM_DATABASE_URL"]


def test_a_room_of_its_own_says_which_setting_names_a_database_it_cannot_use() -> None:
    settings = Settings(**{**in_one_database(SHARED), "som_database_url": "sqlite:///som.db"})

    with pytest.raises(HubError, match="HUB_SOM_DATABASE_URL"):
        distributed(settings, "som")


def test_migrating_sees_to_every_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite:///{tmp_path}/hub.db")
    monkeypatch.setenv("HUB_ROM_DATABASE_URL", f"sqlite:///{tmp_path}/rom.db")

    assert CliRunner().invoke(main, ["migrate"]).exit_code == 0

    for name in ("hub", "rom"):
        asyncio.run(require(f"sqlite:///{tmp_path}/{name}.db"))
