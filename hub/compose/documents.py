"""YAML files that say what a protobuf message says; a mistake is told with its file, line and place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from hub.kernel.errors import Code, HubError, Kind, refuse


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its layer, and the request it stands for."""

    path: Path
    layer: str
    request: Message


def read_document(path: Path, layers: Mapping[str, type[Message]]) -> Document:
    """A file whose member `layer` says what it is, and whose others are the JSON names of that message."""
    try:
        text = path.read_text()
        content = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(str(path), f"cannot be read: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _broken(f"{path}:{line}", f"is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise _broken(str(path), f"is not YAML: {error}") from error
    if not isinstance(content, dict) or content.get("layer") not in layers:
        raise _broken(str(path), f"needs a member `layer`: one of {', '.join(layers)}")
    layer = content.pop("layer")
    try:
        request = ParseDict(content, layers[layer]())
    except ParseError as error:
        place = find(content, layers[layer])
        line = _line(yaml.compose(text, yaml.SafeLoader), place.steps)
        raise _broken(f"{path}:{line}", str(place)) from error
    return Document(path, layer, request)


def _broken(where: str, text: str) -> HubError:
    return refuse(Kind.INVALID, Code.BODY_MALFORMED, text, where)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document that is wrong, and why."""

    steps: tuple[str | int, ...]
    why: str

    def __str__(self) -> str:
        name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return f"{name.removeprefix('.')} {self.why}" if name else self.why


def find(content: Any, kind: type[Message], steps: tuple[str | int, ...] = ()) -> Place:
    """The smallest part that is wrong in itself. protobuf says what is wrong, but only sometimes where."""
    if not isinstance(content, dict):
        return Place(steps, "is not a mapping of members")
    fields: Any = kind.DESCRIPTOR.fields
    for name, value in content.items():
        field = next((f for f in fields if name in {f.json_name, f.name}), None)
        if field is None:
            known = ", ".join(f.json_name for f in fields)
            return Place((*steps, name), f"is unknown; known here: {known}")
        if why := _objection({name: value}, kind):
            return _inside(field, value, why, (*steps, name))
    return Place(steps, _objection(content, kind))


def _inside(field: Any, value: Any, why: str, here: tuple[str | int, ...]) -> Place:
    inner = field.message_type
    if inner is None or inner.file.package == "google.protobuf" or inner.GetOptions().map_entry:
        return Place(here, why)
    kind = GetMessageClass(inner)
    if not field.is_repeated:
        return find(value, kind, here)
    if not isinstance(value, list):
        return Place(here, "is not a list")
    wrong = (position for position, element in enumerate(value) if _objection(element, kind))
    position = next(wrong, None)
    return Place(here, why) if position is None else find(value[position], kind, (*here, position))


def _objection(content: Any, kind: type[Message]) -> str:
    """What protobuf has against it, without its own idea of the place."""
    if not isinstance(content, dict):
        return "is not a mapping of members"
    try:
        ParseDict(content, kind())
    except ParseError as error:
        clause = str(error).rsplit(" field: ", 1)[-1].split(" at ", 1)[0].splitlines()[0].rstrip(".")
        if clause.startswith("expected string") and clause.endswith(("'int'", "'float'")):
            return "is a number where text is needed: put it in quotes"
        return f"is wrong: {clause}"
    return ""


def _line(node: Any, steps: tuple[str | int, ...]) -> int:
    line: int = node.start_mark.line
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if pair[0].value == str(step))
            line = key.start_mark.line
            continue
        line = node.start_mark.line
    return line + 1
