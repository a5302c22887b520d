"""Services beside what the network and ROM say: what differs is found once, and what is decided about it makes both the same."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.kernel.errors import Reason
from hub.messages.activation import Operation
from hub.messages.base import values
from hub.messages.reconciliation import (
    Mismatch,
    Repair,
    RepairService,
    ReportedConfiguration,
    ReportedResource,
)
from workers.som.catalog import ActivationPolicy, Catalog, ResourceComponent, ServiceSpecification
from workers.som.inventory import NeededResource, Service
from workers.som.reconciliation.comparing import Known, wanted, with_network, with_resources
from workers.som.reconciliation.deciding import Answer, Case, Decision, decide
from workers.som.reconciliation.machine import Task
from workers.som.values import SpecificationRef

POLICY = ActivationPolicy(parameters={"networkElement": "olt", "profile": "p"})
CATALOG = Catalog(
    [
        ServiceSpecification("plain", "1", "plain", activation=POLICY),
        ServiceSpecification(
            "wired", "1", "wired", resources=[ResourceComponent("vlan", "vlan-id")], activation=POLICY
        ),
        ServiceSpecification("paper", "1", "paper"),
    ]
)


def service(identifier: str = "s", of: str = "plain", state: Any = "active", **has: Any) -> Service:
    made = Service(id=identifier, name=of, specification=SpecificationRef(of), characteristics=has)
    return replace(made, state=state)


def configured(
    identifier: str = "s", element: str = "olt", state: str = "active", **has: Any
) -> ReportedConfiguration:
    return ReportedConfiguration(
        service_id=identifier, element=element, state=state, service_characteristic=values(has)
    )


def network(
    found: Service, *reported: ReportedConfiguration
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    mismatches = with_network(CATALOG, Known({found.id: found}), reported)
    return [(str(m.difference), m.upper, m.lower) for m in mismatches]


# What an order asks for, and what the service is then.
STATES: dict[str, Any] = {"inactive": "suspended", "terminated": "terminated"}
ALL = {"element": "olt", "state": "active", "characteristics": {"profile": "p", "a": 1}}


def test_what_is_the_same_is_no_mismatch() -> None:
    assert network(service(a=1), configured(a=1, profile="p", networkElement="olt")) == []
    assert network(service(a=1, b=None), configured(a=1, profile="p")) == []
    assert network(service(state="suspended"), configured(state="inactive", profile="p")) == []
    assert network(service(networkElement="x", profile="q"), configured(element="x", profile="q")) == []
    assert network(service(of="paper")) == network(service(state="terminated")) == []


def test_a_service_that_is_not_in_the_network_is_missing_with_all_it_should_have_there() -> None:
    assert network(service(a=1)) == [("missing", ALL, {})]


@pytest.mark.parametrize(
    ("has", "upper", "lower"),
    [
        (configured(a=2, profile="p"), {"characteristics": {"a": 1}}, {"characteristics": {"a": 2}}),
        (configured(profile="p"), {"characteristics": {"a": 1}}, {"characteristics": {}}),
        (configured(a=1, profile="p", b=3), {"characteristics": {}}, {"characteristics": {"b": 3}}),
        (configured(a=1, profile="p", element="x"), {"element": "olt"}, {"element": "x"}),
        (configured(a=1, profile="p", state="inactive"), {"state": "active"}, {"state": "inactive"}),
    ],
    ids=["another value", "none", "one more", "another element", "another state"],
)
def test_only_what_differs_is_told(
    has: ReportedConfiguration, upper: dict[str, Any], lower: dict[str, Any]
) -> None:
    assert network(service(a=1), has) == [("different", upper, lower | {"sequence": 0})]


@pytest.mark.parametrize(
    ("found", "upper"),
    [
        (service(state="terminated"), {"state": "terminated"}),
        (service(of="paper"), {"state": "active"}),
        (service("another", of="paper"), {}),
    ],
    ids=["ended", "never in the network", "not known"],
)
def test_what_the_network_has_for_no_service_is_extra(found: Service, upper: dict[str, Any]) -> None:
    has = {"element": "olt", "state": "active", "characteristics": {"a": 1}, "sequence": 0}
    assert network(found, configured(a=1)) == [("extra", upper, has)]


def test_of_what_is_left_out_nothing_is_said() -> None:
    known = Known({"s": standing("s", "r"), "t": service("t", of="wired")}, frozenset({"s", "t", "u"}))
    assert with_network(CATALOG, known, [configured("s", a=7), configured("u")]) == []
    assert with_resources(known, [resource("other", "t"), resource("r", "v")]) == []


def standing(identifier: str, *resources: str, value: str = "1") -> Service:
    """A service that stands on these."""
    needed = [
        NeededResource(name="vlan", specification_id="vlan-id", resource_id=r, value=value) for r in resources
    ]
    return replace(service(identifier, of="wired", vlan=value), resources=needed)


def resource(identifier: str, of: str, value: str = "1") -> ReportedResource:
    return ReportedResource(
        id=identifier, service_id=of, service_order_id="so", specification_id="vlan-id", value=value
    )


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ([resource("r", "s")], []),
        ([], [("missing", {})]),
        ([resource("r", "other")], [("missing", {"value": "1", "service": "other"})]),
        ([resource("r", "s", "2")], [("different", {"value": "2"})]),
        ([resource("r", "s"), resource("q", "s")], [("extra", {"value": "1", "serviceOrder": "so"})]),
        ([resource("r", "s"), resource("q", "")], [("extra", {"value": "1", "serviceOrder": "so"})]),
    ],
    ids=["the same", "not held", "held for another", "another value", "one more", "for nobody"],
)
def test_services_beside_what_rom_holds(
    held: list[ReportedResource], found: list[tuple[str, dict[str, Any]]]
) -> None:
    mismatches = with_resources(Known({"s": standing("s", "r")}), held)
    assert [(str(m.difference), m.lower) for m in mismatches] == found


# -- what is decided makes both sides the same ------------------------------------------------

IDS = st.sampled_from(["s1", "s2", "s3"])
HAS = st.dictionaries(
    st.sampled_from(["a", "b", "profile", "networkElement", "vlan"]), st.sampled_from(["1", "2"]), max_size=3
)
SERVICES = st.dictionaries(
    IDS,
    st.tuples(
        st.sampled_from(["plain", "wired", "paper"]),
        st.sampled_from(["active", "suspended", "terminated"]),
        HAS,
        st.sampled_from(["", "r1", "r2"]),
    ),
)
NETWORK = st.dictionaries(
    IDS, st.tuples(st.sampled_from(["olt", "1", "x"]), st.sampled_from(["active", "inactive"]), HAS)
)
HELD = st.dictionaries(
    st.sampled_from(["r1", "r2", "r3"]),
    st.tuples(st.sampled_from(["", "s1", "s2"]), st.sampled_from(["1", "2"])),
)


class World:
    """Three inventories in memory, and decisions carried out on them as the rooms would."""

    def __init__(self, services: Any, network_: Any, held: Any) -> None:
        self.services: dict[str, Service] = {}
        taken: set[str] = set()
        for name, (of, state, has, stands_on) in services.items():
            ids = {stands_on} - {""} - taken if of == "wired" and state != "terminated" else set()
            taken |= ids
            made = standing(name, *ids)
            vlan = {"vlan": "1"} if ids else {}
            self.services[name] = replace(
                made, specification=SpecificationRef(of), state=state, characteristics=has | vlan
            )
        self.network = {
            name: configured(name, element, state, **has) for name, (element, state, has) in network_.items()
        }
        self.held = {name: resource(name, of, value) for name, (of, value) in held.items()}

    def mismatches(self) -> list[Mismatch]:
        known = Known(self.services)
        return with_network(CATALOG, known, self.network.values()) + with_resources(known, self.held.values())

    def repair(self, mismatch: Mismatch, repair: Repair) -> Answer:
        asked = RepairService(id="m", attempt=1, repair=repair, mismatch=mismatch)
        found = self.services.get(mismatch.service_id)
        answer = decide(Case(asked, found, CATALOG))
        if isinstance(answer, Decision):
            self._carry_out(mismatch, answer, found)
        return answer

    def _carry_out(self, mismatch: Mismatch, decision: Decision, found: Service | None) -> None:
        if found is not None and decision.becomes is not None:
            found.resources, found.characteristics = (
                decision.becomes.resources,
                decision.becomes.characteristics,
            )
        for task in decision.tasks:
            if task is Task.RESERVE and found is not None:
                (needed,) = [r for r in found.resources if r.resource_id == mismatch.subject_id]
                needed.resource_id += "+"
                self.held[needed.resource_id] = resource(needed.resource_id, found.id, needed.value)
            elif task is Task.RELEASE:
                self.held.pop(mismatch.subject_id)
            elif task is Task.ACTIVATE:
                self._activate(mismatch.service_id, decision.operation)
            elif decision.order is not None and found is not None:
                self._order(found, decision)

    def _activate(self, identifier: str, operation: Operation) -> None:
        if operation is Operation.DEACTIVATE:
            del self.network[identifier]
            return
        shall = wanted(CATALOG, self.services[identifier])
        assert shall is not None
        self.network[identifier] = configured(identifier, shall.element, shall.state, **shall.characteristics)

    def _order(self, found: Service, decision: Decision) -> None:
        assert decision.order is not None
        if decision.order.action == "delete":
            for needed in found.resources:
                self.held.pop(needed.resource_id, None)
            self.network.pop(found.id, None)
            found.resources = []
            self.services[found.id] = replace(found, state=STATES["terminated"])
            return
        if decision.order.action == "add":
            found.characteristics = {}
        found.characteristics = found.characteristics | decision.order.characteristics
        state = decision.order.state or ("active" if decision.order.action == "add" else found.state)
        self.services[found.id] = replace(found, state=STATES.get(state, state))
        self._activate(found.id, Operation.CONFIGURE)


@given(SERVICES, NETWORK, HELD)
def test_re_applying_every_mismatch_makes_all_inventories_the_same(
    services: Any, network_: Any, held: Any
) -> None:
    """Twice: what is taken again for one service leaves what was held for another behind."""
    world = World(services, network_, held)
    for _ in range(2):
        for mismatch in world.mismatches():
            assert isinstance(world.repair(mismatch, Repair.RE_APPLY), Decision)
    assert world.mismatches() == []


@given(SERVICES, NETWORK, HELD)
def test_adopting_makes_the_same_of_both_sides_or_says_why_not(
    services: Any, network_: Any, held: Any
) -> None:
    """One mismatch at a time, as one decision may settle others, too."""
    world = World(services, network_, held)
    refused: dict[str, Reason] = {}
    for _ in range(30):
        left = [m for m in world.mismatches() if m.id not in refused]
        if not left:
            break
        answer = world.repair(left[0], Repair.ADOPT)
        if isinstance(answer, Reason):
            refused[left[0].id] = answer
    assert {m.id for m in world.mismatches()} <= refused.keys()
    assert all(reason.text for reason in refused.values())
