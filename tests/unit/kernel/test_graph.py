"""Plan graphs: what can never start is found, and how long the rest takes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.graph import cycle, longest

NODES = "abcdefgh"

any_graph = st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from(NODES)))


@st.composite
def acyclic(draw: st.DrawFn) -> dict[str, set[str]]:
    """Each node may require any before it."""
    order = draw(st.permutations(NODES))
    return {
        node: draw(st.sets(st.sampled_from(order[:place]))) if place else set()
        for place, node in enumerate(order)
    }


def run_to_the_end(requires: dict[str, set[str]]) -> list[str]:
    """Starts what has all it requires, one at a time, until nothing has."""
    done: list[str] = []
    while can := [n for n, needs in requires.items() if n not in done and needs <= set(done)]:
        done.append(can[0])
    return done


@given(acyclic())
def test_what_has_no_cycle_runs_to_the_end(requires: dict[str, set[str]]) -> None:
    assert cycle(requires) == []
    assert set(run_to_the_end(requires)) == set(requires)


@given(any_graph)
def test_exactly_the_nodes_that_never_start_are_reported(requires: dict[str, set[str]]) -> None:
    """Those in a cycle, those behind one, and those that need what does not exist."""
    assert cycle(requires) == sorted(set(requires) - set(run_to_the_end(requires)))


def test_requirements_may_be_given_as_any_iterable() -> None:
    assert cycle({"a": (), "b": ("a",), "c": ("b", "b")}) == []


@given(acyclic(), st.data())
def test_the_critical_path_is_when_the_last_one_stands(
    requires: dict[str, set[str]], data: st.DataObject
) -> None:
    takes = {node: timedelta(data.draw(st.integers(0, 9))) for node in requires}
    at: dict[str, timedelta] = {}
    for node in run_to_the_end(requires):
        at[node] = max((at[need] for need in requires[node]), default=timedelta()) + takes[node]

    assert longest(requires, takes) == max(at.values(), default=timedelta())


def test_what_is_not_a_node_stands_already() -> None:
    assert longest({"b": ["a"]}, {"b": timedelta(2)}) == timedelta(2)


def test_nodes_that_wait_for_each_other_have_no_critical_path() -> None:
    with pytest.raises(ValueError, match="wait for each other"):
        longest({"a": ["b"], "b": ["a"]}, {"a": timedelta(1), "b": timedelta(1)})
