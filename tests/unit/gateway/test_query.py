"""TMF630's filters, from the text of a URL to conditions on protobuf fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.facades.tmf622_v4_cancel import TASK
from gateway.facades.tmf622_v4_mapping import ORDER
from gateway.page import parse_fields
from gateway.query import parse
from hub.kernel.errors import HubError, Kind
from proto.shared.v1 import query_pb2

DECLARED = frozenset({"payment", "payment.id", "productOrderItem.note"})
SIGNS = {1: "=", 2: "!=", 3: ">", 4: ">=", 5: "<", 6: "<=", 7: "~"}


def asked(raw: str) -> str:
    """The conditions of a query on product orders, as one line."""
    return _written(parse(raw, ORDER, DECLARED.__contains__).query)


def _written(query: query_pb2.Query) -> str:
    def one(c: query_pb2.Condition) -> str:
        return f"{'?' * c.undeclared}{'.'.join(c.path)}{SIGNS[c.operator]}{'|'.join(c.value)}"

    return " & ".join(" or ".join(map(one, any_of.condition)) for any_of in query.all)


@pytest.mark.parametrize(
    ("raw", "conditions"),
    [
        ("id=1", "id=1"),
        ("id=1,2", "id=1|2"),
        ("id=1;2", "id=1|2"),
        ("id=1;id=2", "id=1|2"),
        ("id=1&id=2", "id=1|2"),
        ("id=1;description=b", "id=1 or description=b"),
        ("id=1,2;description.ne=b;3", "id=1|2 or description!=b|3"),
        ("id=1&description=b", "id=1 & description=b"),
        ("id.gt=1&id.lt=3", "id>1 & id<3"),
        ("id%3E1&id%3C3", "id>1 & id<3"),
        ("id%3E=1&id<=3", "id>=1 & id<=3"),
        ("id%3D%3D1", "id=1"),
        ("id!=1", "id!=1"),
        ("id.ne=1&id.ne=2", "id!=1 & id!=2"),
        ("id.regex=a{1,2};b", "id~a{1,2};b"),
        ("id*=a,b", "id~a,b"),
        ("id%3D~a", "id~a"),
        ("id=~a", "id~a"),
        ('id="1,2;3"', "id=1,2;3"),
        ('id="1","2"', "id=1|2"),
        ("id=%22%221%22%22", 'id="1"'),
        ('id=5" pipe', 'id=5" pipe'),
        ('id="5" pipe, long","x"', 'id=5" pipe, long|x'),
        ('id="a', 'id="a'),
        ("id=a.b;c.d", "id=a.b|c.d"),
        ("description=", "extension_json.description="),
        ("description=,x", "extension_json.description= or description=x"),
        ("priority=0", "priority=0"),
        ("productOrderItem.quantity=0", "item.extension_json.quantity=0"),
        ("productOrderItem.quantity.lt=0", "item.quantity<0"),
        ("productOrderItem.productOffering.@referredType=x", "item.product_offering.referred_type=x"),
        ("productOrderItem.productOffering.href=x", "item.product_offering.href=x"),
        (
            "productOrderItem.product.productCharacteristic.value=5",
            "item.product.characteristic.value_json=5",
        ),
        ("productOrderItem.productOrderItem.id=1", "item.item.id=1"),
        ("productOrderItem.note=x", "item.extension_json.note=x"),
        ("productOrderItem.colour=x", "?item.extension_json.colour=x"),
        ("payment.id=x", "extension_json.payment.id=x"),
        ("payment.colour=x", "?extension_json.payment.colour=x"),
        ("depth=3", "?extension_json.depth=3"),
        (
            "state=inProgress,held",
            "state="
            + "|".join(
                f"PRODUCT_ORDER_STATE_{s}"
                for s in ("HELD", "IN_PROGRESS", "PARTIALLY_COMPLETED", "COMPENSATING")
            ),
        ),
        ("state.ne=completed", "state!=PRODUCT_ORDER_STATE_COMPLETED"),
        ("state.regex=^pend", "state=PRODUCT_ORDER_STATE_PENDING|PRODUCT_ORDER_STATE_CANCELLING"),
        (
            "state.gt=pending",
            "state=" + "|".join(f"PRODUCT_ORDER_STATE_{s}" for s in ("REJECTED", "CANCELLING")),
        ),
        ("state.regex=x", "state="),
        ("orderDate=2026-11-20", "order_date=2026-11-20T00:00:00.000Z"),
        ('orderDate.gte="2026-11-20T12:00:00.1239+02:00"', "order_date>=2026-11-20T10:00:00.123Z"),
        ("orderDate=2026-11-20,2026-11-21", "order_date=2026-11-20T00:00:00.000Z|2026-11-21T00:00:00.000Z"),
        ("payment.id=2026-11-20T12:00:00+02:00", "extension_json.payment.id=2026-11-20T12:00:00+02:00"),
        ("fields=a&offset=1&limit=2&sort=id", ""),
    ],
)
def test_a_filter_asks_for_what_it_says(raw: str, conditions: str) -> None:
    assert asked(raw) == conditions


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("href=x", "filter-unknown: href"),
        ("productOrderErrorMessage.code=x", "filter-unknown: productOrderErrorMessage.code"),
        ("id.colour=x", "filter-unknown: id.colour"),
        ("state=odd", "state: has to be one of acknowledged, rejected"),
        ("orderDate.gt=yesterday", "orderDate: has to be a date"),
        ("id.regex=(a", "id: is not a regular expression"),
        ("state.regex=(a", "state: is not a regular expression"),
        ("sort=href", "filter-unknown: href"),
        ("filter=$[?(@.state=='held')]", "operation-unsupported: filter"),
        ("href=x&state=odd", "filter-unknown: href: .*; attribute-invalid: state"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(raw: str, said: str) -> None:
    with pytest.raises(HubError, match=said):
        asked(raw)


def test_jsonpath_is_said_to_be_unsupported() -> None:
    with pytest.raises(HubError) as refused:
        asked("filter=$.id")
    assert refused.value.kind is Kind.UNSUPPORTED


def test_sort_keys_are_paths_with_a_direction() -> None:
    keys = parse(
        "sort=-orderDate,+id, productOrderItem.id,payment.id", ORDER, DECLARED.__contains__
    ).query.sort
    assert [(".".join(k.path), k.descending, k.undeclared) for k in keys] == [
        ("order_date", True, False),
        ("id", False, False),
        ("item.id", False, False),
        ("extension_json.payment.id", False, False),
    ]


def test_an_object_the_facade_puts_together_is_asked_for_by_the_fields_it_is_made_of() -> None:
    raw = "productOrder.id=1&productOrder.@type=x&productOrderItem.productOrderItemId=2"
    assert _written(parse(raw, TASK, lambda _: True).query) == (
        "product_order_id=1 & extension_json.productOrder.@type=x & item_id=2"
    )


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("", None),
        ("fields=", None),
        ("fields=none", ()),
        ("fields=a,b.c", ("a", "b")),
        ("x=1&fields=id", ("id",)),
    ],
)
def test_fields_name_first_level_attributes(raw: str, fields: tuple[str, ...] | None) -> None:
    assert parse_fields(raw) == fields


@given(st.text(alphabet=st.sampled_from('ab=&%2C<>;,".+-*~![]{}()\x00é'), max_size=40))
def test_any_query_is_read_or_refused(raw: str) -> None:
    try:
        query = parse(raw, ORDER, lambda _: False).query
    except HubError:
        return
    assert all(c.path and c.operator for any_of in query.all for c in any_of.condition)
