"""Catalogues and scenarios from YAML files to the rooms they belong to; used by commands, demo and tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.message import Message

from hub.compose.client import Client
from hub.compose.documents import read_document
from hub.kernel.errors import Code, Kind, refuse
from hub.platform.rpc import call
from hub.platform.settings import Settings
from proto.activation.v1 import activation_pb2
from proto.com.v1 import catalog_pb2
from proto.rom.v1 import resource_order_pb2
from proto.som.v1 import service_catalog_pb2

# From below: nothing can be ordered before it can be built.
LAYERS: dict[str, type[Message]] = {
    "scenario": activation_pb2.LoadScenarioRequest,
    "resource": resource_order_pb2.LoadResourceCatalogRequest,
    "service": service_catalog_pb2.LoadServiceCatalogRequest,
    "product": catalog_pb2.LoadProductCatalogRequest,
}
ROOM_OF_LAYER = {"scenario": "activation", "resource": "rom", "service": "som", "product": "com"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file the rooms now know. `added` counts what was new; a scenario replaces the one before."""

    path: Path
    layer: str
    entries: int
    added: int

    def __str__(self) -> str:
        if self.layer == "scenario":
            return f"{self.path}: the network now plays {self.entries} rule{'s' * (self.entries != 1)}"
        known = self.entries - self.added
        return f"{self.path}: {self.layer} catalogue, {self.added} added" + (
            f", {known} known" if known else ""
        )


async def load_catalog(client: Client, paths: Iterable[Path]) -> list[Loaded]:
    """Reads everything first, so that a mistake in one file leaves the rooms as they are."""
    documents = [read_document(file, LAYERS) for file in files(paths)]
    documents.sort(key=lambda document: list(LAYERS).index(document.layer))
    await client.reach(*dict.fromkeys(ROOM_OF_LAYER[document.layer] for document in documents))
    methods: dict[str, Any] = {
        "scenario": client.activation.LoadScenario,
        "resource": client.resource_catalog.LoadResourceCatalog,
        "service": client.service_catalog.LoadServiceCatalog,
        "product": client.product_catalog.LoadProductCatalog,
    }
    loaded = []
    for document in documents:
        answer = await call(methods[document.layer], document.request)
        entries = sum(len(value) for _, value in document.request.ListFields())
        loaded.append(Loaded(document.path, document.layer, entries, getattr(answer, "added", 0)))
    return loaded


def files(paths: Iterable[Path]) -> list[Path]:
    """The files meant: those named, and the YAML files of the folders named."""
    found: list[Path] = []
    for path in paths:
        inside: Sequence[Path] = [path]
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix in {".yaml", ".yml"})
            if not inside:
                raise refuse(Kind.INVALID, Code.BODY_MALFORMED, "has no YAML files in it", str(path))
        found += inside
    return found


async def play_scenario(targets: Mapping[str, str], settings: Settings) -> None:
    """Lets the emulated network of a process with these rooms play HUB_SCENARIO, when there is one."""
    if settings.scenario is not None:
        async with Client({**_NOWHERE, **targets}) as client:
            await load_catalog(client, [settings.scenario])


# A client has all rooms; those that are not in this process are not called.
_NOWHERE = dict.fromkeys(ROOM_OF_LAYER.values(), "127.0.0.1:0")
