"""Finite pools: what there is of a resource, handed out lowest first, and taken back."""

from bisect import insort
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

import msgspec

from hub.kernel.aggregate import Aggregate


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
    """The host addresses of an IP prefix; in IPv4 network and broadcast address are not handed out (RFC 1122)."""

    cidr: str

    def bounds(self) -> tuple[int, int]:
        network = ip_network(self.cidr)
        first, last = int(network.network_address), int(network.broadcast_address)
        return (first + 1, last - 1) if network.num_addresses > 2 else (first, last)

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
        head, _, tail = self.pattern.partition("{n}")
        return int(value.removeprefix(head).removesuffix(tail))


Supply = NumberRange | AddressPrefix | Stock


@dataclass(kw_only=True)
class Pool(Aggregate):
    """The supply of one resource specification, whose id it has. `free` are closed intervals, lowest first."""

    name: str
    supply: Supply
    free: list[tuple[int, int]] = field(default_factory=list)
    allocated: int = 0

    def fill(self) -> None:
        """A new pool has everything."""
        first, last = self.supply.bounds()
        self.free = [(first, last)] if first <= last else []

    @property
    def capacity(self) -> int:
        first, last = self.supply.bounds()
        return max(last - first + 1, 0)

    def take(self) -> str | None:
        """The lowest free value, None when there is none."""
        if not self.free:
            return None
        first, last = self.free[0]
        self.free[:1] = [(first + 1, last)] if first < last else []
        self.allocated += 1
        return self.supply.show(first)

    def give_back(self, value: str) -> None:
        """The value is free again."""
        number = self.supply.parse(value)
        insort(self.free, (number, number))
        merged: list[tuple[int, int]] = []
        for first, last in self.free:
            if merged and merged[-1][1] + 1 == first:
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        self.free = merged
        self.allocated -= 1
