"""What is known of an order beside its items, a fact a line; pure, from what operations v1 answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.cli.text import plain, reason, value

LATEST = 12
LONGEST_DETAIL = 60
_MEMBERS = {
    "order": "id",
    "external id": "externalId",
    "description": "description",
    "priority": "priority",
    "ordered": "orderDate",
    "not before": "requestedStartDate",
    "wanted by": "requestedCompletionDate",
    "expected": "expectedCompletionDate",
    "completed": "completionDate",
}
_VERDICTS = {"possible": "possible", "flagged": "possible, but", "refused": "not possible"}


def about(order: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Title and text of each thing there is to say."""
    for title, member in _MEMBERS.items():
        if order.get(member):
            yield title, plain(str(order[member]))
    parties = (f"{p.get('name') or p['id']} ({p.get('role', '?')})" for p in order.get("relatedParty", ()))
    if said := ", ".join(parties):
        yield "parties", plain(said)
    if plan.get("hash"):
        yield "plan", plain(plan["hash"])
    if hold := order.get("hold"):
        yield "held", plain(f"by {hold.get('by', '?')} since {hold.get('since', '?')}: {hold.get('why', '')}")
    for question in order.get("openQuestion", ()):
        yield "waits for", _question(question)
    if cancel := order.get("cancellability"):
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


def _question(question: Mapping[str, Any]) -> str:
    item = f"item {question['itemId']}: " if question.get("itemId") else ""
    until = f" (by {question['answerBy']})" if question.get("answerBy") else ""
    return plain(f"{item}{question['name']}: {question.get('text', '')}{until}")


def _jeopardy(entry: Mapping[str, Any]) -> str:
    end = f", cleared at {entry['clearedAt']}" if entry.get("clearedAt") else ""
    forecast, wanted = entry.get("forecast", "?"), entry.get("requested", "?")
    return f"since {entry.get('raisedAt', '?')}: expected {forecast}, wanted by {wanted}{end}"


def timeline(
    history: Mapping[str, Any], plan: Mapping[str, Any] | None = None, *, whole: bool = False
) -> list[str]:
    """The latest facts of a timeline, or the whole of it: when, where, what of it, what happened, by which rule.

    By the plan, service orders and activations are called by the node they carry out.
    """
    known = {node["id"]: node["key"] for node in (plan or {}).get("node", ()) if node.get("id")}
    known[history.get("productOrderId", "")] = "order"
    rows = [
        (_time(entry["at"]), entry["room"], _what(entry, fact, known), _move(fact), _more(fact))
        for entry in history.get("entry", ())
        for fact in entry.get("fact", ())
    ]
    shown = rows if whole else rows[-LATEST:]
    widths = [max(len(row[column]) for row in shown) for column in range(4)] if shown else []
    lines = [
        "  ".join(
            (*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4])
        ).rstrip()
        for row in shown
    ]
    earlier = len(rows) - len(shown)
    return [f"({earlier} earlier: --timeline)", *lines] if earlier else lines


def _time(at: str) -> str:
    return at.replace("T", " ").removesuffix("Z")


def _what(entry: Mapping[str, Any], fact: Mapping[str, Any], known: Mapping[str, str]) -> str:
    detail = fact.get("detail", {})
    for part in _PARTS:
        if isinstance(detail.get(part), str) and detail[part]:
            return plain(detail[part] if part == "node" else f"{part} {detail[part]}")
    identifier = entry["aggregateId"]
    # The end of an id is what tells it from others of its time.
    return plain(known.get(identifier) or f"…{identifier[-12:]}")


_PARTS: Sequence[str] = ("node", "item")


def _move(fact: Mapping[str, Any]) -> str:
    source, target = fact.get("source", ""), fact.get("target", "")
    states = f" {source} → {target}".replace("  ", " ") if target and source != target else ""
    return plain(f"{fact['event']}{':' if states else ''}{states}")


def _more(fact: Mapping[str, Any]) -> str:
    detail = {name: said for name, said in fact.get("detail", {}).items() if name not in _PARTS}
    rule = [f"[{plain(fact['rule'])}]"] if fact.get("rule") else []
    return " ".join([*rule, *(f"{plain(name)}={_short(said)}" for name, said in detail.items())])


def _short(said: Any) -> str:
    text = plain(said) if isinstance(said, str) else value(said)
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
