"""What is too much of a query is refused, and what takes too long ends; the database goes on."""

import asyncio
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from core.ordering.model import ProductOrder
from core.ordering.rpc.search import ORDER_SEARCH
from core.ordering.store import ORDERS
from hub.kernel.errors import HubError, Kind
from hub.platform import reading
from hub.platform.database import Database
from hub.platform.reading import read_page
from hub.platform.search_limit import limited
from proto.shared.v1 import query_pb2
from proto.shared.v1.common_pb2 import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2026, 11, 20, tzinfo=UTC)
Q = query_pb2


def condition(*path: str, operator: Any = Q.OPERATOR_EQ, values: int = 1, value: str = "x") -> Q.Condition:
    return Q.Condition(path=path or ["description"], operator=operator, value=[value] * values, name="colour")


def query(*conditions: Q.Condition) -> Q.Query:
    return Q.Query(all=[Q.AnyOf(condition=[c]) for c in conditions])


async def ask(database: Database, asked: Q.Query) -> int:
    _, total = await read_page(database, ORDERS, Page(), search=ORDER_SEARCH, query=asked)
    return total


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def many(database: Database) -> None:
    """Two thousand orders with a description that is hard to match."""
    orders = [ProductOrder(id=f"o-{n}", order_date=NOW, description="a" * 2000 + "!") for n in range(2000)]
    await database.write(lambda c: ORDERS.save(c, orders))


TOO_MUCH = {
    "conditions": query(*[condition()] * 31),
    "values": query(condition(values=201)),
    "a long value": query(condition(value="x" * 1001)),
    "depth": query(condition(*["item"] * 13)),
    "no path": query(Q.Condition(operator=Q.OPERATOR_EQ)),
    "no operator": query(condition(operator=Q.OPERATOR_UNSPECIFIED)),
    "regular expressions": query(*[condition(operator=Q.OPERATOR_REGEX)] * 4),
    "a long regular expression": query(condition(operator=Q.OPERATOR_REGEX, value="x" * 201)),
    "U+0000": query(condition(value="a\x00b")),
    "sort keys": Q.Query(sort=[Q.SortKey(path=["id"])] * 11),
}


@pytest.mark.parametrize("asked", TOO_MUCH.values(), ids=TOO_MUCH)
async def test_too_much_of_a_query_is_refused(database: Database, asked: Q.Query) -> None:
    with pytest.raises(HubError, match="attribute-invalid"):
        await ask(database, asked)


async def test_all_that_is_allowed_at_once_is_answered(database: Database) -> None:
    patterns = [condition(operator=Q.OPERATOR_REGEX, value="(a+)+$")] * 3
    others = [condition(values=200, value="x" * 1000)] * 27
    assert await ask(database, query(*patterns, *others)) == 0


async def test_a_pattern_that_other_engines_choke_on_takes_no_longer_than_others(database: Database) -> None:
    start = monotonic()
    assert await ask(database, query(condition(operator=Q.OPERATOR_REGEX, value="^(a|a)*(a+)+(a*)*b$"))) == 0
    assert monotonic() - start < 10


async def test_a_query_that_takes_too_long_ends_and_the_next_is_answered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    with pytest.raises(HubError, match=r"longer than 0\.01 seconds") as refused:
        await ask(database, query(*[condition(operator=Q.OPERATOR_NE, value="z")] * 30))
    assert refused.value.kind is Kind.TIMEOUT
    monkeypatch.undo()
    assert await ask(database, query(condition("id", value="o-7"))) == 1


async def test_a_limit_ends_with_what_it_is_for_whatever_becomes_of_that(database: Database) -> None:
    def broken(connection: Any) -> None:
        with limited(connection, 0.01):
            connection.execute(text("SELECT nothing FROM nowhere"))

    for _ in range(12):
        with pytest.raises(Exception, match="nowhere"):
            await database.read(broken)
    slow = query(*[condition(operator=Q.OPERATOR_NE, value="z")] * 3)
    assert await ask(database, slow) == 2000


async def test_a_caller_who_goes_away_leaves_the_connection_as_it_was(database: Database) -> None:
    slow = query(*[condition(operator=Q.OPERATOR_NE, value="z")] * 30)
    for _ in range(12):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask(database, slow), 0.01)
    await database.write(lambda c: ORDERS.save(c, [ProductOrder(id="later", order_date=NOW)]))
    assert await ask(database, query(condition("id", value="later"))) == 1
