"""Plan graphs start what can start, in an order that every requirement allows."""

from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.graph import cycle, dependents, ready

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
    """Starts what is ready, one at a time, until nothing is."""
    done: list[str] = []
    while can := ready(requires, done, [node for node in requires if node not in done]):
        done.append(can[0])
    return done


@given(acyclic())
def test_what_has_no_cycle_runs_to_the_end_and_never_before_its_requirements(
    requires: dict[str, set[str]],
) -> None:
    done = run_to_the_end(requires)

    assert cycle(requires) == []
    assert set(done) == set(requires)
    assert all(done.index(need) < done.index(node) for node in done for need in requires[node])


@given(any_graph)
def test_exactly_the_nodes_that_never_start_are_reported(requires: dict[str, set[str]]) -> None:
    """Those in a cycle, those behind one, and those that need what does not exist."""
    assert cycle(requires) == sorted(set(requires) - set(run_to_the_end(requires)))


@given(any_graph, st.sets(st.sampled_from(NODES)))
def test_dependents_are_closed_and_every_one_leads_back_to_a_root(
    requires: dict[str, set[str]], roots: set[str]
) -> None:
    found = dependents(requires, roots)

    assert not found & roots
    reached = found | roots
    assert {n for n, needs in requires.items() if needs & reached} <= reached
    assert all(requires[node] & reached for node in found)


@given(acyclic(), st.data())
def test_nothing_is_ready_while_a_requirement_is_open(
    requires: dict[str, set[str]], data: st.DataObject
) -> None:
    done = data.draw(st.sets(st.sampled_from(NODES)))
    waiting = [node for node in requires if node not in done]

    found = ready(requires, done, waiting)

    assert all(requires[node] <= done for node in found)
    assert all(not requires[node] <= done for node in waiting if node not in found)


def test_ready_keeps_the_order_it_was_given() -> None:
    requires: dict[str, list[str]] = {"a": [], "b": [], "c": ["a"]}

    assert ready(requires, ["a"], ["c", "b"]) == ["c", "b"]


def test_requirements_may_be_given_as_any_iterable() -> None:
    requires = {"a": (), "b": ("a",), "c": ("b", "b")}

    assert cycle(requires) == []
    assert dependents(requires, ["a"]) == {"b", "c"}
