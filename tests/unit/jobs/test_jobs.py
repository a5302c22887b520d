"""Jobs on a real database: begun once, ended once, taken up again when their process has died."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from core.catalog.store import JOBS
from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, Kind, refuse
from hub.platform import tables
from hub.platform.database import Database, open_database
from hub.platform.jobs import commands
from hub.platform.jobs.commands import BeginJob, CreateJob, DeleteJob, EndJob
from hub.platform.jobs.documents import Entries
from hub.platform.jobs.machine import ATTEMPT_LIMIT, ATTEMPTS, JobState
from hub.platform.jobs.model import Job, JobKind
from hub.platform.jobs.places import Places
from hub.platform.jobs.running import Jobs
from hub.platform.leadership import SoleLeader
from hub.platform.relay import Relay
from hub.platform.runner import Room, Runner
from tests.contract.store.fakes import FakeBus
from tests.waiting import eventually

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Shelf:
    """A catalogue in memory."""

    kinds: Sequence[str] = ("thing",)

    def __init__(self) -> None:
        self.things: list[dict[str, object]] = []
        self.written = 0

    def read(self, _: Connection, kinds: Sequence[str]) -> Entries:
        return dict.fromkeys(kinds, self.things)

    def write(self, _: Connection, entries: Entries) -> int:
        if any("id" not in thing for thing in entries["thing"]):
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is required", "thing[0].id")
        self.things = list(entries["thing"])
        self.written += 1
        return len(self.things)


class Office:
    """A room with jobs, its clock, and what it does to them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.clock = ManualClock(NOW)
        self.shelf = Shelf()
        relay = Relay(("com",), database, FakeBus(), SoleLeader())
        self.runner = Runner(Room("com", commands.job_handlers(JOBS)), database, relay, self.clock)
        places = Places([folder.as_uri()])
        self.jobs = Jobs(self.shelf, JOBS, self.runner, database, places)

    async def order(self, kind: JobKind, url: str, path: str = "") -> str:
        job = Job(id="job", kind=kind, url=url, path=path, creation_date=NOW)
        await self.runner.execute(CreateJob(job))
        return "job"

    async def look(self) -> Job:
        return (await self.database.read(lambda connection: JOBS.load(connection, ["job"])))["job"]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = open_database(f"sqlite:///{tmp_path / 'hub.db'}")
    await database.write(tables.metadata.create_all)
    made = Office(database, tmp_path)
    stopping = asyncio.Event()
    running = asyncio.create_task(made.runner.run(stopping))
    yield made
    stopping.set()
    await running
    await database.close()


async def test_an_import_brings_the_entries_in(office: Office) -> None:
    await office.order(JobKind.IMPORT, 'data:,{"thing":[{"id":"a"},{"id":"b"}]}')

    await office.jobs.sweep()

    job = await office.look()
    assert (job.state, job.entries, job.completion_date, job.wake_at) == (JobState.SUCCEEDED, 2, NOW, None)
    assert office.shelf.things == [{"id": "a"}, {"id": "b"}]


async def test_an_export_can_be_imported(office: Office, tmp_path: Path) -> None:
    office.shelf.things = [{"id": "a", "name": "Ä"}]
    url = f"{tmp_path.as_uri()}/things.json"
    await office.order(JobKind.EXPORT, url, "thing")

    await office.jobs.sweep()

    assert (await office.look()).state is JobState.SUCCEEDED
    office.shelf.things = []
    await office.runner.execute(DeleteJob("job"))
    await office.order(JobKind.IMPORT, url)
    await office.jobs.sweep()
    assert office.shelf.things == [{"id": "a", "name": "Ä"}]


@pytest.mark.parametrize(
    ("url", "path", "said"),
    [
        ("ftp://ftp.example/", "", "ftp://ftp.example/ is no data:"),
        ("data:,{", "", "the file is not JSON"),
        ('data:,{"thing":[{}]}', "", "is required"),
        ("data:,{}", "price", "has to be of thing"),
    ],
    ids=["place", "file", "entry", "path"],
)
async def test_an_import_that_cannot_be_fails_and_says_why(
    office: Office, url: str, path: str, said: str
) -> None:
    await office.order(JobKind.IMPORT, url, path)

    await office.jobs.sweep()

    job = await office.look()
    assert job.state is JobState.FAILED
    assert said in job.reasons[0].text
    assert office.shelf.written == 0


async def test_a_job_is_begun_by_one_process(office: Office) -> None:
    await office.order(JobKind.IMPORT, "data:,{}")

    begun = [await office.runner.execute(BeginJob("job")) for _ in range(2)]

    assert [job is not None for job in begun] == [True, False]


async def test_a_job_whose_process_has_died_is_begun_again_and_the_first_cannot_end_it(
    office: Office,
) -> None:
    await office.order(JobKind.IMPORT, 'data:,{"thing":[{"id":"a"}]}')
    await office.runner.execute(BeginJob("job"))

    office.clock.advance(ATTEMPT_LIMIT)
    await office.jobs.sweep()
    await office.runner.execute(EndJob("job", attempt=1, entries=99))

    job = await office.look()
    assert (job.state, job.attempts, job.entries) == (JobState.SUCCEEDED, 2, 1)


async def test_a_job_that_nobody_ends_fails_in_the_end(office: Office) -> None:
    await office.order(JobKind.IMPORT, "data:,{}")

    for _ in range(ATTEMPTS + 1):
        await office.runner.execute(BeginJob("job"))
        office.clock.advance(ATTEMPT_LIMIT)

    job = await office.look()
    assert (job.state, job.reasons[0].code, job.wake_at) == (JobState.FAILED, Code.DEADLINE_PASSED, None)


async def test_a_job_deleted_while_it_runs_is_gone(office: Office) -> None:
    await office.order(JobKind.IMPORT, "data:,{}")
    await office.runner.execute(BeginJob("job"))

    await office.runner.execute(DeleteJob("job"))
    await office.runner.execute(EndJob("job", attempt=1))

    office.clock.advance(timedelta(days=1))
    await office.jobs.sweep()
    assert office.shelf.written == 0


async def test_a_new_job_is_run_at_once(office: Office) -> None:
    running = asyncio.create_task(office.jobs.run())
    await office.order(JobKind.IMPORT, 'data:,{"thing":[{"id":"a"}]}')
    office.jobs.arrived()

    await eventually(lambda: office.shelf.written == 1)

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
