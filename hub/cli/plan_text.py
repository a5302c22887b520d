"""A plan as text to read and to compare: pure, from what operations v1 answers; the same plan is the same bytes."""

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.cli.text import plain, value

Plan = Mapping[str, Any]
Node = Mapping[str, Any]
CONTEXT_LINES = 3
# What is the plan's own; ids that are given out and states of a running order are not.
NODE_MEMBERS = [
    "key",
    "itemId",
    "name",
    "action",
    "serviceSpecificationId",
    "serviceId",
    "requires",
    "characteristic",
    "previous",
    "why",
    "importance",
    "pointOfNoReturn",
    "compensation",
    "attemptsAllowed",
    "expectedSeconds",
]
PLAN_MEMBERS = ("hash", "version", "product")


def is_plan(document: Any) -> bool:
    """Whether a JSON document is a plan rather than an order."""
    return isinstance(document, dict) and isinstance(document.get("node"), list) and "hash" in document


def static(plan: Plan) -> dict[str, Any]:
    """What a plan says before anything of it has run, its nodes in topological order."""
    kept = {name: plan[name] for name in PLAN_MEMBERS if name in plan}
    nodes = [{name: node[name] for name in NODE_MEMBERS if name in node} for node in ordered(plan["node"])]
    return {**kept, "node": nodes}


def canonical(plan: Plan) -> str:
    """The plan as JSON, members sorted."""
    return json.dumps(static(plan), indent=2, sort_keys=True, ensure_ascii=False)


def ordered(nodes: Sequence[Node]) -> list[Node]:
    """Each node after all it requires; where that leaves a choice, by key."""
    left = {node["key"]: node for node in nodes}
    found: list[Node] = []
    while left:
        free = [node for node in left.values() if not left.keys() & set(node.get("requires", ()))]
        # A circle is no plan of ours; its nodes are shown all the same.
        first = min(free or left.values(), key=lambda node: _natural(node["key"]))
        found.append(left.pop(first["key"]))
    return found


def _natural(key: str) -> list[Any]:
    """`110:2` stands before `110:10`."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", key)]


def lines(plan: Plan) -> list[str]:
    """The plan to read; a line that is not indented heads those below it."""
    return [line.rstrip() for line in _lines(static(plan))]


def _lines(plan: Plan) -> Iterator[str]:
    nodes, products = plan["node"], plan.get("product", ())
    yield f"plan {plan['hash']}"
    yield f"  {_count(len(products), 'product')}, {_count(len(nodes), 'service order')}"
    for entry, version in sorted(plan.get("version", {}).items()):
        yield f"  from {plain(entry)} {plain(version)}"
    for product in sorted(products, key=lambda product: _natural(product["key"])):
        yield ""
        yield f"product {plain(product['key'])}: {product['action']} {plain(product.get('productOfferingId', ''))}"
        if product.get("productId"):
            yield f"  product {plain(product['productId'])}"
        yield from _values(product)
    for node in nodes:
        yield ""
        yield from _node(node)


def _node(node: Node) -> Iterator[str]:
    name = node.get("serviceSpecificationId") or node.get("name", "")
    yield f"{plain(node['key'])}: {node['action']} {plain(name)}"
    if node.get("serviceId"):
        yield f"  service {plain(node['serviceId'])}"
    for key in sorted(node.get("requires", ()), key=_natural):
        yield f"  after {plain(key)}"
    yield from _values(node)
    if rules := ", ".join(_rules(node)):
        yield f"  {rules}"
    if node.get("why"):
        yield f"  why: {plain(node['why'])}"


def _values(thing: Mapping[str, Any]) -> Iterator[str]:
    """`set` what is new, old → new where it was something else; `had` what goes."""
    now, before = thing.get("characteristic", {}), thing.get("previous", {})
    for name in sorted(now):
        old = f"{value(before[name])} → " if name in before else ""
        yield f"  set {plain(name)} = {old}{value(now[name])}"
    for name in sorted(before.keys() - now.keys()):
        yield f"  had {plain(name)} = {value(before[name])}"


def _rules(node: Node) -> Iterator[str]:
    """What is to be known of how it is carried out; what is as usual is left out."""
    if node.get("importance", "mandatory") != "mandatory":
        yield plain(node["importance"])
    if node.get("pointOfNoReturn", "none") != "none":
        yield f"{plain(node['pointOfNoReturn'])} point of no return"
    if node.get("attemptsAllowed", 1) > 1:
        yield f"{node['attemptsAllowed']} attempts"
    if node.get("compensation") == "none":
        yield "not undone"
    elif node.get("compensation"):
        yield f"undone by {plain(node['compensation'])}"
    if node.get("expectedSeconds"):
        yield f"about {node['expectedSeconds']} s"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def diff(before: Plan, after: Plan, names: tuple[str, str]) -> list[str]:
    """A unified diff of the two texts, each part under the heading it is in; empty when they are the same."""
    old, new = lines(before), lines(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[str] = []
    for group in matcher.get_grouped_opcodes(CONTEXT_LINES):
        _, old_from, _, new_from, _ = group[0]
        _, _, old_to, _, new_to = group[-1]
        where = f"-{_range(old_from, old_to)} +{_range(new_from, new_to)}"
        found.append(f"@@ {where} @@ {_heading(group, old, new)}".rstrip())
        for kind, a, b, c, d in group:
            if kind == "equal":
                found += [f" {line}" for line in old[a:b]]
                continue
            found += [f"-{line}" for line in old[a:b]]
            found += [f"+{line}" for line in new[c:d]]
    return [f"--- {names[0]}", f"+++ {names[1]}", *found] if found else []


def _range(start: int, end: int) -> str:
    """As diff counts: from 1, and the line before where there are none."""
    return f"{start + 1 if end > start else start},{end - start}"


def _heading(group: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]) -> str:
    kind, a, _, c, _ = next(part for part in group if part[0] != "equal")
    above = old[: a + 1] if kind == "delete" else new[: c + 1]
    return next((line for line in reversed(above) if line and not line.startswith(" ")), "")
