"""Runs the jobs of a room: what is due is taken up by one process, and by another one should that die with it.

Opening URLs takes as long as it takes, so it is done between two steps and not in one. An import that was done and not
ended (the process died) is done again by the next attempt, which finds everything as it is and changes nothing.
"""

import asyncio
from typing import NamedTuple

import structlog

from hub.kernel.errors import Code, HubError, Reason
from hub.platform.catalog import Catalogue
from hub.platform.catalog_entry import Entry
from hub.platform.database import Database, is_outage
from hub.platform.jobs import documents
from hub.platform.jobs.commands import BeginJob, EndJob
from hub.platform.jobs.machine import ATTEMPT_LIMIT
from hub.platform.jobs.model import Job, JobKind
from hub.platform.jobs.places import Places
from hub.platform.reading import PAGE_MAXIMUM, read_page
from hub.platform.runner import Runner
from hub.platform.search_query import KeptQuery
from hub.platform.store import Store

log = structlog.get_logger()

#: Jobs other processes have left are found at the latest after this time.
SWEEP_SECONDS = 2.0
PAGE = 10
#: An attempt gives up before another one may begin.
SECONDS = ATTEMPT_LIMIT.total_seconds() * 0.9
JSON = "application/json"
_TOO_LONG = Reason(Code.DEADLINE_PASSED, f"it has taken longer than {SECONDS:.0f} seconds", "url")
_INTERNAL = Reason(Code.INTERNAL_ERROR, "the hub failed; the job may be tried again", "")


class _Part(NamedTuple):
    offset: int
    limit: int


class Jobs:
    """The jobs of one room in one process."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store[Job],
        runner: Runner,
        database: Database,
        places: Places,
    ) -> None:
        self.catalogue = catalogue
        self.store = store
        self._runner = runner
        self._database = database
        self._places = places
        self._some = asyncio.Event()

    def arrived(self) -> None:
        """There is a new one."""
        self._some.set()

    async def run(self) -> None:
        """Works until cancelled."""
        while True:
            self._some.clear()
            try:
                await self.sweep()
            except Exception as error:
                if not is_outage(error):
                    log.exception("jobs.failed", room=self._runner.room.name)
            try:
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self._some.wait()
            except TimeoutError:
                continue

    async def sweep(self) -> None:
        """Runs everything whose time has come, one after the other."""
        now = self._runner.clock.now()
        for identifier in await self._database.read(lambda c: self.store.due(c, now, PAGE)):
            job: Job | None = await self._runner.execute(BeginJob(identifier), correlation=identifier)
            if job is not None:
                end = await self._attempt(job)
                await self._runner.execute(end, correlation=identifier)

    async def _attempt(self, job: Job) -> EndJob:
        try:
            async with asyncio.timeout(SECONDS):
                moved = await (self._import(job) if job.kind is JobKind.IMPORT else self._export(job))
        except HubError as error:
            return EndJob(job.id, job.attempts, reasons=list(error.reasons))
        except TimeoutError:
            return EndJob(job.id, job.attempts, reasons=[_TOO_LONG])
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("job.failed", room=self._runner.room.name, job=job.id)
            return EndJob(job.id, job.attempts, reasons=[_INTERNAL])
        return EndJob(job.id, job.attempts, moved)

    async def _import(self, job: Job) -> int:
        kinds = documents.chosen(job.path, self.catalogue.entries.kinds)
        content = await self._places.read(job.url)
        # A file may be large, and others are served meanwhile.
        entries = await asyncio.to_thread(documents.read, content, kinds)
        at = self._runner.clock.now()
        return len(await self._database.write(lambda connection: self.catalogue.put(connection, entries, at)))

    async def _export(self, job: Job) -> int:
        kinds = documents.chosen(job.path, self.catalogue.entries.kinds)
        found = [await self._found(kind, job.query) for kind in kinds]
        entries = [entry for entries in found for entry in entries]
        content = await asyncio.to_thread(documents.write, entries)
        await self._places.write(job.url, content, job.content_type or JSON)
        return len(entries)

    async def _found(self, kind: str, query: KeptQuery | None) -> list[Entry]:
        """The entries of a kind a query asks for, page by page."""
        entries = self.catalogue.entries
        found: list[Entry] = []
        while True:
            part, total = await read_page(
                self._database,
                entries,
                _Part(len(found), PAGE_MAXIMUM),
                lambda _: entries.listed(kind),
                search=self.catalogue.search,
                query=query,
            )
            found += part
            if not part or len(found) >= total:
                return found
