"""The product catalogue's table."""

from core.catalog.model import ProductOffering, ProductSpecification
from hub.platform.entries import Entries

ENTRIES = Entries(
    "com_catalog_entry", {"productOffering": ProductOffering, "productSpecification": ProductSpecification}
)
