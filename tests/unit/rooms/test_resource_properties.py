"""Whatever is ordered, reserved, locked and given back, in any order: what is free and what is held is what there is."""

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hub.kernel.errors import HubError
from hub.messages.rom import CancelResourceOrder, ReleaseReservation
from tests.unit.rooms.rom_room import PORT, VLAN, Rom, item, pool
from workers.rom.commands import ChangeResource, WithdrawValue
from workers.rom.resource import AdministrativeState, OperationalState
from workers.rom.store import RESERVATIONS, RESOURCE_ORDERS, RESOURCES

NAMES = st.sampled_from(["a", "b", "c"])
OWNERS = st.sampled_from(["so-1", "so-2"])
SITES = st.sampled_from(["", "east", "west"])
SPECIFICATIONS = st.sampled_from([VLAN, PORT])
ACTIONS = st.sampled_from(["add", "add", "delete", "modify", "noChange"])
ITEMS = st.lists(
    st.builds(
        lambda name, of, action, site, value: item(name, of, action, site=site, value=value),
        NAMES,
        SPECIFICATIONS,
        ACTIONS,
        SITES,
        st.sampled_from(["", "", "", "1", "5"]),
    ),
    min_size=1,
    max_size=3,
)


class Pools(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.rom = Rom(
            pool("vlans", VLAN, 3), pool("p-1", PORT, 2, "east"), pool("p-2", PORT, 2, "west", first=5)
        )
        self.orders = 0
        self.reservations = 0

    @rule(
        owner=OWNERS,
        items=ITEMS,
        reserved=st.one_of(st.none(), st.integers(1, 4)),
        hours=st.sampled_from([0, 0, 2]),
    )
    def order(self, owner: str, items: list[Any], reserved: int | None, hours: int) -> None:
        self.orders += 1
        date = self.rom.now + timedelta(hours=hours) if hours else None
        reservation = f"r-{reserved}" if reserved else None
        self.rom.order(
            f"ro-{self.orders}", *items, of=owner, reservation_id=reservation, requested_start_date=date
        )

    @rule(number=st.integers(1, 9))
    def cancel(self, number: int) -> None:
        self.rom.tell(CancelResourceOrder(id=f"ro-{number}", external_id="so-1"))
        self.orders = max(self.orders, number)

    @rule(items=ITEMS, hours=st.integers(0, 2))
    def reserve(self, items: list[Any], hours: int) -> None:
        self.reservations += 1
        self.rom.check(f"r-{self.reservations}", *items, until=self.rom.now + timedelta(hours=hours))

    @rule(number=st.integers(1, 4))
    def release(self, number: int) -> None:
        self.rom.tell(ReleaseReservation(id=f"r-{number}", external_id="q"))

    @rule(hours=st.integers(1, 2))
    def wait(self, hours: int) -> None:
        self.rom.pass_time(timedelta(hours=hours))

    @rule(
        at=st.integers(0, 9),
        administrative=st.sampled_from([None, *AdministrativeState]),
        operational=st.sampled_from([None, *OperationalState]),
    )
    def change(self, at: int, administrative: Any, operational: Any) -> None:
        found = sorted(self.rom.all(RESOURCES), key=lambda resource: str(resource.id))
        if found:
            chosen = found[at % len(found)].id
            self.rom.tell(
                ChangeResource(
                    id=chosen,
                    by="a",
                    why="b",
                    administrative_state=administrative,
                    operational_state=operational,
                )
            )

    @rule(of=SPECIFICATIONS)
    def withdraw(self, of: str) -> None:
        try:
            self.rom.tell(WithdrawValue(of, "", "a", "b"))
        except HubError:
            assert sum(self.rom.free()[name] for name in (["vlans"] if of == VLAN else ["p-1", "p-2"])) == 0

    @invariant()
    def what_is_free_and_what_is_held_is_what_there_is(self) -> None:
        self.rom.holds()

    @invariant()
    def what_is_reserved_is_so_for_a_reservation_that_is_held(self) -> None:
        held = {r.id for r in self.rom.all(RESERVATIONS) if r.held}
        assert {r.reservation_id for r in self.rom.all(RESOURCES) if r.state == "reserved"} <= held

    @invariant()
    def what_is_allocated_was_by_an_order_that_has_completed(self) -> None:
        done = {order.id for order in self.rom.all(RESOURCE_ORDERS) if order.state == "completed"}
        assert {r.resource_order_id for r in self.rom.all(RESOURCES) if r.state == "allocated"} <= done

    @invariant()
    def whoever_waits_has_a_date_and_nobody_else(self) -> None:
        for store in (RESOURCE_ORDERS, RESERVATIONS):
            for found in self.rom.all(store):
                assert (found.wake_at is not None) is (str(found.state) in {"acknowledged", "held"})

    def teardown(self) -> None:
        self.rom.close()


TestPools = Pools.TestCase
TestPools.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
