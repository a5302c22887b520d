"""A walk through the service inventory finds what the network and ROM have otherwise, and nothing else."""

from datetime import timedelta

import pytest

from hub.kernel.errors import Code
from hub.messages.reconciliation import MismatchesFound, ReconcileServices, ReportServices
from tests.unit.rooms.layers import ACCESS, BARE, PAPER, VLAN, built
from tests.unit.rooms.reconciling import Inventories, copy
from workers.activation.drivers.emulator.scenario import Rule
from workers.som.catalog import Facing, ServiceSpecification
from workers.som.reconciliation import handlers
from workers.som.reconciliation.store import RECONCILIATIONS
from workers.som.store import SERVICES
from workers.som.values import SpecificationRef


def test_inventories_that_agree_have_no_mismatches_whatever_stands_or_has_ended(
    inventories: Inventories,
) -> None:
    for number, of in enumerate((ACCESS, BARE, PAPER, ACCESS)):
        built(inventories, of, f"so-{number}")
    inventories.order("end", "delete", inventories.service("so-3").id)
    inventories.run()
    assert inventories.mismatches() == []
    assert inventories.heard[-1].compared == 4


def test_drift_is_found_with_its_class_and_both_sides(inventories: Inventories) -> None:
    gone, changed, ended, leaking, bare = (built(inventories, ACCESS, f"so-{n}") for n in range(5))
    inventories.order("end", "delete", ended)
    inventories.run()
    inventories.forget(gone)
    inventories.reconfigure(changed, bandwidth=7)
    inventories.configure(ended)
    inventories.allocate(VLAN, "so-3", "second")
    inventories.give_back(VLAN, inventories.resource(bare, "vlan").resource_id)

    found = {(m.service_id, str(m.between), str(m.difference)): m for m in inventories.mismatches()}

    assert set(found) == {
        (gone, "service-network", "missing"),
        (changed, "service-network", "different"),
        (ended, "service-network", "extra"),
        (leaking, "service-resource", "extra"),
        (bare, "service-resource", "missing"),
    }
    different = found[changed, "service-network", "different"]
    assert different.upper == {"characteristics": {"bandwidth": 100}}
    assert different.lower == {"characteristics": {"bandwidth": 7}, "sequence": 1}
    assert found[ended, "service-network", "extra"].upper == {"state": "terminated"}


def test_a_walk_goes_through_all_ranges_and_finds_what_lies_between_them(
    inventories: Inventories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "RANGE", 3)
    services = sorted(built(inventories, BARE, f"so-{n}") for n in range(7))
    for service in services[::2]:
        inventories.forget(service)
    inventories.configure("0-nobody's")
    inventories.configure(services[3] + "-nobody's")
    inventories.configure("z-nobody's")

    found = inventories.mismatches()

    missing = [m.service_id for m in found if m.difference == "missing"]
    assert sorted(missing) == services[::2]
    extra = sorted(m.service_id for m in found if m.difference == "extra")
    assert extra == ["0-nobody's", services[3] + "-nobody's", "z-nobody's"]
    assert inventories.heard[-1].compared == 7
    ranges = [(b.get("after", ""), b.get("through", "")) for b in inventories.asked("ReportConfigurations")]
    assert ranges == [("", services[2]), (services[2], services[5]), (services[5], "")]


def test_an_answer_about_an_earlier_range_says_nothing_about_this_one(
    inventories: Inventories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "RANGE", 1)
    services = [built(inventories, BARE, f"so-{n}") for n in range(3)]
    inventories.put(ReconcileServices(reconciliation_id="rec"), "rec")
    for number in range(200):
        if not inventories.mail:
            break
        message = inventories.mail.pop(0)
        inventories.handle(message)
        if message.type in {"ConfigurationsReported", "ResourcesReported"}:
            inventories.handle(copy(message, f"again-{number}"))
    (page,) = [h for h in inventories.heard if isinstance(h, MismatchesFound)]
    assert (page.last, page.mismatch, page.compared) == (True, [], len(services))


def test_services_under_others_are_told_to_nobody(inventories: Inventories) -> None:
    service = built(inventories, BARE)
    inventories.belongs(service, "p")
    inventories.offer(ServiceSpecification("rfs", "1", "rfs", facing=Facing.RESOURCE))
    inventories.change(SERVICES, service, specification=SpecificationRef("rfs"))
    inventories.put(ReportServices(reconciliation_id="rec"), "rec")
    inventories.run()
    assert [report.service for report in inventories.reports()] == [[]]


def test_a_mismatch_has_the_same_id_each_time_it_is_found(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    first = inventories.mismatches()
    assert first != []
    assert inventories.mismatches() == first


def test_what_an_order_works_on_or_has_changed_since_is_left_out(inventories: Inventories) -> None:
    busy, changed = built(inventories, BARE, "so-1"), built(inventories, BARE, "so-2")
    for service in (busy, changed):
        inventories.forget(service)
    inventories.play(Rule(delay_seconds=10))
    inventories.order("so-3", "modify", busy, BARE, bandwidth=5)
    inventories.run()
    inventories.put(ReconcileServices(reconciliation_id="rec"), "rec")
    inventories.run(until="ReportConfigurations")
    inventories.play()
    inventories.mail, walk = [], inventories.mail
    inventories.order("so-4", "modify", changed, BARE, bandwidth=5)
    inventories.run()
    inventories.forget(changed)
    inventories.order("new", of=BARE)
    inventories.run()
    inventories.mail = walk
    inventories.run()
    pages = [h for h in inventories.heard if isinstance(h, MismatchesFound)]
    assert [(p.last, p.mismatch, p.compared) for p in pages] == [(False, [], 0), (True, [], 0)]
    assert {busy, changed} < set(pages[0].left_out) == set(pages[1].left_out)
    assert [(p.page, p.pages) for p in pages] == [(1, 0), (2, 2)]


def test_resources_of_an_order_at_work_are_no_leak(inventories: Inventories) -> None:
    inventories.play(Rule(delay_seconds=10))
    inventories.order("so-1")
    inventories.run()
    assert inventories.held()
    assert inventories.mismatches() == []


def test_every_message_twice_and_late_counts_once(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    mismatches = inventories.mismatches("rec")
    told = len(inventories.heard)
    late = [m for m in inventories.sent if m.type in {"ConfigurationsReported", "ResourcesReported"}]
    for number, message in enumerate(late):
        inventories.handle(message)
        inventories.handle(copy(message, f"again-{number}"))
    assert len(inventories.heard) == told
    assert mismatches != []

    inventories.put(ReconcileServices(reconciliation_id="rec"), "rec")
    inventories.run()
    question = inventories.heard[-1]
    assert (question.last, question.mismatch, question.compared) == (True, [], 1)
    assert (question.page, question.pages) == (0, 1)


def test_who_is_silent_is_asked_again_ever_less_often_and_the_walk_is_given_up(
    inventories: Inventories,
) -> None:
    built(inventories)
    inventories.put(ReconcileServices(reconciliation_id="rec"), "rec")
    inventories.run(until="ReportConfigurations")
    inventories.take("ReportConfigurations")
    inventories.run()
    pauses = []
    while (walk := inventories.all(RECONCILIATIONS)[0]).wake_at is not None:
        pauses.append((walk.wake_at - inventories.now) / timedelta(minutes=1))
        inventories.pass_time(walk.wake_at - inventories.now)
        inventories.mail = []
    assert pauses == [1, 2, 4, 5, 5, 5]
    assert len(inventories.asked("ReportConfigurations")) == 6
    assert len(inventories.asked("ReportResources")) == 1
    (page,) = [h for h in inventories.heard if isinstance(h, MismatchesFound)]
    assert (page.last, [e.code for e in page.error_message]) == (False, [Code.TIME_LIMIT_PASSED])
    assert "activation" in page.error_message[0].reason


def test_an_answer_to_a_question_after_silence_counts_once(inventories: Inventories) -> None:
    inventories.forget(built(inventories))
    inventories.put(ReconcileServices(reconciliation_id="rec"), "rec")
    inventories.run(until="ReportConfigurations")
    slow = inventories.take("ReportConfigurations")
    inventories.run()
    inventories.pass_time(timedelta(minutes=1))
    inventories.run()
    inventories.handle(slow)
    inventories.run()
    pages = [h for h in inventories.heard if isinstance(h, MismatchesFound)]
    assert [(len(p.mismatch), p.last) for p in pages] == [(1, True)]


def test_the_services_of_products_in_a_range_are_told_but_not_what_has_ended(
    inventories: Inventories,
) -> None:
    for number, product in enumerate(("p-1", "p-2", "p-3", "p-4", "")):
        service = built(inventories, BARE, f"so-{number}")
        inventories.belongs(service, product)
    ended, busy = inventories.service("so-1").id, inventories.service("so-2").id
    inventories.order("end", "delete", ended, BARE)
    inventories.run()
    inventories.play(Rule(delay_seconds=10))
    inventories.order("change", "modify", busy, BARE)
    inventories.run()

    inventories.put(ReportServices(reconciliation_id="rec", after="p-1", through="p-4"), "rec")
    inventories.put(ReportServices(reconciliation_id="rec", through="p-1"), "rec")
    inventories.run()

    first, second = inventories.reports()
    assert (first.after, first.through) == ("p-1", "p-4")
    assert [(s.product_id, s.id, s.state, s.busy) for s in first.service] == [
        ("p-3", busy, "active", True),
        ("p-4", inventories.service("so-3").id, "active", False),
    ]
    assert [s.product_id for s in second.service] == ["p-1"]
