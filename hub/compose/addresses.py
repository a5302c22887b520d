"""Where rooms are, by the settings. There the room `com` is called the core, as its command is."""

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


def variable(room: str, which: str) -> str:
    """The setting (`listen` or `target`) of a room, as it stands in the environment."""
    return f"HUB_{called(room)}_{which}".upper()
