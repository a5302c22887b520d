"""A plan as text: the same plan is the same bytes, and what differs is seen."""

import json
import random
from typing import Any

import pytest

from hub.cli import plan_text

FIBER: dict[str, Any] = {
    "key": "1/cfs-fiber",
    "id": "so-1",
    "itemId": "1",
    "name": "Fiber access",
    "action": "modify",
    "serviceSpecificationId": "cfs-fiber",
    "serviceId": "service-1",
    "requires": [],
    "state": "submitted",
    "attempts": 1,
    "characteristic": {"bandwidth": 1000, "level": "gold"},
    "previous": {"bandwidth": 100},
    "importance": "critical",
    "pointOfNoReturn": "hard",
    "attemptsAllowed": 3,
    "compensation": "cfs-undo",
    "expectedSeconds": 600,
    "why": "fiber 2 wants bandwidth from bandwidth",
}
ROUTER: dict[str, Any] = {
    "key": "10/cfs-router",
    "itemId": "10",
    "action": "add",
    "serviceSpecificationId": "cfs-router",
    "requires": ["1/cfs-fiber", "2/cfs-ip"],
    "importance": "mandatory",
    "pointOfNoReturn": "none",
    "attemptsAllowed": 1,
}
IP: dict[str, Any] = {
    "key": "2/cfs-ip",
    "itemId": "2",
    "action": "delete",
    "serviceSpecificationId": "cfs-ip",
    "requires": ["1/cfs-fiber"],
    "previous": {"address": "10.0.0.1"},
    "compensation": "none",
}
PLAN: dict[str, Any] = {
    "productOrderId": "o-1",
    "hash": "abc",
    "version": {"productSpecification:fiber": "2", "productOffering:fiber-1g": "1.0"},
    "product": [
        {
            "key": "1",
            "itemId": "1",
            "action": "modify",
            "productId": "p-1",
            "productOfferingId": "fiber-1g",
            "characteristic": {"bandwidth": 1000},
        }
    ],
    "node": [ROUTER, IP, FIBER],
}
TEXT = """plan abc
  1 product, 3 service orders
  from productOffering:fiber-1g 1.0
  from productSpecification:fiber 2

product 1: modify fiber-1g
  product p-1
  set bandwidth = 1000

1/cfs-fiber: modify cfs-fiber
  service service-1
  set bandwidth = 100 → 1000
  set level = "gold"
  critical, hard point of no return, 3 attempts, undone by cfs-undo, about 600 s
  why: fiber 2 wants bandwidth from bandwidth

2/cfs-ip: delete cfs-ip
  after 1/cfs-fiber
  had address = "10.0.0.1"
  not undone

10/cfs-router: add cfs-router
  after 1/cfs-fiber
  after 2/cfs-ip"""


def changed(**members: Any) -> dict[str, Any]:
    """The plan with another fiber node."""
    return {**PLAN, "hash": "def", "node": [ROUTER, IP, {**FIBER, **members}]}


def test_each_node_stands_after_what_it_requires_with_what_changes_and_why() -> None:
    assert "\n".join(plan_text.lines(PLAN)) == TEXT


@pytest.mark.parametrize("seed", range(5))
def test_text_and_json_do_not_depend_on_the_order_anything_came_in(seed: int) -> None:
    shuffle = random.Random(seed)
    nodes = [dict(shuffle.sample(list(node.items()), len(node))) for node in PLAN["node"]]
    shuffle.shuffle(nodes)
    other = {**PLAN, "node": nodes, "version": dict(reversed(PLAN["version"].items()))}

    assert plan_text.lines(other) == plan_text.lines(PLAN)
    assert plan_text.canonical(other) == plan_text.canonical(PLAN)


def test_a_plan_is_kept_without_what_one_run_gave_it_and_reads_the_same_afterwards() -> None:
    kept = json.loads(plan_text.canonical(PLAN))

    assert plan_text.is_plan(kept)
    assert not kept.keys() & {"productOrderId"}
    assert not {"id", "state", "attempts"} & {name for node in kept["node"] for name in node}
    assert plan_text.lines(kept) == plan_text.lines(PLAN)


def test_instances_stand_in_the_order_of_their_numbers() -> None:
    keys = [f"1:{number}/x" for number in (10, 9, 2, 1)]

    found = plan_text.ordered([{"key": key} for key in keys])

    assert [node["key"] for node in found] == ["1:1/x", "1:2/x", "1:9/x", "1:10/x"]


def test_a_circle_is_shown_all_the_same() -> None:
    nodes = [{"key": "b", "requires": ["a"]}, {"key": "a", "requires": ["b"]}]

    assert [node["key"] for node in plan_text.ordered(nodes)] == ["a", "b"]


def test_the_same_plan_has_no_difference() -> None:
    assert plan_text.diff(PLAN, json.loads(plan_text.canonical(PLAN)), ("a", "b")) == []


def test_a_difference_stands_under_the_node_it_is_in() -> None:
    other = changed(characteristic={"bandwidth": 500, "level": "gold"}, why="another rule")

    assert plan_text.diff(PLAN, other, ("old.json", "new.json")) == [
        "--- old.json",
        "+++ new.json",
        "@@ -1,4 +1,4 @@ plan def",
        "-plan abc",
        "+plan def",
        "   1 product, 3 service orders",
        "   from productOffering:fiber-1g 1.0",
        "   from productSpecification:fiber 2",
        "@@ -9,10 +9,10 @@ 1/cfs-fiber: modify cfs-fiber",
        " ",
        " 1/cfs-fiber: modify cfs-fiber",
        "   service service-1",
        "-  set bandwidth = 100 → 1000",
        "+  set bandwidth = 100 → 500",
        '   set level = "gold"',
        "   critical, hard point of no return, 3 attempts, undone by cfs-undo, about 600 s",
        "-  why: fiber 2 wants bandwidth from bandwidth",
        "+  why: another rule",
        " ",
        " 2/cfs-ip: delete cfs-ip",
        "   after 1/cfs-fiber",
    ]


def test_a_node_that_goes_is_named_by_its_own_heading() -> None:
    after = {**PLAN, "node": [FIBER, IP]}

    found = plan_text.diff(PLAN, after, ("a", "b"))

    assert "-10/cfs-router: add cfs-router" in found
    assert "-  after 2/cfs-ip" in found


def test_what_others_wrote_does_not_steer_the_terminal() -> None:
    nasty = {"why": "\x1b[31mred\nplan fake", "characteristic": {"x\x07": "\x1b"}}

    text = "\n".join(plan_text.lines(changed(**nasty)))

    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\nplan fake" not in text


@pytest.mark.parametrize(
    "document", [None, [], {"productOrderItem": []}, {"hash": "x"}, {"hash": "x", "node": {}}]
)
def test_what_is_no_plan_is_not_taken_for_one(document: Any) -> None:
    assert not plan_text.is_plan(document)
