"""What callers may ask for: the commands behind com.v1.ProductOfferingQualificationService."""

from datetime import datetime

import msgspec

from core.qualification.model import Qualification


class RequestOfferingQualification(msgspec.Struct):
    """Store this one, and answer it: at once when it says so."""

    qualification: Qualification


class UpdateOfferingQualification(msgspec.Struct):
    """What the answer is not made from becomes this; an `if_version` of 0 is any."""

    id: str
    description: str
    wanted_by: datetime | None
    extension: str
    if_version: int = 0


class DeleteOfferingQualification(msgspec.Struct):
    id: str
    if_version: int = 0
