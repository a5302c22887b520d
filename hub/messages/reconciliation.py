"""What rooms tell each other so that their inventories can be compared, and made to agree. Part of asyncapi/*.yaml.

An inventory is walked through in ranges of ids: `after` (not in it) to `through` (in it), '' for no end. Whoever
compares asks the layer below for the same range, so that what only that one has is found too. A range is compared as
it is when the answer comes; what somebody works on meanwhile is left out and seen the next time.
"""

from enum import StrEnum
from typing import Any

import msgspec

from hub.messages.base import ErrorMessage, NamedValue, Payload


class Between(StrEnum):
    """Which two inventories disagree, the upper one first."""

    PRODUCT_SERVICE = "product-service"
    SERVICE_NETWORK = "service-network"
    SERVICE_RESOURCE = "service-resource"


class Difference(StrEnum):
    """What is wrong, seen from the upper inventory."""

    MISSING = "missing"  # the lower one does not have it
    EXTRA = "extra"  # only the lower one has it
    DIFFERENT = "different"


class Repair(StrEnum):
    """What is to be done about a mismatch."""

    RE_APPLY = "re-apply"  # the lower inventory becomes what the upper one says
    ADOPT = "adopt"  # the upper inventory becomes what the lower one says


class ReportServices(Payload):
    """The core asks SOM for the services of products whose ids are in a range."""

    reconciliation_id: str
    after: str = ""
    through: str = ""


class ReportedService(Payload):
    """One that was ordered for the product itself, not one that others stand on; `busy` when a service order works on it.

    `external_id` is whose order it was that has built it, as whoever ordered it calls that order: the
    core finds by it that a product whose order is not done yet is not in its inventory yet.
    """

    id: str
    product_id: str
    specification_id: str
    state: str
    busy: bool = False
    external_id: str = ""
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ServicesReported(Payload):
    reconciliation_id: str
    after: str
    through: str
    service: list[ReportedService] = msgspec.field(default_factory=list)


class ReconcileServices(Payload):
    """The core asks SOM to compare its services with the network and with the resources; again, it asks how far that is."""

    reconciliation_id: str


class ReportConfigurations(Payload):
    """SOM asks activation for what the network holds for services whose ids are in a range."""

    reconciliation_id: str
    after: str = ""
    through: str = ""


class ReportedConfiguration(Payload):
    """`state` is active or inactive; `busy` when something is being done to it.

    `sequence` is the number of what was done last for the service: only what has a higher one is done after it.
    """

    service_id: str
    element: str
    state: str
    busy: bool = False
    sequence: int = 0
    specification_id: str = ""
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ConfigurationsReported(Payload):
    reconciliation_id: str
    after: str
    through: str
    configuration: list[ReportedConfiguration] = msgspec.field(default_factory=list)


class ReportResources(Payload):
    """SOM asks ROM for what is allocated for services whose ids are in a range; '' is a service id too: for nobody."""

    reconciliation_id: str
    after: str = ""
    through: str = ""


class ReportedResource(Payload):
    id: str
    service_id: str
    service_order_id: str
    specification_id: str
    value: str


class ResourcesReported(Payload):
    reconciliation_id: str
    after: str
    through: str
    resource: list[ReportedResource] = msgspec.field(default_factory=list)


class Mismatch(Payload):
    """One thing two inventories do not agree about; its id follows from what it is about, so it is the same each time.

    `subject_id` is the service (of a product, in the network), or the resource; `service_id` and `product_id` whom it
    belongs to, as far as that is known. `upper` and `lower` are what each side says, only what differs and what
    somebody needs to understand it.
    """

    id: str
    between: Between
    difference: Difference
    subject_id: str
    service_id: str = ""
    product_id: str = ""
    specification_id: str = ""
    upper: dict[str, Any] = msgspec.field(default_factory=dict)
    lower: dict[str, Any] = msgspec.field(default_factory=dict)


class MismatchesFound(Payload):
    """What SOM has found in one range; the last one of a reconciliation says how many services it has compared.

    `left_out` are services somebody works on: what was found about them before stands. With `error_message` SOM has
    given up, and nothing more comes. Messages overtake each other: those that carry something are numbered by `page` from
    1 on, and the last one says in `pages` how many there are; one that only answers how far it is has no number.
    """

    reconciliation_id: str
    mismatch: list[Mismatch] = msgspec.field(default_factory=list)
    left_out: list[str] = msgspec.field(default_factory=list)
    page: int = 0
    last: bool = False
    pages: int = 0
    compared: int = 0
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)


class RepairService(Payload):
    """Asks SOM to put right a mismatch it has found, or one between a product and its service; again, what came of that.

    `service_characteristic` and `state` (`active`, `inactive` when it is to be suspended, `terminated`: the words of
    a service order) are what the upper inventory wants of a service of a product.
    """

    id: str
    attempt: int
    repair: Repair
    mismatch: Mismatch
    state: str = ""
    service_characteristic: list[NamedValue] = msgspec.field(default_factory=list)


class ServiceRepaired(Payload):
    """`state`: inProgress, completed or failed; with `completed` both sides say the same again."""

    id: str
    attempt: int
    state: str
    error_message: list[ErrorMessage] = msgspec.field(default_factory=list)
