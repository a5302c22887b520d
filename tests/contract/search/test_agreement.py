"""What the two databases find in documents is the same, whatever is in them and whatever is asked."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, func, literal, select

from hub.compose.schema import migrate
from hub.kernel.errors import HubError
from hub.platform.database import Database, open_database
from hub.platform.search_pattern import checked
from hub.platform.search_value import instant, number
from hub.platform.tables import Document

OPERATORS = ("eq", "ne", "gt", "gte", "lt", "lte")
NAMES = ("a", "b", 'q"', "o'r", "é", "%")
DATES = (
    "2026-11-20",
    "2026-11-20T10:00:00Z",
    "2026-11-20T11:00:00.0009+01:00",
    "2026-11-20 10:00:00,001",
    "2026-02-30",
    "2026-11-20T24:00:00Z",
    "2026-11-20T10:00:00-0100",
    "2026-11-20T10:00:00+99:00",
    "0000-01-01",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.9999-23:59",
    "2026-11-20T10:00Z ",
    "٢٠٢٦-11-20",
)
NUMBERS = (
    "5",
    "5.0",
    "-0",
    "007",
    "+7",
    "1e2",
    "1E-300",
    "1e999",
    "0.1",
    "9007199254740993",
    "1_0",
    "٣",
    "9" * 400,
)
HOSTILE = (
    "",
    "'; DROP TABLE com_product_order; --",
    "\\",
    '"',
    "%_",
    "\ud7ff",
    "\U0001d4b3",
    "true",
    "null",
    "[1]",
    "a\nb",
)

texts = st.one_of(
    st.sampled_from(DATES + NUMBERS + HOSTILE),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=6),
)
numbers = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([5, 5.0, 0.1, 100]),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
        inner.map(json.dumps),
    ),
    max_leaves=8,
)
documents = st.dictionaries(st.sampled_from(NAMES), values, max_size=4)
steps = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from([["json"], ["keys"], ["values"], ["unset", ""], ["unset", 0], ["level", "a", "b", 2]]),
)
paths = st.lists(steps, max_size=4)


class Both:
    """The two databases, each asked the same."""

    def __init__(self, runner: asyncio.Runner, databases: list[Database]) -> None:
        self._runner = runner
        self._databases = databases

    def ask(self, *columns: Any) -> list[tuple[Any, ...]]:
        statement = select(*columns)
        return [
            self._runner.run(database.read(lambda connection: tuple(connection.execute(statement).one())))
            for database in self._databases
        ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, module_postgres_url: str) -> Iterator[Both]:
    urls = (f"sqlite:///{tmp_path_factory.mktemp('agreement') / 'hub.db'}", module_postgres_url)
    with asyncio.Runner() as runner:
        databases = [open_database(url) for url in urls]
        for database in databases:
            runner.run(migrate(database))
        yield Both(runner, databases)
        for database in databases:
            runner.run(database.close())


def parameter(value: Any) -> Any:
    return bindparam(None, json.dumps(value), type_=Document)


def given_values(asked: list[str]) -> Any:
    found = [
        (v, None if (n := number(v)) is None else str(n), None if (i := instant(v)) is None else str(i))
        for v in asked
    ]
    return parameter(found)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, paths, st.sampled_from(OPERATORS), st.lists(texts, max_size=3))
@example({"a": {"b": 5}}, ["a", "b"], "eq", ["5.0"])
@example({"a": "2026-11-20T11:00:00.0009+01:00"}, ["a"], "eq", ["2026-11-20"])
@example({"a": '{"b":[1,"\\u0000"]}'}, ["a", ["json"], "b"], "eq", ["1"])
@example({"a": [{"a": "1", "b": ""}, {"a": "2", "b": "1"}]}, ["a", ["level", "a", "b", 2], "a"], "eq", ["2"])
def test_conditions_hold_for_the_same_documents(
    both: Both, document: Any, path: list[Any], operator: str, asked: list[str]
) -> None:
    matches = func.hub_matches(parameter(document), parameter(path), literal(operator), given_values(asked))
    ((sqlite,), (postgres,)) = both.ask(matches)
    assert bool(sqlite) is bool(postgres)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, paths)
def test_documents_are_sorted_by_the_same(both: Both, document: Any, path: list[Any]) -> None:
    columns = [f(parameter(document), parameter(path)) for f in (func.hub_number, func.hub_text)]
    (number_, text_), (number_there, text_there) = both.ask(*columns)
    assert number_ == number_there
    assert (text_ is None) == (text_there is None)
    if text_ is not None:
        assert text_.encode() == bytes(text_there)


ATOMS = (
    "a",
    "b",
    ".",
    "é",
    r"\d",
    r"\w",
    r"\s",
    r"\D",
    r"\.",
    r"\-",
    "[a-c]",
    "[^ab]",
    r"[\d\-x]",
    r"[\]\\^]",
    " ",
    "-",
    "/",
    "{",
    "_",
)
atoms = st.sampled_from([a for a in ATOMS if a != "{"] + [r"\{", r"\}", "#", "&", "~", "<", '"', "'"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join),
        inner.map(lambda p: f"({p})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,3}"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
        inner.map(lambda p: f"^{p}"),
        inner.map(lambda p: f"{p}$"),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(patterns, st.text("ab()[]{}|*+?^$.\\-,1dw", max_size=12)),
    st.text("abcé.-_ 1{}\n\\]^", max_size=8),
)
@example("(a+)+$", "a" * 40 + "b")
@example("", "x")
@example("a|", "b")
@example("()", "b")
@example("^$", "a\n")
@example(".", "\n")
@example("[a-]", "-")
@example("***=a", "a")
@example("a{1,2}{3}", "aaa")
def test_regular_expressions_match_the_same_or_are_refused(both: Both, pattern: str, subject: str) -> None:
    try:
        written = checked(pattern, "a")
    except HubError:
        assume(False)
    matches = func.hub_matches(
        parameter({"a": subject}), parameter(["a"]), literal("regex"), parameter([[written, None, None]])
    )
    ((sqlite,), (postgres,)) = both.ask(matches)
    assert bool(sqlite) is bool(postgres)
