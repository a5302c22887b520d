"""A qualification as text: what could be had, how often, why not, and what would do instead."""

from collections.abc import Iterator

from hub.cli.text import plain
from hub.kernel.errors import Code, Kind, refuse
from proto.som.v1.service_qualification_pb2 import (
    AlternateServiceProposal,
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
        yield f"{_name(item)}: {item.qualification_result}{_free(item)}"
        for reason in item.eligibility_unavailability_reason:
            yield f"  {reason.code}: {plain(reason.text)}"
        for alternative in item.alternate_service_proposal:
            yield f"  instead: {_name(alternative)}{_free(alternative)}"
    if not answer.item:
        yield "nothing can be had there"
    if answer.reservation == "held":
        until = answer.expiration_date.ToDatetime().strftime("%Y-%m-%dT%H:%M:%SZ")
        yield f"held until {until} for the service order that names qualification {answer.id}"


def _name(of: ServiceQualificationItem | AlternateServiceProposal) -> str:
    name = f" ({plain(of.name)})" if of.name else ""
    return plain(of.service_specification_id) + name


def _free(of: ServiceQualificationItem | AlternateServiceProposal) -> str:
    return f", {of.free} free" if of.HasField("free") else ""
