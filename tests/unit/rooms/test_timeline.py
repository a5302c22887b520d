"""The history of a room as its callers get it."""

from datetime import UTC, datetime

from hub.compose.history import from_entry
from hub.kernel.aggregate import Fact
from hub.platform.timeline import Entry


def test_everything_an_entry_says_reaches_the_caller() -> None:
    at = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
    facts = [Fact("fail", "open", "failed", "tried often", {"code": "network-failed"}), Fact("note")]

    got = from_entry(
        Entry(
            position=1,
            at=at,
            room="com",
            aggregate_id="o",
            version=3,
            message_id="m",
            message_type="Do",
            causation="c",
            facts=facts,
        )
    )

    assert got.at.ToDatetime(UTC) == at
    assert (got.room, got.aggregate_id, got.version) == ("com", "o", 3)
    assert (got.message_id, got.message_type, got.causation_id) == ("m", "Do", "c")
    assert [(f.event, f.source, f.target, f.rule, f.detail_json) for f in got.fact] == [
        ("fail", "open", "failed", "tried often", '{"code":"network-failed"}'),
        ("note", "", "", "", ""),
    ]
