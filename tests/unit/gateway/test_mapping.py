"""TMF JSON and protobuf, there and back."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway import specs
from gateway.app import DOCUMENTS
from gateway.facades import common, tmf637_v4_mapping
from gateway.facades import operations_v1_mapping as operations
from gateway.facades import tmf622_v4_mapping as mapping
from gateway.http import Request
from proto.com.v1 import product_order_pb2 as pb
from proto.com.v1 import product_pb2

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
ANY: Any = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
DATE = (
    st.datetimes()
    .map(lambda d: d.strftime("%Y-%m-%dT%H:%M:%S.") + f"{d.microsecond // 1000:03d}Z")
    .filter(lambda text: len(text) == 24)
)
BAG = st.dictionaries(TEXT.map(lambda name: f"x-{name}"), ANY, max_size=2)


def _object(**members: st.SearchStrategy[Any]) -> Any:
    known = st.fixed_dictionaries(
        {}, optional={name.replace("__", "@"): value for name, value in members.items()}
    )
    return st.tuples(known, BAG).map(lambda parts: {**parts[1], **parts[0]})


REF = _object(id=TEXT, href=TEXT, name=TEXT, __referredType=TEXT, __type=TEXT)
PLACE = _object(id=TEXT, href=TEXT, name=TEXT, role=TEXT, postcode=TEXT, __referredType=TEXT)
CHARACTERISTIC = _object(name=TEXT, value=ANY, valueType=TEXT)
PRODUCT = _object(
    id=TEXT,
    productSpecification=REF,
    productCharacteristic=st.lists(CHARACTERISTIC, max_size=3),
    place=st.lists(PLACE, max_size=2),
)
LEAF = {
    "id": TEXT,
    "action": st.sampled_from(sorted(mapping.ACTIONS)),
    "quantity": st.integers(1, 2**32 - 1),
    "productOffering": REF,
    "product": PRODUCT,
    "productOrderItemRelationship": st.lists(_object(id=TEXT, relationshipType=TEXT), max_size=2),
    "qualification": st.lists(REF, max_size=2),
}
ITEM: Any = _object(**LEAF, productOrderItem=st.lists(_object(**LEAF), max_size=2))
NOTE = _object(id=TEXT, author=TEXT, date=DATE, text=TEXT)
ORDER = _object(
    externalId=TEXT,
    description=TEXT,
    priority=TEXT,
    requestedStartDate=DATE,
    relatedParty=st.lists(_object(id=TEXT, role=TEXT, __referredType=TEXT), max_size=2),
    note=st.lists(NOTE, max_size=2),
    productOrderItem=st.lists(ITEM, max_size=2),
    channel=st.lists(REF, max_size=2),
    payment=ANY,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ORDER)
def test_whatever_a_partner_sends_comes_back_through_protobuf(body: dict[str, Any]) -> None:
    sent = mapping.to_command(body, "").product_order
    received = pb.ProductOrder.FromString(sent.SerializeToString())
    assert mapping.ORDER.to_json(received) == body


def test_a_characteristic_without_a_value_has_none() -> None:
    message = common.CHARACTERISTIC.to_message({"name": "speed"})
    assert common.CHARACTERISTIC.to_json(message) == {"name": "speed"}


@pytest.mark.parametrize("value", [None, "", 0, False, [], {}, "x", 1.5, [None], {"a": None}])
def test_a_characteristic_keeps_its_value_of_any_type(value: Any) -> None:
    body = {"name": "n", "value": value}
    assert common.CHARACTERISTIC.to_json(common.CHARACTERISTIC.to_message(body)) == body


def test_every_state_of_ours_is_shown_as_one_of_theirs_and_found_by_it() -> None:
    states = set(pb.ProductOrderState.values()) - {pb.PRODUCT_ORDER_STATE_UNSPECIFIED}
    assert set(mapping.STATE_SHOWN) == states
    assert all(state in mapping.STATES[word] for state, word in mapping.STATE_SHOWN.items())
    items = set(pb.ItemState.values()) - {pb.ITEM_STATE_UNSPECIFIED}
    assert set(mapping.ITEM_STATE_SHOWN) == items
    assert all(state in mapping.ITEM_STATES[word] for state, word in mapping.ITEM_STATE_SHOWN.items())
    statuses = set(product_pb2.ProductStatus.values()) - {product_pb2.PRODUCT_STATUS_UNSPECIFIED}
    assert set(tmf637_v4_mapping.STATUSES.values()) == statuses


def test_what_is_set_later_goes_before_the_empty_value_kept_from_the_create() -> None:
    order = mapping.to_command({"description": ""}, "").product_order
    assert mapping.ORDER.to_json(order)["description"] == ""
    order.description = "now known"
    assert mapping.ORDER.to_json(order)["description"] == "now known"


def _request(client: str, external_id: Any = None, **headers: str) -> Request:
    body = {"externalId": external_id} if external_id is not None else {}
    contract = specs.load(DOCUMENTS / "tmf622-v4.yaml")
    return Request("createProductOrder", "/productOrder", {}, "", headers, body, "http://h", client, contract)


def test_no_two_clients_and_no_two_kinds_of_key_share_a_key() -> None:
    header = "idempotency-key"
    requests = [
        _request("a", **{header: "1"}),
        _request("a", "1"),
        _request("b", "1"),
        _request("a/key", **{header: "1"}),
        _request("a", "key/1"),
        _request("a%2Fkey", "1"),
        _request("a", "x" * 256),
        _request("a", "x" * 257),
    ]
    keys = [common.idempotency_key(request) for request in requests]
    assert len(set(keys)) == len(keys)
    assert all(len(key) < 300 for key in keys)


def test_a_clients_own_key_goes_before_its_external_id() -> None:
    with_both = _request("a", "NB-1", **{"idempotency-key": "k"})
    assert common.idempotency_key(with_both) == "a/key/k"
    assert common.idempotency_key(_request("a")) == ""


def test_the_innermost_item_of_a_path_is_the_one_a_reason_is_about() -> None:
    ids = {"1", "1.1"}
    assert common.known_item("productOrderItem[1].productOrderItem[1.1].product", ids) == "1.1"
    assert common.known_item("productOrderItem[1].product.productCharacteristic[speed]", ids) == "1"
    assert common.known_item("externalId", ids) == ""


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("OrderState", operations.ORDER_STATES),
        ("ItemState", operations.ITEM_STATES),
        ("NodeState", operations.NODE_STATES),
    ],
)
def test_the_document_names_every_state_of_the_core(schema: str, words: dict[int, str]) -> None:
    document = yaml.safe_load((DOCUMENTS / "operations-v1.yaml").read_text())
    assert set(words.values()) <= set(document["components"]["schemas"][schema]["enum"])
