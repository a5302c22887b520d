"""The product catalogue's table (TMF620), and what may be written into it."""

from core.catalog.check import reasons_against
from core.catalog.content import CODECS
from core.catalog.model import Catalog
from hub.platform.catalog import Catalogue, Reference
from hub.platform.entries import Current
from hub.platform.jobs.store import job_store
from hub.platform.revisions import Revisions

KINDS = ("productOffering", "productSpecification", "productOfferingPrice", "category", "catalog")

ENTRIES = Revisions("com_catalog_entry", KINDS, CODECS)
current_catalog = Current(ENTRIES, Catalog)

CATALOGUE = Catalogue(
    entries=ENTRIES,
    check=reasons_against,
    references={
        "productOffering": (
            Reference("productSpecification", "productSpecification", needed=True),
            Reference("bundledProductOffering", "productOffering", needed=True),
            Reference("productOfferingPrice", "productOfferingPrice"),
            Reference("category", "category"),
        ),
        "productOfferingPrice": (Reference("bundledPopRelationship", "productOfferingPrice"),),
        "productSpecification": (
            Reference("bundledProductSpecification", "productSpecification"),
            Reference("productSpecificationRelationship", "productSpecification"),
        ),
        "category": (Reference("parentId", "category"), Reference("productOffering", "productOffering")),
        "catalog": (Reference("category", "category"),),
    },
    defaults={
        "productOffering": {"isBundle": False},
        "productSpecification": {"isBundle": False},
        "productOfferingPrice": {"isBundle": False},
    },
)

JOBS = job_store("com_catalog_job")
