"""Jobs on a real database: begun once, ended once, taken up again when their process has died."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.catalog.store import CATALOGUE, JOBS
from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, HubError
from hub.platform import tables
from hub.platform.database import Database, open_database
from hub.platform.jobs import commands, running
from hub.platform.jobs.commands import BeginJob, CreateJob, DeleteJob, EndJob
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


TWO = 'data:,{"category":[{"id":"a","name":"A"},{"id":"b","name":"B"}]}'
ONE = 'data:,{"category":[{"id":"a","name":"A"}]}'


class Office:
    """A room with jobs, its clock, and what it does to them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.clock = ManualClock(NOW)
        relay = Relay(("com",), database, FakeBus(), SoleLeader())
        self.runner = Runner(Room("com", commands.job_handlers(JOBS)), database, relay, self.clock)
        places = Places([folder.as_uri()])
        self.jobs = Jobs(CATALOGUE, JOBS, self.runner, database, places)

    async def order(self, kind: JobKind, url: str, path: str = "") -> str:
        job = Job(id="job", kind=kind, url=url, path=path, creation_date=NOW)
        await self.runner.execute(CreateJob(job))
        return "job"

    async def look(self) -> Job:
        return (await self.database.read(lambda connection: JOBS.load(connection, ["job"])))["job"]

    async def names(self) -> list[str]:
        """What is in the catalogue."""
        return [entry.name for entry in await self.database.read(CATALOGUE.entries.current)]


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
    await office.order(JobKind.IMPORT, TWO)

    await office.jobs.sweep()

    job = await office.look()
    assert (job.state, job.entries, job.completion_date, job.wake_at) == (JobState.SUCCEEDED, 2, NOW, None)
    assert await office.names() == ["A", "B"]


async def test_an_id_is_taken_once(office: Office) -> None:
    await office.order(JobKind.IMPORT, ONE)

    with pytest.raises(HubError) as refused:
        await office.order(JobKind.EXPORT, TWO)

    assert [reason.code for reason in refused.value.reasons] == [Code.ID_TAKEN]
    assert (await office.look()).url == ONE


async def test_an_export_can_be_imported(office: Office, tmp_path: Path) -> None:
    await office.order(JobKind.IMPORT, TWO)
    await office.jobs.sweep()
    await office.runner.execute(DeleteJob("job"))
    url = f"{tmp_path.as_uri()}/categories.json"

    await office.order(JobKind.EXPORT, url, "category")
    await office.jobs.sweep()

    assert ((await office.look()).state, (await office.look()).entries) == (JobState.SUCCEEDED, 2)
    await office.database.write(lambda c: CATALOGUE.delete(c, "category", "a", NOW))
    assert await office.names() == ["B"]
    await office.runner.execute(DeleteJob("job"))
    await office.order(JobKind.IMPORT, url)
    await office.jobs.sweep()
    assert sorted(await office.names()) == ["A", "B"]


async def test_what_is_there_already_is_not_written_again(office: Office) -> None:
    for _ in range(2):
        await office.order(JobKind.IMPORT, ONE)
        await office.jobs.sweep()
        await office.runner.execute(DeleteJob("job"))

    [entry] = await office.database.read(CATALOGUE.entries.current)
    assert entry.revision == 1


@pytest.mark.parametrize(
    ("url", "path", "said"),
    [
        ("ftp://ftp.example/", "", "ftp://ftp.example/ is no data:"),
        ("data:,{", "", "the file is not JSON"),
        (
            'data:,{"productOffering":[{"id":"x","productSpecification":{"id":"none"}}]}',
            "",
            "there is no productSpecification none",
        ),
        ("data:,{}", "price", "has to be of productOffering"),
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
    assert await office.names() == []


async def test_a_job_is_begun_by_one_process(office: Office) -> None:
    await office.order(JobKind.IMPORT, "data:,{}")

    begun = [await office.runner.execute(BeginJob("job")) for _ in range(2)]

    assert [job is not None for job in begun] == [True, False]


async def test_a_job_whose_process_has_died_is_begun_again_and_the_first_cannot_end_it(
    office: Office,
) -> None:
    await office.order(JobKind.IMPORT, ONE)
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
    assert await office.names() == []


async def test_a_new_job_is_run_at_once(office: Office) -> None:
    running = asyncio.create_task(office.jobs.run())
    await office.order(JobKind.IMPORT, ONE)
    office.jobs.arrived()

    await eventually(office.names)

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_place_that_never_answers_fails_the_job(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object) -> bytes:
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr(running, "SECONDS", 0.01)
    monkeypatch.setattr(Places, "read", silent)
    await office.order(JobKind.IMPORT, "data:,{}")

    await office.jobs.sweep()

    job = await office.look()
    assert (job.state, job.reasons[0].code) == (JobState.FAILED, Code.DEADLINE_PASSED)
