"""What may still be said of a qualification, and by whom."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import Code, HubError, Kind
from tests.unit.rooms.making import NOW
from tests.unit.rooms.qualifying import CATALOG, FREE, Office
from workers.som.qualification.commands import ChangeQualification, DeleteQualification

LATER = NOW + timedelta(days=1)


@pytest.fixture
def office() -> Iterator[Office]:
    opened = Office(CATALOG, dict(FREE))
    yield opened
    opened.close()


def change(office: Office, **more: Any) -> None:
    said = {"external_id": "", "description": "", "expected_date": None, "extension": "", **more}
    office.do(ChangeQualification(id="q", **said))


def refusal(office: Office, command: Any) -> tuple[Kind, Code]:
    with pytest.raises(HubError) as caught:
        office.do(command)
    return caught.value.kind, caught.value.reasons[0].code


def test_what_it_is_called_may_change_at_any_time(office: Office) -> None:
    office.check(("paper", ""), external_id="a")

    change(office, external_id="b", description="c", extension="{}")

    found = office.found()
    assert (found.external_id, found.description, found.extension) == ("b", "c", "{}")


def test_when_it_is_wanted_may_change_until_it_is_answered(office: Office) -> None:
    office.answer = lambda _: None
    office.check(("fiber", "AA1"))
    change(office, expected_date=LATER)
    assert office.found().expected_date == LATER

    office.check(("paper", ""), identifier="done")
    late = ChangeQualification("done", "", "", LATER, "")
    assert refusal(office, late) == (Kind.NOT_ALLOWED, Code.STATE_FORBIDS)


def test_who_knows_an_older_version_or_means_another_kind_changes_nothing(office: Office) -> None:
    office.check(("paper", ""), external_id="a")
    change(office, external_id="b", if_version=1)

    stale, unknown = (Kind.STALE, Code.VERSION_STALE), (Kind.NOT_FOUND, Code.ID_UNKNOWN)
    assert refusal(office, ChangeQualification("q", "c", "", None, "", if_version=1)) == stale
    assert refusal(office, ChangeQualification("q", "c", "", None, "", kind="query")) == unknown
    assert refusal(office, DeleteQualification("q", if_version=1)) == stale
    assert refusal(office, DeleteQualification("q", kind="query")) == unknown
    assert office.found().external_id == "b"
