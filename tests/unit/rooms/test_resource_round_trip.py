"""Whatever a partner says of an order or a resource, at whatever level, comes back as it was."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.facades.tmf639_v4 import RESOURCE
from gateway.facades.tmf652_v4_mapping import ORDER
from workers.rom.model import ResourceOrder
from workers.rom.resource import Resource
from workers.rom.rpc.inventory import from_resource, to_resource
from workers.rom.rpc.orders import from_order, to_order

TEXT = st.text("aé\"\\'% ", min_size=1, max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False) | st.text("ab"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
#: Members nobody has heard of.
MORE = st.dictionaries(TEXT.map("x-".__add__), JSON, max_size=2)


def said(required: dict[str, Any] | None = None, /, **optional: Any) -> Any:
    """Objects with these members, and others."""
    known = st.fixed_dictionaries(required or {}, optional=optional)
    return st.builds(lambda more, members: {**more, **members}, MORE, known)


REF = said({"id": TEXT}, href=TEXT | st.just(""), name=TEXT, version=TEXT)
CHARACTERISTIC = said({"name": TEXT, "value": JSON}, valueType=TEXT)
VALUE: dict[str, Any] = {
    "name": TEXT,
    "value": TEXT,
    "serviceId": TEXT,
    "category": TEXT,
    "note": st.lists(said(text=TEXT), max_size=2),
    "place": said({"role": TEXT}, id=TEXT, name=TEXT),
    "resourceCharacteristic": st.lists(CHARACTERISTIC, max_size=3),
    "resourceSpecification": REF,
}
ITEM = said(
    {"id": TEXT, "action": st.sampled_from(["add", "modify", "delete", "noChange"])},
    quantity=st.integers(0, 3),
    appointment=REF,
    resourceSpecification=REF,
    resource=said(id=TEXT, **VALUE),
)


def stored(aggregate: Any) -> Any:
    """As it comes out of the database."""
    return msgspec.json.decode(msgspec.json.encode(aggregate), type=type(aggregate))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    said({"orderItem": st.lists(ITEM, min_size=1, max_size=2)}, externalId=TEXT, priority=st.integers(0, 4))
)
def test_an_order_comes_back_as_it_was_said(sent: dict[str, Any]) -> None:
    order: ResourceOrder = stored(to_order(ORDER.to_message(sent), "mine"))
    shown = ORDER.to_json(from_order(order))

    for name in ("id", "state", "orderDate"):
        shown.pop(name)
    for item in shown["orderItem"]:
        item.pop("state")
    assert shown == sent


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said({"name": TEXT}, **{name: value for name, value in VALUE.items() if name != "name"}))
def test_a_resource_comes_back_as_it_was_said(sent: dict[str, Any]) -> None:
    resource: Resource = stored(to_resource(RESOURCE.to_message(sent), "mine"))
    shown = RESOURCE.to_json(from_resource(resource))

    for name in ("id", "administrativeState", "operationalState", "usageState", "resourceStatus"):
        shown.pop(name)
    assert shown == sent
