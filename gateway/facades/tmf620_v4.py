"""TMF620 Product Catalog v4: what is sold, over the core's `shared.v1` catalogue services."""

from gateway.facades.catalog import BUNDLE, entry
from gateway.facades.catalog_jobs import JOBS
from gateway.facades.rest import Api

API = Api(
    document="tmf620-v4.yaml",
    room="com",
    resources=(
        entry("catalog"),
        entry("category"),
        entry("productOffering", BUNDLE),
        entry("productOfferingPrice", BUNDLE),
        entry("productSpecification", BUNDLE),
        *JOBS,
    ),
)
