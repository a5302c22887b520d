"""What is known of an order beside its items, a fact a line; pure, from what operations v1 answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.cli.text import plain, reason

_MEMBERS = {
    "order": "id",
    "external id": "externalId",
    "description": "description",
    "priority": "priority",
    "ordered": "orderDate",
    "not before": "requestedStartDate",
    "wanted by": "requestedCompletionDate",
    "expected": "expectedCompletionDate",
    "ended": "completionDate",
}
# What is of no use any more when it has ended.
_BEFORE_THE_END = frozenset({"expected"})
_VERDICTS = {"possible": "possible", "flagged": "possible, but", "refused": "not possible"}


def about(
    order: Mapping[str, Any], plan: Mapping[str, Any], fallout: Sequence[Mapping[str, Any]] = ()
) -> Iterator[tuple[str, str]]:
    """Title and text of each thing there is to say; `fallout` is what of it waits for a decision."""
    ended = bool(order.get("completionDate"))
    for title, member in _MEMBERS.items():
        if order.get(member) and not (ended and title in _BEFORE_THE_END):
            yield title, plain(str(order[member]))
    parties = (f"{p.get('name') or p['id']} ({p.get('role', '?')})" for p in order.get("relatedParty", ()))
    if said := ", ".join(parties):
        yield "parties", plain(said)
    if plan.get("hash"):
        yield "plan", plain(plan["hash"])
    yield from _waits(order, fallout)
    if (cancel := order.get("cancellability")) and not ended:
        why = "; ".join(reason(said) for said in cancel.get("reason", ()))
        yield "cancelling", _VERDICTS[cancel["verdict"]] + (f": {why}" if why else "")
    for entry in order.get("jeopardy", ()):
        yield "jeopardy", _jeopardy(entry)
    for revision in order.get("revision", ()):
        before, after = (revision.get(f"planHash{which}", "?")[:12] for which in ("Before", "After"))
        yield (
            "revision",
            f"{revision.get('number', '?')} at {revision.get('at', '?')}: plan {before} → {after}",
        )


def _waits(order: Mapping[str, Any], fallout: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What somebody has to do before it goes on."""
    if hold := order.get("hold"):
        yield "held", plain(f"by {hold.get('by', '?')} since {hold.get('since', '?')}: {hold.get('why', '')}")
    for question in order.get("openQuestion", ()):
        yield "waits for", _question(question)
    for entry in fallout:
        what = ", ".join(entry.get("suggestedAction", ()))
        yield "decide", plain(f"{entry['id']}: {entry.get('reason', {}).get('code', '?')} ({what})")


def _question(question: Mapping[str, Any]) -> str:
    item = f"item {question['itemId']}: " if question.get("itemId") else ""
    until = f" (by {question['answerBy']})" if question.get("answerBy") else ""
    return plain(f"{item}{question['name']}: {question.get('text', '')}{until}")


def _jeopardy(entry: Mapping[str, Any]) -> str:
    end = f", cleared at {entry['clearedAt']}" if entry.get("clearedAt") else ""
    forecast, wanted = entry.get("forecast", "?"), entry.get("requested", "?")
    return f"since {entry.get('raisedAt', '?')}: expected {forecast}, wanted by {wanted}{end}"
