"""What may be changed of a service order while it is open, and what may not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hub.kernel.errors import HubError, Kind
from hub.kernel.values import Party
from hub.messages.som import CreateServiceOrder
from tests.unit.rooms.layers import BARE, Layers
from tests.unit.rooms.making import NOW
from tests.unit.rooms.service_items import asked_for as item
from workers.som.asking import asked_for
from workers.som.commands import DeleteServiceOrder, SubmitServiceOrder, UpdateServiceOrder
from workers.som.machine_service import ServiceState
from workers.som.model import ServiceOrder
from workers.som.store import SERVICE_ORDERS, SERVICES

TOMORROW = NOW + timedelta(days=1)
WANTED = CreateServiceOrder(
    id="so", external_id="so", service_order_item=[item("1", of=BARE)], requested_start_date=TOMORROW
)


def as_it_is(layers: Layers, **members: Any) -> ServiceOrder:
    """The order with other members, and its items unsaid."""
    (order,) = layers.all(SERVICE_ORDERS)
    changed: ServiceOrder = replace(order, items=[], **members)
    return changed


def change(layers: Layers, **members: Any) -> ServiceOrder:
    changed: ServiceOrder = layers.command(UpdateServiceOrder(as_it_is(layers, **members)))
    return changed


def refusal(layers: Layers, command: Any) -> tuple[Kind, str]:
    with pytest.raises(HubError) as refused:
        layers.command(command)
    return refused.value.kind, refused.value.reasons[0].path


@pytest.fixture
def waiting(layers: Layers) -> Layers:
    """An order waits for tomorrow."""
    layers.command(SubmitServiceOrder(asked_for(WANTED)))
    return layers


def test_words_dates_and_whom_it_concerns_are_changed_while_it_waits(waiting: Layers) -> None:
    changed = change(
        waiting,
        description="new",
        priority="1",
        category="c",
        wanted_by=TOMORROW,
        parties=[Party("kim")],
        extension='{"note":[]}',
    )
    assert (changed.description, changed.priority, changed.category) == ("new", "1", "c")
    assert (changed.wanted_by, changed.parties, changed.extension) == (
        TOMORROW,
        [Party("kim")],
        '{"note":[]}',
    )
    assert [i.id for i in changed.items] == ["1"]


def test_an_order_that_may_begin_earlier_begins_then(waiting: Layers) -> None:
    sooner = NOW + timedelta(hours=1)
    assert change(waiting, start_date=sooner).wake_at == sooner
    assert change(waiting, start_date=None).state == "inProgress"
    waiting.run()
    assert waiting.state("so") == "completed"
    assert [s.state for s in waiting.all(SERVICES)] == [ServiceState.ACTIVE]
    waiting.check()


def test_what_is_as_it_was_makes_no_new_version(waiting: Layers) -> None:
    (before,) = waiting.all(SERVICE_ORDERS)
    change(waiting)
    assert waiting.all(SERVICE_ORDERS)[0].version == before.version


def test_a_state_is_not_set_and_items_and_external_id_stay(waiting: Layers) -> None:
    cancelled = UpdateServiceOrder(as_it_is(waiting), state="cancelled")
    assert refusal(waiting, cancelled) == (Kind.NOT_ALLOWED, "state")
    others = replace(as_it_is(waiting), items=asked_for(WANTED).items)
    assert refusal(waiting, UpdateServiceOrder(others)) == (Kind.INVALID, "serviceOrderItem")
    renamed = as_it_is(waiting, external_id="other")
    assert refusal(waiting, UpdateServiceOrder(renamed)) == (Kind.INVALID, "externalId")


def test_one_that_has_begun_keeps_its_start_and_one_that_has_ended_all(layers: Layers) -> None:
    layers.command(SubmitServiceOrder(asked_for(replace_start(WANTED))))
    later = UpdateServiceOrder(as_it_is(layers, start_date=TOMORROW))
    assert refusal(layers, later) == (Kind.NOT_ALLOWED, "requestedStartDate")
    assert change(layers, description="still").description == "still"
    layers.run()
    ended = UpdateServiceOrder(as_it_is(layers, description="too late"))
    assert refusal(layers, ended) == (Kind.NOT_ALLOWED, "state")


def test_who_knows_an_older_version_changes_and_deletes_nothing(layers: Layers) -> None:
    layers.command(SubmitServiceOrder(asked_for(replace_start(WANTED))))
    layers.run()
    stale = UpdateServiceOrder(as_it_is(layers, description="x"), if_version=1)
    assert refusal(layers, stale)[0] is Kind.STALE
    assert refusal(layers, DeleteServiceOrder("so", 1))[0] is Kind.STALE
    layers.command(DeleteServiceOrder("so", layers.all(SERVICE_ORDERS)[0].version))
    assert refusal(layers, UpdateServiceOrder(replace(asked_for(WANTED), items=[])))[0] is Kind.NOT_FOUND


def replace_start(wanted: CreateServiceOrder) -> CreateServiceOrder:
    """The same, to be begun at once."""
    return CreateServiceOrder(
        id=wanted.id, external_id=wanted.external_id, service_order_item=wanted.service_order_item
    )
