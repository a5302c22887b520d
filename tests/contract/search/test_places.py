"""What a facade can be asked for, its room finds: every field of every shape has a place, or is worked out."""

from collections.abc import Iterator

import pytest

import core.inventory.rpc
import core.ordering.rpc.search
import core.qualification.rpc
import workers.activation.rpc_search
import workers.rom.rpc.search
import workers.som.qualification.rpc_search
import workers.som.rpc.search
from gateway.facades import (
    tmf622_v4,
    tmf637_v4,
    tmf638_v4,
    tmf639_v4,
    tmf640_v4,
    tmf641_v4,
    tmf645_v4,
    tmf652_v4,
    tmf679_v4,
)
from gateway.facades.mapping import Shape
from gateway.facades.rest import Api
from gateway.query_path import Sort, walk
from hub.platform.search import Search
from hub.platform.search_path import place

APIS: tuple[tuple[Api, tuple[Search, ...]], ...] = (
    (tmf622_v4.API, (core.ordering.rpc.search.ORDER_SEARCH, core.ordering.rpc.search.CANCELLATION_SEARCH)),
    (tmf637_v4.API, (core.inventory.rpc.SEARCH,)),
    (tmf638_v4.API, (workers.som.rpc.search.SERVICE_SEARCH,)),
    (tmf639_v4.API, (workers.rom.rpc.search.RESOURCE_SEARCH,)),
    (
        tmf640_v4.API,
        (workers.activation.rpc_search.SERVICE_SEARCH, workers.activation.rpc_search.MONITOR_SEARCH),
    ),
    (tmf641_v4.API, (workers.som.rpc.search.ORDER_SEARCH, workers.som.rpc.search.CANCELLATION_SEARCH)),
    (tmf645_v4.API, (workers.som.qualification.rpc_search.SEARCH,) * 2),
    (tmf652_v4.API, (workers.rom.rpc.search.ORDER_SEARCH, workers.rom.rpc.search.CANCELLATION_SEARCH)),
    (tmf679_v4.API, (core.qualification.rpc.SEARCH,)),
)
RESOURCES = {
    f"{api.document}-{resource.name}": (resource.shape, search)
    for api, searches in APIS
    for resource, search in zip(api.resources, searches, strict=True)
}
# A characteristic kept as a name and a value has no type; a service's parts are kept by their ids.
NOT_KEPT = {
    "serviceCharacteristic.valueType",
    "supportingResource.href",
    "supportingResource.@referredType",
    "supportingService.href",
    "supportingService.@referredType",
}
DEEPEST = 4


def _names(shape: Shape, depth: int = 0) -> Iterator[tuple[str, ...]]:
    for name, field in shape.fields.items():
        yield (name,)
        if field.inner is not None and depth < DEEPEST:
            yield from ((name, *rest) for rest in _names(field.inner(), depth + 1))


@pytest.mark.parametrize(("shape", "search"), RESOURCES.values(), ids=RESOURCES)
def test_every_field_of_a_shape_has_a_place_in_the_room(shape: Shape, search: Search) -> None:
    lost = set()
    for names in _names(shape):
        spot = walk(shape, names)
        found = None if spot.sort is Sort.COMPUTED else place(search.store.kind, search.declared, spot.path)
        if found is not None and found.nothing:
            lost.add(".".join(names))
    assert lost <= NOT_KEPT


@pytest.mark.parametrize(("shape", "search"), RESOURCES.values(), ids=RESOURCES)
def test_the_words_of_an_enumeration_are_all_known_in_the_room(shape: Shape, search: Search) -> None:
    for names in _names(shape):
        spot = walk(shape, names)
        found = None if spot.sort is Sort.COMPUTED else place(search.store.kind, search.declared, spot.path)
        values = [value for values in spot.words.values() for value in values]
        assert found is None or found.words is None or all(found.stored(v) is not None for v in values), names
        # An enumeration of protobuf is stored by other words than its own.
        assert found is None or found.words is not None or not any(v.isupper() for v in values), names
