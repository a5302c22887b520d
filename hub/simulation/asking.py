"""The desk where people ask: what they are told is written down, and a refusal has to be a good one."""

from typing import Any

import msgspec

from hub.kernel.errors import HubError, Kind
from hub.simulation.log import Violation
from hub.simulation.world import World

#: What somebody may be told whose wish comes at the wrong moment, or was never right.
_REFUSALS = frozenset({Kind.INVALID, Kind.NOT_FOUND, Kind.NOT_ALLOWED, Kind.CONFLICT})


class Desk:
    """Brings commands to a room."""

    def __init__(self, world: World, room: str = "com") -> None:
        self._world = world
        self._room = room

    def ask(self, who: str, command: msgspec.Struct) -> Any:
        """Something that cannot be refused."""
        try:
            return self._world.command(self._room, command)
        except HubError as error:
            raise Violation(
                "what is right is not refused", f"{who}: {type(command).__name__}: {error}"
            ) from error

    def try_to(self, who: str, what: str, command: msgspec.Struct) -> Any:
        """What the room has to say about it; None when it refuses."""
        now = self._world.clock.now()
        try:
            answer = self._world.command(self._room, command)
        except HubError as error:
            self._world.log.add(now, who, f"{what}: {error}")
            if error.kind not in _REFUSALS or not error.reasons:
                raise Violation("a wish is refused for a reason", f"{what}: {error!r}") from error
            return None
        self._world.log.add(now, who, what)
        return answer if answer is not None else True
