"""Mismatches and reconciliations as lines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hub.cli.text import plain, reason, value

#: What somebody, or something, still has to do something about.
UNSETTLED = ("open", "repairing", "retrying", "held")


def mismatch_lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """One thing a line, both sides under each other; what is absent is left out."""
    yield f"{plain(entry['id'])}  {entry['state']}  {entry['between']} {entry['difference']}"
    upper, lower = entry["between"].split("-")
    subject = entry["subjectId"]
    facts = {
        "about": subject if subject != entry.get("serviceId") else "",
        "service": entry.get("serviceId", ""),
        "of": entry.get("specificationId", ""),
        "product": entry.get("productId", ""),
        f"{upper} says": _side(entry["upper"]),
        f"{lower} says": _side(entry["lower"]),
        "since": entry["foundAt"],
        "repair": f"{entry['repair']}, attempt {entry['attempt']}"
        if entry.get("attempt")
        else entry.get("repair", ""),
        "failed": reason(entry["reason"]) if entry.get("reason") else "",
        "fallout": entry.get("falloutId", ""),
        "by": entry.get("by", ""),
        "because": entry.get("why", ""),
    }
    for title, text in facts.items():
        if text:
            yield f"  {title:<13} {plain(text)}"


def _side(said: Mapping[str, Any]) -> str:
    """Characteristics by their own names; the number of the last change is for those who repair."""
    own = {
        name: known
        for name, known in said.items()
        if name not in {"characteristics", "sequence"} and known != ""
    }
    facts = [f"{name} {value(known)}" for name, known in sorted(own.items())]
    facts += [f"{name}={value(known)}" for name, known in sorted(said.get("characteristics", {}).items())]
    return ", ".join(facts) or "nothing"


def progress(run: Mapping[str, Any]) -> str:
    """How far a reconciliation is, in a line."""
    halves = (
        f"{run['products']} products compared{'' if run['productsDone'] else ' so far'}",
        f"{run['services']} services compared" if run["servicesDone"] else "services under way",
        f"{run['leftOut']} products left out" if run["leftOut"] else "",
        f"found {counts(run['found'])}",
    )
    return f"{run['state']}: {', '.join(filter(None, halves))}"


def counts(found: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{c['count']} {c['between']} {c['difference']}" for c in found) or "nothing"


def policy_text(policy: Mapping[str, str]) -> str:
    """The policies that do something."""
    return ", ".join(f"{b} {p}" for b, p in sorted(policy.items()) if p != "report") or "report only"
