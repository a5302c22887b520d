"""Finite pools: what there is of a resource, handed out lowest first, and taken back."""

from bisect import insort
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

import msgspec

from hub.kernel.aggregate import Aggregate
from hub.kernel.errors import Code, Kind, refuse


class NumberRange(msgspec.Struct, tag="numberRange", frozen=True):
    """Whole numbers from `first` to `last`."""

    first: int
    last: int

    def bounds(self) -> tuple[int, int]:
        return self.first, self.last

    def show(self, number: int) -> str:
        return str(number)

    def parse(self, value: str) -> int:
        return int(value)


class AddressPrefix(msgspec.Struct, tag="addressPrefix", frozen=True):
    """The host addresses of an IP prefix.

    In IPv4 network and broadcast address are not handed out (RFC 1122), in IPv6 the subnet-router address (RFC 4291).
    """

    cidr: str

    def bounds(self) -> tuple[int, int]:
        network = ip_network(self.cidr)
        first, last = int(network.network_address), int(network.broadcast_address)
        if network.num_addresses <= 2:
            return first, last
        return first + 1, last - (network.version == 4)

    def show(self, number: int) -> str:
        network = ip_network(self.cidr)
        return str(type(network.network_address)(number))

    def parse(self, value: str) -> int:
        return int(ip_address(value))


class Stock(msgspec.Struct, tag="stock", frozen=True):
    """`count` things named by `pattern` with `{n}`, from 1 on."""

    pattern: str
    count: int

    def bounds(self) -> tuple[int, int]:
        return 1, self.count

    def show(self, number: int) -> str:
        return self.pattern.replace("{n}", str(number))

    def parse(self, value: str) -> int:
        head, place, tail = self.pattern.partition("{n}")
        if not place:
            raise ValueError(f"{self.pattern} has no place for a number, {{n}}")
        return int(value.removeprefix(head).removesuffix(tail))


Supply = NumberRange | AddressPrefix | Stock


@dataclass(slots=True, kw_only=True)
class Pool:
    """What there is of a resource specification at some network sites, or everywhere when it names none.

    `free` are closed intervals, lowest first.
    """

    id: str
    specification_id: str
    supply: Supply
    sites: list[str] = field(default_factory=list)
    free: list[tuple[int, int]] = field(default_factory=list)
    allocated: int = 0

    def fill(self) -> None:
        """A new pool has everything; a supply that names nothing, or one value twice, is a `HubError`."""
        try:
            first, last = self.supply.bounds()
            distinct = all(self.supply.parse(self.supply.show(n)) == n for n in (first, last))
        except ValueError as error:
            raise refuse(
                Kind.INVALID, Code.ATTRIBUTE_INVALID, f"pool {self.id}: {error}", "resourcePool"
            ) from error
        if first > last or not distinct:
            text = f"pool {self.id}: its supply has no values that differ"
            raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, "resourcePool")
        self.free = [(first, last)]

    def extend(self, supply: Supply) -> bool:
        """Takes a supply instead that has all this one has, in the same places, and more behind it; False for any other."""
        (first, last), (begin, end) = self.supply.bounds(), supply.bounds()
        same = all(supply.show(n) == self.supply.show(n) for n in (first, last))
        if type(supply) is not type(self.supply) or not same or begin != first or end <= last:
            return False
        self.supply = supply
        self._add(last + 1, end)
        return True

    @property
    def capacity(self) -> int:
        first, last = self.supply.bounds()
        return max(last - first + 1, 0)

    @property
    def available(self) -> int:
        """How many are free."""
        return self.capacity - self.allocated

    def serves(self, site: str) -> bool:
        """Whether what it has can be used at a site; '' is any."""
        return not (site and self.sites) or site in self.sites

    def names(self, value: str) -> bool:
        """Whether this is a value of the pool, free or not, as the pool writes it."""
        try:
            number = self.supply.parse(value)
        except ValueError:
            return False
        first, last = self.supply.bounds()
        return first <= number <= last and self.supply.show(number) == value

    def take(self, value: str = "") -> str | None:
        """The lowest free value, or just this one of its values; None when that is not free."""
        lowest = self.free[0][0] if self.free else None
        number = self.supply.parse(value) if value else lowest
        for at, (first, last) in enumerate(self.free):
            if number is not None and first <= number <= last:
                rest = [(first, number - 1), (number + 1, last)]
                self.free[at : at + 1] = [(a, b) for a, b in rest if a <= b]
                self.allocated += 1
                return self.supply.show(number)
        return None

    def give_back(self, value: str) -> None:
        """The value is free again; a `ValueError` when it was not taken: handed out twice it would harm two customers."""
        number = self.supply.parse(value)
        lowest, highest = self.supply.bounds()
        if not lowest <= number <= highest or any(first <= number <= last for first, last in self.free):
            raise ValueError(f"{value} of {self.id} is not allocated")
        self._add(number, number)
        self.allocated -= 1

    def _add(self, begin: int, end: int) -> None:
        """Values that are free from now on; neighbours become one interval."""
        insort(self.free, (begin, end))
        merged: list[tuple[int, int]] = []
        for first, last in self.free:
            if merged and merged[-1][1] + 1 == first:
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        self.free = merged


@dataclass(kw_only=True)
class Pools(Aggregate):
    """All pools of the resource specification whose id it has, in the order of their ids.

    They are one aggregate, so that who needs any of them has locked all: nobody can wait for a second one.
    """

    pools: list[Pool] = field(default_factory=list)

    def add(self, pool: Pool) -> None:
        """A new pool, full."""
        pool.fill()
        insort(self.pools, pool, key=lambda p: p.id)

    def pool(self, identifier: str) -> Pool | None:
        return next((pool for pool in self.pools if pool.id == identifier), None)

    def serving(self, site: str) -> list[Pool]:
        return [pool for pool in self.pools if pool.serves(site)]


def make_pools(specification_id: str, *supplies: Supply) -> Pools:
    """The pools of a specification, full; the first is called like it, the others have a number behind."""
    made = Pools(id=specification_id)
    for number, supply in enumerate(supplies, 1):
        name = specification_id if number == 1 else f"{specification_id} {number}"
        made.add(Pool(id=name, specification_id=specification_id, supply=supply))
    return made
