"""What holds of every plan, whatever the catalogue and the order."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from core.catalog.model import Catalog
from core.inventory.model import Product
from core.ordering.items import Item
from core.ordering.planning.bundles import Bundles
from core.ordering.planning.decompose import decompose
from core.ordering.planning.judge import reasons_against
from core.ordering.planning.plan import Plan, canonical
from hub.kernel import graph
from hub.kernel.errors import Code, HubError
from tests.unit.rooms.making import NOW, carried_out, item, order
from tests.unit.rooms.worlds import World, first_order, hashes, next_order, world

ROOT = Path(__file__).parents[3]
chances = st.randoms(use_true_random=False)


def plan(items: list[Item], shop: Catalog, has: Mapping[str, Product]) -> Plan:
    """The plan; orders that the catalogue cannot fulfil are left to other tests."""
    try:
        return decompose(items, shop, has)
    except HubError as refused:
        codes = {reason.code for reason in refused.reasons}
        assert codes <= {Code.REQUIREMENT_MISSING, Code.REQUIREMENT_CIRCULAR}
        assume(False)
        raise


def first(chance: Random) -> tuple[World, list[Item], Plan]:
    of = world(chance)
    items = first_order(chance, of)
    return of, items, plan(items, of.catalog, {})


def second(chance: Random) -> tuple[World, dict[str, Product], list[Item], Plan]:
    of, _, built = first(chance)
    has = carried_out(built, {})
    items = next_order(chance, of, has)
    return of, has, items, plan(items, of.catalog, has)


@given(chance=chances)
def test_the_same_input_gives_the_same_bytes_and_changes_nothing(chance: Random) -> None:
    of, has, items, made = second(chance)
    before = repr((has, items))
    assert canonical(decompose(items, of.catalog, has)) == canonical(made)
    assert decompose(items, of.catalog.pinned(made.versions), has).hash == made.hash
    assert repr((has, items)) == before
    # Also when it was stored between.
    assert canonical(msgspec.json.decode(msgspec.json.encode(made), type=Plan)) == canonical(made)


def test_another_process_with_other_hashes_makes_the_same_plans() -> None:
    code = "from tests.unit.rooms.worlds import hashes; print('\\n'.join(hashes(range(200))))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    here = "\n".join(hashes(range(200))) + "\n"
    assert runs == [here, here]
    assert len(set(here.split("\n"))) > 100


@given(chance=chances)
def test_keys_are_unique_what_is_waited_for_is_there_and_nothing_waits_for_itself(chance: Random) -> None:
    _, _, _, made = second(chance)
    requires = {task.key: task.requires for task in made.tasks}
    assert len(requires) == len(made.tasks)
    assert {need for needs in requires.values() for need in needs} <= requires.keys()
    assert graph.cycle(requires) == []
    assert all(len(set(needs)) == len(needs) for needs in requires.values())


@given(chance=chances)
def test_whatever_a_service_is_built_on_stands_before_it_by_edge_or_from_before(chance: Random) -> None:
    of, has, items, made = second(chance)
    roots = Bundles(items)
    tasks = {task.key: task for task in made.tasks}
    for product in made.products:
        specification = of.catalog.specification(product.specification_id, product.specification_version)
        assert specification is not None
        own = {c.service_specification_id for c in specification.service_components}
        for service in product.services:
            if not service.task or tasks[service.task].action != "add":
                continue
            for kind in service.relies_on:
                beside = [p for p in made.products if roots.root(p.item_id) == roots.root(product.item_id)]
                among = [product] if kind in own else beside
                bases = [s for p in among for s in p.services if s.specification_id == kind]
                assert bases or kind in own
                assert {b.task for b in bases if b.task} <= set(tasks[service.task].requires)
                assert all(b.task or b.service_id for b in bases)
    assert has.keys() >= {p.product_id for p in made.products if p.product_id}


@given(chance=chances)
def test_in_a_bundle_all_that_goes_waits_for_all_that_comes(chance: Random) -> None:
    _, _, _, made = second(chance)
    builds = {t.key for t in made.tasks if t.action != "delete"}
    assert all(builds <= set(t.requires) for t in made.tasks if t.action == "delete")
    assert not any(set(tasks.requires) - builds for tasks in made.tasks if tasks.key in builds)


@given(chance=chances)
def test_when_it_is_done_the_same_targets_ask_for_nothing_more(chance: Random) -> None:
    of, has, items, made = second(chance)
    after = carried_out(made, has)
    again = [each for each in items if each.action not in {"delete", "add"}]
    assert decompose(again, of.catalog, after).tasks == []
    values = {p.product_id: p.characteristics for p in made.products if p.action == "modify"}
    assert all({c.name: c.value for c in after[i].characteristics} == v for i, v in values.items())


@given(chance=chances)
def test_every_task_is_a_difference_between_what_is_and_what_is_to_be(chance: Random) -> None:
    _, has, _, made = second(chance)
    there = {s.service_id: s.characteristics for p in has.values() for s in p.services}
    for task in made.tasks:
        if task.action == "add":
            assert not task.service_id
        elif task.action == "delete":
            assert (task.characteristics, task.previous) == ({}, there[task.service_id])
        else:
            assert task.characteristics
            assert task.characteristics.keys() == task.previous.keys()
            assert all(task.characteristics[n] != v for n, v in task.previous.items())
            assert all(there[task.service_id].get(n) == v for n, v in task.previous.items())
    touched = [task.service_id for task in made.tasks if task.service_id]
    assert len(set(touched)) == len(touched)
    quiet = {p.product_id for p in made.products if p.action == "noChange"}
    assert not any(s.service_id in touched for p in has.values() if p.id in quiet for s in p.services)


@given(chance=chances)
def test_what_was_added_can_be_deleted_and_nothing_is_left(chance: Random) -> None:
    of, items, built = first(chance)
    has = carried_out(built, {})
    gone = [item("all", "all", action="delete")]
    gone += [item(str(n), parent="all", action="delete", about=each) for n, each in enumerate(has)]
    assert reasons_against(order(*gone), of.catalog, has, NOW) == []
    ended = decompose(gone, of.catalog, has)

    services = sorted(s.service_id for p in has.values() for s in p.services)
    assert sorted(task.service_id for task in ended.tasks) == services
    assert {task.action for task in ended.tasks} <= {"delete"}
    assert carried_out(ended, has) == {}
    # In reverse: what required something goes before it, in each product.
    service_of = {task.key: task.service_id for task in ended.tasks}
    waits = {task.service_id: {service_of[need] for need in task.requires} for task in ended.tasks}
    for task in built.tasks:
        product = task.key.rpartition("/")[0]
        inside = [need for need in task.requires if need.rpartition("/")[0] == product]
        own = {s.component.partition("#")[0] for s in has[f"p-{product}"].services}
        for need in inside:
            kind = need.rpartition("/")[2].partition("#")[0]
            if kind in own and f"p-{product}" in has and kind in _relied_on(has[f"p-{product}"], task.key):
                assert f"s-{task.key}" in waits[f"s-{need}"]
    assert items


def _relied_on(product: Product, task: str) -> list[str]:
    (service,) = [s for s in product.services if s.service_id == f"s-{task}"]
    return service.relies_on
