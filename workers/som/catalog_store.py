"""The service catalogue's table (TMF633), and what may be written into it."""

from hub.platform.catalog import Catalogue, Reference
from hub.platform.entries import Current
from hub.platform.jobs.store import job_store
from hub.platform.revisions import Revisions
from workers.som.catalog import Catalog
from workers.som.check import reasons_against
from workers.som.content import CODECS, contains

ENTRIES = Revisions("som_catalog_entry", tuple(CODECS), CODECS)
current_catalog = Current(ENTRIES, Catalog)

CATALOGUE = Catalogue(
    entries=ENTRIES,
    check=reasons_against,
    references={
        "serviceSpecification": (
            Reference("serviceSpecRelationship", "serviceSpecification", needed=True, among=contains),
            Reference("alternative", "serviceSpecification"),
        ),
        "serviceCandidate": (
            Reference("serviceSpecification", "serviceSpecification"),
            Reference("category", "serviceCategory"),
        ),
        "serviceCategory": (
            Reference("parentId", "serviceCategory"),
            Reference("category", "serviceCategory"),
            Reference("serviceCandidate", "serviceCandidate"),
        ),
        "serviceCatalog": (Reference("category", "serviceCategory"),),
    },
    defaults={"serviceSpecification": {"isBundle": False}},
)

JOBS = job_store("som_catalog_job")
