"""What callers may ask for: the commands behind som.v1.ServiceQualificationService."""

from datetime import datetime

import msgspec

from workers.som.qualification.model import Qualification


class RequestQualification(msgspec.Struct):
    """Store this one and answer it; one that is known is a question, as long as its fingerprint is the same."""

    qualification: Qualification


class ChangeQualification(msgspec.Struct):
    """All of it as it shall be. `kind` '' is either, `if_version` 0 any."""

    id: str
    external_id: str
    description: str
    expected_date: datetime | None
    extension: str
    kind: str = ""
    if_version: int = 0


class DeleteQualification(msgspec.Struct):
    id: str
    kind: str = ""
    if_version: int = 0
