"""What callers may ask for: the commands behind som.v1.ServiceQualificationService."""

import msgspec

from workers.som.qualification.model import Qualification


class RequestQualification(msgspec.Struct):
    """Store this one and answer it; one that is known is a question, as long as its fingerprint is the same."""

    qualification: Qualification


class DeleteQualification(msgspec.Struct):
    id: str
