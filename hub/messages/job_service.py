"""shared.v1.CatalogJobService, for every room that has a catalogue: protobuf ↔ model, nothing else."""

from typing import Any

import grpc

from hub.kernel.errors import Code, Kind, refuse
from hub.kernel.ids import new_id
from hub.messages import rpc
from hub.messages.rpc import BEGINNING
from hub.platform.database import Database
from hub.platform.jobs.commands import CreateJob, DeleteJob
from hub.platform.jobs.model import Job, JobKind
from hub.platform.jobs.running import Jobs
from hub.platform.reading import read_one, read_page
from hub.platform.runner import Runner
from hub.platform.search import Search
from proto.shared.v1 import catalog_pb2 as pb
from proto.shared.v1 import catalog_pb2_grpc

Context = grpc.aio.ServicerContext[Any, Any]


class CatalogJobService(catalog_pb2_grpc.CatalogJobServiceServicer):
    def __init__(self, runner: Runner, database: Database, jobs: Jobs) -> None:
        self._runner = runner
        self._database = database
        self._store = jobs.store
        self._jobs = jobs
        # Why it has failed is written out when it is shown.
        self._search = Search(jobs.store, {"error_log": None})

    async def CreateCatalogJob(self, request: pb.CreateCatalogJobRequest, context: Context) -> pb.CatalogJob:
        asked = request.job
        if not asked.url:
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "is required", "url")
        job = Job(
            id=rpc.identifier(asked.id, "id") if asked.id else new_id(),
            kind=_kind(asked.kind),
            url=asked.url,
            path=asked.path,
            content_type=asked.content_type,
            creation_date=BEGINNING,
            extension=asked.extension_json,
        )
        stored = await self._runner.execute(CreateJob(job), correlation=job.id)
        self._jobs.arrived()
        return from_job(stored)

    async def GetCatalogJob(self, request: pb.GetCatalogJobRequest, context: Context) -> pb.CatalogJob:
        return from_job(await self._get(request.id, request.kind))

    async def ListCatalogJobs(
        self, request: pb.ListCatalogJobsRequest, context: Context
    ) -> pb.ListCatalogJobsResponse:
        columns = self._store.table.c
        found, total = await read_page(
            self._database,
            self._store,
            request.page,
            lambda _: [columns.kind == _kind(request.kind)],
            [columns.creation_date],
            search=self._search,
            query=request.query,
        )
        return pb.ListCatalogJobsResponse(job=[from_job(job) for job in found], total=total)

    async def DeleteCatalogJob(
        self, request: pb.DeleteCatalogJobRequest, context: Context
    ) -> pb.DeleteCatalogJobResponse:
        await self._get(request.id, request.kind)
        await self._runner.execute(DeleteJob(request.id), correlation=request.id)
        return pb.DeleteCatalogJobResponse()

    async def _get(self, identifier: str, kind: str) -> Job:
        job = await read_one(self._database, self._store, identifier, f"{_kind(kind)} job")
        if job.kind != kind:
            raise refuse(Kind.NOT_FOUND, Code.ID_UNKNOWN, f"there is no {kind} job {identifier}", "id")
        return job


def from_job(job: Job) -> pb.CatalogJob:
    return pb.CatalogJob(
        id=job.id,
        version=job.version,
        kind=job.kind,
        state=job.state,
        url=job.url,
        path=job.path,
        content_type=job.content_type,
        creation_date=rpc.timestamp(job.creation_date),
        completion_date=rpc.timestamp(job.completion_date),
        error_log="\n".join(f"{r.path}: {r.text}" if r.path else r.text for r in job.reasons),
        entries=job.entries,
        extension_json=job.extension,
    )


def _kind(text: str) -> JobKind:
    if text not in set(JobKind):
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"has to be one of {', '.join(JobKind)}", "kind")
    return JobKind(text)
