"""`hub qualify`: what it says of an answer, and what it wants to be told."""

from typing import Any

import pytest
from click.testing import CliRunner
from google.protobuf.json_format import ParseDict

from hub.cli import main
from hub.cli.qualify_text import lines
from hub.kernel.errors import Code, HubError, Kind
from proto.som.v1.service_qualification_pb2 import ServiceQualification


def told(**answer: Any) -> list[str]:
    done = {"id": "q", "publishedState": "done", **answer}
    return list(lines(ParseDict(done, ServiceQualification())))


def test_what_can_be_had_is_told_with_how_many_are_free() -> None:
    item = {
        "service": {"serviceSpecification": {"id": "cfs", "name": "Fiber"}},
        "qualificationResult": "qualified",
        "free": 12,
        "eligibilityUnavailabilityReason": [],
    }

    assert told(item=[item]) == ["cfs (Fiber): qualified, 12 free"]


def test_what_cannot_is_told_with_the_reason_and_what_would_do_instead() -> None:
    item = {
        "service": {"serviceSpecification": {"id": "cfs"}},
        "qualificationResult": "alternate",
        "eligibilityUnavailabilityReason": [{"code": "no-coverage", "text": "it has dsl\x1b"}],
        "alternateServiceProposal": [
            {"alternateService": {"serviceSpecification": {"id": "dsl", "name": "DSL"}}, "free": 3}
        ],
    }

    assert told(item=[item]) == [
        "cfs: alternate",
        "  no-coverage: it has dsl\N{REPLACEMENT CHARACTER}",
        "  instead: dsl (DSL), 3 free",
    ]


def test_what_is_held_is_told_until_when_and_for_whom() -> None:
    answer = told(reservation="held", expirationDate="2026-01-01T12:00:00.5Z")

    assert answer == [
        "nothing can be had there",
        "held until 2026-01-01T12:00:00Z for the service order that names qualification q",
    ]


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (
            {"terminationError": {"code": "answer-overdue", "text": "ROM is silent"}},
            Kind.UNAVAILABLE,
            "ROM is silent",
        ),
        ({"publishedState": "inProgress"}, Kind.TIMEOUT, "qualification q is inProgress"),
    ],
)
def test_no_answer_is_an_error(answer: dict[str, Any], kind: Kind, text: str) -> None:
    with pytest.raises(HubError, match=text) as error:
        told(**answer)

    assert (error.value.kind, error.value.reasons[0].code) == (kind, Code.ANSWER_OVERDUE)


@pytest.mark.parametrize("wrong", [[], ["--reserve", "5", "--postcode", "A"], ["cfs", "--reserve", "0"]])
def test_what_makes_no_sense_is_refused_before_anybody_is_asked(wrong: list[str]) -> None:
    asked = CliRunner().invoke(main, ["qualify", *wrong])

    assert (asked.exit_code, "Usage: " in asked.output) == (2, True)
