"""The product catalogue's tables."""

from core.catalog.model import ProductOffering, ProductSpecification
from hub.platform.entries import Entries
from hub.platform.jobs.store import job_store

ENTRIES = Entries(
    "com_catalog_entry", {"productOffering": ProductOffering, "productSpecification": ProductSpecification}
)

JOBS = job_store("com_catalog_job")
