"""A qualification as text: what could be had, how often, why not, and what would do instead."""

from collections.abc import Iterator

from hub.cli.text import plain
from hub.kernel.errors import Code, Kind, refuse
from proto.som.v1.service_qualification_pb2 import (
    AlternateServiceProposal,
    QualifiedService,
    ServiceQualification,
    ServiceQualificationItem,
)


def lines(answer: ServiceQualification) -> Iterator[str]:
    """The answer; a `HubError` when there is none."""
    if answer.HasField("termination_error"):
        error = answer.termination_error
        raise refuse(Kind.UNAVAILABLE, Code(error.code), error.text)
    if answer.published_state != "done":
        text = f"qualification {answer.id} is {answer.published_state}: nobody has said yet what could be had"
        raise refuse(Kind.TIMEOUT, Code.ANSWER_OVERDUE, text)
    for item in answer.item:
        yield f"{_name(item.service)}: {item.qualification_result}{_free(item)}"
        for reason in item.eligibility_unavailability_reason:
            yield f"  {reason.code}: {plain(reason.text)}"
        for alternative in item.alternate_service_proposal:
            yield f"  instead: {_name(alternative.alternate_service)}{_free(alternative)}"
    if not answer.item:
        yield "nothing can be had there"
    if answer.reservation == "held":
        until = answer.expiration_date.ToDatetime().strftime("%Y-%m-%dT%H:%M:%SZ")
        yield f"held until {until} for the service order that names qualification {answer.id}"


def _name(service: QualifiedService) -> str:
    specification = service.service_specification
    name = f" ({plain(specification.name)})" if specification.name else ""
    return plain(specification.id) + name


def _free(of: ServiceQualificationItem | AlternateServiceProposal) -> str:
    return f", {of.free} free" if of.HasField("free") else ""
