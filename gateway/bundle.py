"""Reading one OpenAPI document with what it borrows from the files beside it."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as JSON means it: a date in an example stays the text it is."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def bundle(file: Path) -> dict[str, Any]:
    """The document; a component that a sibling file lends becomes a component of its own, under the same name."""
    return _Bundle(file).document


class _Bundle:
    def __init__(self, file: Path) -> None:
        self._file = file
        self.document = _read(file)
        self._components: dict[str, Any] = self.document.setdefault("components", {})
        self._origin: dict[tuple[str, str], Path] = {}
        self._localise(self.document, file)

    def _localise(self, node: Any, home: Path) -> None:
        if isinstance(node, list):
            for entry in node:
                self._localise(entry, home)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                name, _, pointer = reference.partition("#")
                node["$ref"] = f"#{pointer}"
                self._borrow(home.parent / name if name else home, pointer)
            # A copy of the list: borrowing adds components while we walk over them.
            for value in list(node.values()):
                self._localise(value, home)

    def _borrow(self, source: Path, pointer: str) -> None:
        if source == self._file:
            return
        _, _, section, name = pointer.split("/")
        known = self._origin.get((section, name))
        if known == source:
            return
        if known is not None or name in self._components.get(section, {}):
            raise ValueError(f"{self._file.name}: {section}/{name} of {source.name} is there already")
        self._origin[section, name] = source
        part = copy.deepcopy(_sibling(source)["components"][section][name])
        self._components.setdefault(section, {})[name] = part
        self._localise(part, source)


@cache
def _sibling(file: Path) -> dict[str, Any]:
    """Read once: what is shared stands beside every document."""
    return _read(file)


def _read(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        document: dict[str, Any] = yaml.load(stream, Loader=_Loader)  # noqa: S506 - a safe loader, narrowed
    return document
