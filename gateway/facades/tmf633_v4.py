"""TMF633 Service Catalog v4: how products become services, over SOM's `shared.v1` catalogue services."""

from gateway.facades.catalog import entry
from gateway.facades.catalog_jobs import JOBS
from gateway.facades.rest import Api

API = Api(
    document="tmf633-v4.yaml",
    room="som",
    resources=(
        entry("serviceCatalog"),
        entry("serviceCategory"),
        entry("serviceCandidate"),
        entry("serviceSpecification", {"@type": "ServiceSpecification"}),
        *JOBS,
    ),
)
