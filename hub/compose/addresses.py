"""Where rooms and their data are, by the settings. There the room `com` is called the core, as its command is."""

from typing import Any

from hub.platform.settings import Settings

ROOMS = ("com", "som", "rom", "activation")


def called(room: str) -> str:
    """What settings and people call a room."""
    return "core" if room == "com" else room


def listens(settings: Settings, room: str) -> str:
    """Where a room is to listen for gRPC."""
    address: str = getattr(settings, f"{called(room)}_listen")
    return address


def targets(settings: Settings) -> dict[str, str]:
    """Where the rooms are found."""
    return {room: getattr(settings, f"{called(room)}_target") for room in ROOMS}


def database_url(settings: Settings, room: str) -> str:
    """Where a room has its data."""
    url: str = getattr(settings, f"{called(room)}_database_url")
    return url


def databases(settings: Settings) -> dict[str, str]:
    """The databases there are, each with the setting it is named by; of several the first."""
    found = {settings.database_url: "HUB_DATABASE_URL"}
    for room in ROOMS:
        found.setdefault(database_url(settings, room), variable(room, "database_url"))
    used = {database_url(settings, room) for room in ROOMS}
    return {url: name for url, name in found.items() if url in used}


def in_one_database(url: str) -> dict[str, Any]:
    """Settings that put all there is into this one, whatever the environment says."""
    return {"database_url": url, **{f"{called(room)}_database_url": url for room in ROOMS}}


def variable(room: str, which: str) -> str:
    """The setting (`listen`, `target` or `database_url`) of a room, as it stands in the environment."""
    return f"HUB_{called(room)}_{which}".upper()
