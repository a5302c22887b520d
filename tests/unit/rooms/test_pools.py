"""Pools: every value to one holder at a time, the lowest first, none lost; and the orders that take from them."""

from ipaddress import ip_network
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.errors import Code, HubError
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Pools, Stock, Supply


def pool(supply: Supply, identifier: str = "p", *sites: str) -> Pool:
    made = Pool(id=identifier, specification_id="s", supply=supply, sites=list(sites))
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


def test_pools_are_used_in_the_order_of_their_ids_and_only_those_that_serve_the_site() -> None:
    pools = Pools(id="port")
    for made in (
        pool(NumberRange(5, 6), "b", "east"),
        pool(NumberRange(1, 2), "c"),
        pool(NumberRange(8, 9), "a", "west"),
    ):
        pools.add(made)

    assert [each.id for each in pools.pools] == ["a", "b", "c"]
    assert [each.id for each in pools.serving("")] == ["a", "b", "c"]
    assert [each.id for each in pools.serving("east")] == ["b", "c"]
    assert [each.id for each in pools.serving("nowhere")] == ["c"]


def test_one_value_is_taken_out_of_the_middle_and_only_once() -> None:
    made = pool(NumberRange(1, 5))

    assert made.take("3") == "3"
    assert made.take("3") is None
    assert made.free == [(1, 2), (4, 5)]
    assert made.take("1") == "1"
    assert made.free == [(2, 2), (4, 5)]
    made.give_back("3")
    assert made.free == [(2, 5)]


@pytest.mark.parametrize(
    ("supply", "named", "strange"),
    [
        (NumberRange(1, 5), ["1", "5"], ["0", "6", "x", "01", ""]),
        (AddressPrefix("10.0.0.0/30"), ["10.0.0.1"], ["10.0.0.0", "10.0.0.3", "10.0.0.01", "port"]),
        (Stock("olt/{n}/x", 2), ["olt/1/x", "olt/2/x"], ["olt/3/x", "1", "olt/1", "1/x"]),
    ],
)
def test_a_pool_knows_its_values_as_it_writes_them(
    supply: Supply, named: list[str], strange: list[str]
) -> None:
    made = pool(supply)

    assert [value for value in (*named, *strange) if made.names(value)] == named
