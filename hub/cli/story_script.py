"""What happens in a story: the steps of a `.story.yaml` file, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hub.kernel.errors import Code, HubError, Kind, refuse

SUFFIX = ".story.yaml"
#: What a step may do, as the commands of `hub order`, `hub fallout` and `hub catalog` do it.
ACTIONS = (
    "submit",
    "answer",
    "hold",
    "release",
    "cancel",
    "amend",
    "resolve",
    "network",
    "wait",
)
_MORE = frozenset({"after", "of", "until", "refused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`what` is a file beside the story (submit, amend), a scenario (network), a time (wait), else the body of the request."""

    action: str
    what: Any
    # Names of orders: the one whose products are meant, and the one it is about (empty: the latest).
    after: str = ""
    of: str = ""
    # The state the order is to reach then, or by node of its plan the state of that.
    until: str | Mapping[str, str] = ""
    # The codes the hub is to refuse it with.
    refused: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A story; `name` is what its files begin with, and those of an order are named after the order."""

    path: Path
    told: str
    steps: Sequence[Step]

    @property
    def name(self) -> str:
        return self.path.name.removesuffix(SUFFIX)

    @property
    def expected(self) -> Path:
        return self.path.with_name(f"{self.name}.expected.json")


def read_script(path: Path) -> Script:
    """The story of this file, or of an order of this name."""
    stem = path.name.removesuffix(SUFFIX).removesuffix(".json")
    file = path.with_name(f"{stem}{SUFFIX}")
    if not file.exists():
        text = "there is no such story; hub story list names those there are"
        raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, text, str(file))
    try:
        content = yaml.safe_load(file.read_text())
        steps = [_step(step) for step in content["steps"]]
        return Script(path=file, told=" ".join(content["story"].split()), steps=steps)
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        text = f"is no story: {error}"
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, text, str(file)) from error
    except HubError as error:
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, str(error), str(file)) from error


def _step(said: Mapping[str, Any]) -> Step:
    said = {"wait": {}, **said} if {"until"} <= said.keys() <= {"until", "of"} else said
    actions = [name for name in said if name in ACTIONS]
    strange = said.keys() - _MORE - {*ACTIONS}
    if len(actions) != 1 or strange:
        text = (
            f"a step has one of {', '.join(ACTIONS)}, and maybe {', '.join(sorted(_MORE))}; not {dict(said)}"
        )
        raise refuse(Kind.INVALID, Code.BODY_MALFORMED, text)
    more = {name: said[name] for name in _MORE if name in said}
    return Step(action=actions[0], what=said[actions[0]], **more)
