"""Pools: every value to one holder at a time, the lowest first, none lost; and the orders that take from them."""

from ipaddress import ip_network
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.errors import Code, HubError
from tests.unit.rooms.making import NOW
from workers.rom.machine import ResourceOrderState
from workers.rom.model import OrderItem, ResourceOrder
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Stock, Supply


def pool(supply: Supply, identifier: str = "p") -> Pool:
    made = Pool(id=identifier, name=f"the {identifier}", supply=supply)
    made.fill()
    return made


SUPPLIES = st.one_of(
    st.tuples(st.integers(0, 50), st.integers(0, 12)).map(lambda t: NumberRange(t[0], t[0] + t[1])),
    st.integers(1, 12).map(lambda count: Stock("olt-1/{n}/x", count)),
    st.sampled_from(["10.0.0.0/28", "10.0.0.0/31", "10.0.0.7/32", "2001:db8::/125", "2001:db8::/127"]).map(
        AddressPrefix
    ),
)


@given(supply=SUPPLIES, takes=st.lists(st.one_of(st.none(), st.integers(0, 20)), max_size=60))
def test_taking_and_giving_back_never_doubles_never_leaks_and_takes_the_lowest(
    supply: Supply, takes: list[int | None]
) -> None:
    made = pool(supply)
    first, last = supply.bounds()
    free = list(range(first, last + 1))
    held: list[int] = []
    for step in takes:
        if step is None:
            value = made.take()
            if not free:
                assert value is None
            else:
                assert value == supply.show(min(free))
                held.append(min(free))
                free.remove(min(free))
        elif held:
            number = held.pop(step % len(held))
            made.give_back(supply.show(number))
            free.append(number)
        assert made.allocated == len(held)
        assert sorted(n for a, b in made.free for n in range(a, b + 1)) == sorted(free)
        assert all(one[1] + 1 < other[0] for one, other in zip(made.free, made.free[1:], strict=False))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Pool) == made


@pytest.mark.parametrize(
    "cidr",
    [
        *("192.0.2.0/24", "192.0.2.0/30", "192.0.2.0/31", "192.0.2.1/32"),
        *("2001:db8::/120", "2001:db8::/126", "2001:db8::/127", "2001:db8::1/128"),
    ],
)
def test_a_prefix_hands_out_exactly_its_host_addresses(cidr: str) -> None:
    made = pool(AddressPrefix(cidr))
    hosts = [str(host) for host in ip_network(cidr).hosts()]
    assert made.capacity == len(hosts)
    assert [made.take() for _ in hosts] == hosts
    assert made.take() is None


def test_a_prefix_of_more_addresses_than_a_machine_word_counts_works_and_is_kept() -> None:
    made = pool(AddressPrefix("2001:db8::/48"))
    assert [made.take(), made.take()] == ["2001:db8::1", "2001:db8::2"]
    kept = msgspec.json.decode(msgspec.json.encode(made), type=Pool)
    kept.give_back("2001:db8::1")
    assert kept.take() == "2001:db8::1"


@pytest.mark.parametrize("value", ["1", "4", "0", "6"])
def test_a_value_that_is_not_allocated_cannot_be_given_back(value: str) -> None:
    made = pool(NumberRange(1, 5))
    for _ in range(3):
        made.take()
    made.give_back("1")
    with pytest.raises(ValueError, match="is not allocated"):
        made.give_back(value)


@pytest.mark.parametrize(
    "supply",
    [
        NumberRange(5, 4),
        Stock("olt-{n}", 0),
        Stock("all the same", 3),
        AddressPrefix("10.0.0.1/24"),
        AddressPrefix("nonsense"),
    ],
)
def test_a_supply_that_names_nothing_or_one_value_twice_is_refused(supply: Any) -> None:
    with pytest.raises(HubError) as refused:
        pool(supply)
    assert [r.code for r in refused.value.reasons] == [Code.ATTRIBUTE_INVALID]


def asking(*specifications: str, action: str = "add", identifier: str = "ro") -> ResourceOrder:
    items = [OrderItem(id=f"i-{s}", action=action, specification_id=s) for s in specifications]
    return ResourceOrder(id=identifier, external_id="so", order_date=NOW, items=items)


def test_an_order_takes_one_of_each_or_nothing_at_all() -> None:
    pools = {"a": pool(NumberRange(1, 5), "a"), "b": pool(NumberRange(1, 1), "b")}
    first = asking("a", "b")
    assert [r.value for r in first.allocate(pools, NOW)] == ["1", "1"]
    second = asking("a", "b")
    assert second.allocate(pools, NOW) == []
    assert second.state is ResourceOrderState.FAILED
    assert second.reason
    assert (second.reason.code, second.reason.path) == (Code.POOL_EXHAUSTED, "i-b")
    assert [item.value for item in second.items] == ["", ""]
    assert (pools["a"].allocated, pools["b"].allocated) == (1, 1)
    assert pools["a"].take() == "2"


def test_two_of_one_kind_in_one_order_come_from_one_pool() -> None:
    pools = {"a": pool(NumberRange(1, 2), "a")}
    order = ResourceOrder(
        id="ro",
        external_id="so",
        order_date=NOW,
        items=[OrderItem(id=n, action="add", specification_id="a") for n in ("x", "y")],
    )
    assert [r.value for r in order.allocate(pools, NOW)] == ["1", "2"]


def test_what_nobody_has_a_pool_of_is_a_rejection() -> None:
    order = asking("a")
    assert order.allocate({}, NOW) == []
    assert order.state is ResourceOrderState.REJECTED
    assert order.reason
    assert order.reason.code is Code.SPECIFICATION_UNKNOWN


def test_what_is_given_back_is_free_again_and_giving_it_back_twice_changes_nothing() -> None:
    pools = {"a": pool(NumberRange(1, 5), "a")}
    held = {r.id: r for r in asking("a").allocate(pools, NOW)}
    back = asking("a", action="delete")
    assert [r.value for r in back.release(pools, held, NOW)] == ["1"]
    assert pools["a"].allocated == 0
    again = asking("a", action="delete")
    assert again.release(pools, {}, NOW) == []
    assert again.state is ResourceOrderState.COMPLETED


def test_an_order_that_was_never_carried_out_has_failed_with_that_reason() -> None:
    order = asking("a")
    order.overdue(NOW)
    assert order.state is ResourceOrderState.FAILED
    assert order.reason
    assert order.reason.code is Code.TIME_LIMIT_PASSED
