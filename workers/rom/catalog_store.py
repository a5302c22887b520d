"""The resource catalogue's table (TMF634), and what may be written into it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from hub.kernel.errors import HubError
from hub.platform.catalog import Catalogue, Reference
from hub.platform.catalog_entry import Entry
from hub.platform.content import Judge
from hub.platform.entries import Current
from hub.platform.jobs.store import job_store
from hub.platform.revisions import Revisions
from workers.rom.catalog import Catalog
from workers.rom.content import CODECS, pools_of
from workers.rom.loading import load_pools

SPECIFICATION = "resourceSpecification"
KINDS = (SPECIFICATION, "resourceCandidate", "resourceCategory", "resourceCatalog")

ENTRIES = Revisions("rom_catalog_entry", KINDS, CODECS)
current_catalog = Current(ENTRIES, Catalog)


def _mistakes(_read: Any, entry: Entry, _view: None) -> Iterator[tuple[str, str]]:
    try:
        for pool in pools_of(entry):
            pool.fill()
    except HubError as error:
        yield from ((reason.path, reason.text) for reason in error.reasons)


def _fill_pools(connection: Connection, entry: Entry) -> None:
    """What is said to be there can be had."""
    if entry.kind == SPECIFICATION:
        load_pools(connection, pools_of(entry))


CATALOGUE = Catalogue(
    entries=ENTRIES,
    check=Judge(CODECS, _mistakes),
    references={
        "resourceCandidate": (
            Reference("resourceSpecification", SPECIFICATION),
            Reference("category", "resourceCategory"),
        ),
        "resourceCategory": (
            Reference("parentId", "resourceCategory"),
            Reference("category", "resourceCategory"),
            Reference("resourceCandidate", "resourceCandidate"),
        ),
        "resourceCatalog": (Reference("category", "resourceCategory"),),
    },
    defaults={SPECIFICATION: {"isBundle": False}},
    stored=_fill_pools,
)

JOBS = job_store("rom_catalog_job")
