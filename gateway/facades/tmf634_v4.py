"""TMF634 Resource Catalog v4: how services become resources, over ROM's `shared.v1` catalogue services."""

from gateway.facades.catalog import entry
from gateway.facades.catalog_jobs import JOBS
from gateway.facades.rest import Api

API = Api(
    document="tmf634-v4.yaml",
    room="rom",
    resources=(
        entry("resourceCatalog"),
        entry("resourceCategory"),
        entry("resourceCandidate"),
        entry("resourceSpecification"),
        *JOBS,
    ),
)
