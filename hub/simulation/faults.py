"""How unruly a run is: probabilities, drawn from the seed."""

from dataclasses import dataclass
from random import Random

# After so many turns the world behaves, so that everything can come to rest.
PATIENCE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Each a probability a turn or a message, from 0 to 1."""

    reorder: float = 0.0  # another message than the oldest
    batch: float = 0.0  # several in one step
    twice: float = 0.0  # handled, and delivered again
    drop: float = 0.0  # goes astray and is delivered again much later
    crash_before: float = 0.0  # nothing of the step is written
    crash_after: float = 0.0  # all of it is, but nobody was told
    down: float = 0.0  # of crashes: the room is away for a while
    overtaken: float = 0.0  # another process of the room commits in between
    publish_twice: float = 0.0  # the relay dies between publishing and deleting
    hurry: float = 0.0  # time passes although there is something to do
    # How long what goes astray or is down is away at most, in seconds.
    away: float = 60.0


CALM = Faults()


def draw(random: Random) -> Faults:
    """Some runs are calm in a way and wild in another, so that each fault is also seen alone."""

    def some(most: float) -> float:
        return random.choice((0.0, 0.2, 1.0)) * most * random.random()

    return Faults(
        reorder=some(0.8),
        batch=some(0.6),
        twice=some(0.4),
        drop=some(0.25),
        crash_before=some(0.25),
        crash_after=some(0.25),
        down=some(0.5),
        overtaken=some(0.3),
        publish_twice=some(0.3),
        hurry=some(0.1),
        away=random.choice((5.0, 60.0, 600.0, 5000.0)),
    )
