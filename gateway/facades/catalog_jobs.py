"""Import and export jobs of catalogues (TMF620, 633, 634) over `shared.v1.CatalogJobService`."""

from gateway.facades.mapping import Shape, choice, date, text
from gateway.facades.resource import Draft, Resource
from proto.shared.v1 import catalog_pb2 as pb
from proto.shared.v1 import catalog_pb2_grpc

STATES = {"Not Started": "notStarted", "Running": "running", "Succeeded": "succeeded", "Failed": "failed"}
JOB = Shape(
    pb.CatalogJob,
    {
        "id": text("id"),
        "url": text("url"),
        "path": text("path"),
        "contentType": text("content_type"),
        "status": choice("state", STATES),
        "creationDate": date("creation_date"),
        "completionDate": date("completion_date"),
        "errorLog": text("error_log"),
    },
)
_BY_HUB = ("status", "creationDate", "completionDate", "errorLog")


def job(kind: str) -> Resource:
    """Jobs of a kind: `import` or `export`. What a contract lets a client say of a job's course, the hub knows better."""

    def create(draft: Draft) -> pb.CreateCatalogJobRequest:
        draft.message.kind = kind
        return pb.CreateCatalogJobRequest(job=draft.message)

    return Resource(
        name=f"{kind}Job",
        shape=JOB,
        stub=catalog_pb2_grpc.CatalogJobServiceStub,
        get=lambda request: pb.GetCatalogJobRequest(kind=kind, id=request.path_params["id"]),
        list=lambda page, query: pb.ListCatalogJobsRequest(kind=kind, page=page, query=query),
        create=create,
        delete=lambda request, _: pb.DeleteCatalogJobRequest(kind=kind, id=request.path_params["id"]),
        owned=("id", "href", *_BY_HUB),
        chosen=("id",),
        overruled=("href", *_BY_HUB),
    )


JOBS = (job("import"), job("export"))
