"""An order's history as a table: when, where, what of it, what happened, by which rule; pure, from what operations v1 answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.cli.text import plain, value

LATEST = 12
LONGEST_DETAIL = 60
# What an order consists of, in the details of its facts.
_PARTS: Sequence[str] = ("node", "item")
# The fact something begins with, by room and event, says what it is.
_BEGINNINGS = {
    ("com", "make"): "product {item}",
    ("com", "raise"): "fallout {node}",
    ("com", "ask"): "cancellation",
    ("com", "awaited"): "another order",
    ("som", "accept"): "{action} {specification}",
    ("som", "ask"): "cancellation of {serviceOrder}",
    ("som", "activate"): "service {specification}",
    ("som", "take"): "service {specification}",
    ("rom", "accept"): "{action} resources of {serviceOrder}",
    ("rom", "allocate"): "{resource}",
    ("rom", "release"): "{resource}",
    ("activation", "begin"): "{operation} {specification}",
}


def timeline(
    history: Mapping[str, Any], plan: Mapping[str, Any] | None = None, *, whole: bool = False
) -> list[str]:
    """The latest facts of a timeline, or the whole of it.

    By the plan, service orders, services and products are called by the node or item they belong to.
    """
    entries = history.get("entry", ())
    order = history.get("productOrderId", "")
    known = {**_of_plan(plan or {}), order: "order"}
    known.update(_of_history(entries, known))
    rows = [
        (_time(entry["at"]), entry["room"], _what(entry, fact, order, known), _move(fact), _more(fact))
        for entry in entries
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
    missing = ", ".join(history.get("missing", ()))
    return [
        *([f"(nothing of {missing}: no answer from there)"] if missing else []),
        *([f"({earlier} earlier: --timeline)"] if earlier else []),
        *lines,
    ]


def _of_plan(plan: Mapping[str, Any]) -> dict[str, str]:
    products = {p["productId"]: f"product {p['key']}" for p in plan.get("product", ()) if p.get("productId")}
    # Of those that change the same one the first has built it.
    services = {
        n["serviceId"]: f"service {n['key']}" for n in reversed(plan.get("node", ())) if n.get("serviceId")
    }
    orders = {n["id"]: n["key"] for n in plan.get("node", ()) if n.get("id")}
    return {**products, **services, **orders}


def _of_history(entries: Sequence[Mapping[str, Any]], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names of what the plan does not know, by the facts they begin with; the second of a name is its #2."""
    found = dict(known)
    counts: Counter[str] = Counter()
    for entry in entries:
        identifier, (fact, *_) = entry["aggregateId"], entry.get("fact") or [{}]
        pattern = _BEGINNINGS.get((entry["room"], fact.get("event", "")))
        if identifier in found or pattern is None:
            continue
        detail = {
            name: found.get(said, said)
            for name, said in fact.get("detail", {}).items()
            if isinstance(said, str)
        }
        name = pattern.format_map(_Said(detail)).strip()
        counts[name] += 1
        found[identifier] = name if counts[name] == 1 else f"{name} #{counts[name]}"
        yield identifier, found[identifier]


class _Said(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _time(at: str) -> str:
    return at.replace("T", " ").removesuffix("Z")


def _what(entry: Mapping[str, Any], fact: Mapping[str, Any], order: str, known: Mapping[str, str]) -> str:
    identifier, detail = entry["aggregateId"], fact.get("detail", {})
    for part in _PARTS if identifier == order else ():
        if isinstance(detail.get(part), str) and detail[part]:
            return plain(detail[part] if part == "node" else f"{part} {detail[part]}")
    # The end of an id is what tells it from others of its time.
    return plain(known.get(identifier) or f"…{identifier[-12:]}")


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
