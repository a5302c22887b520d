"""TMF620 Product Catalog v4: what is sold, over the core's `shared.v1` catalogue services."""

from gateway.facades.catalog import entry
from gateway.facades.catalog_jobs import JOBS
from gateway.facades.rest import Api

API = Api(
    document="tmf620-v4.yaml",
    room="com",
    resources=(
        entry("catalog"),
        entry("category"),
        entry("productOffering"),
        entry("productOfferingPrice"),
        entry("productSpecification"),
        *JOBS,
    ),
)
