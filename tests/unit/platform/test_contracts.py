"""The message contracts refuse what their documents refuse."""

import msgspec
import pytest

from hub.kernel.errors import Code, HubError, Kind
from hub.messages.rom import CreateResourceOrder
from hub.messages.som import CreateServiceOrder
from hub.platform.message import Message, read

EMPTY = [
    (CreateServiceOrder, b'{"id": "1", "externalId": "2", "serviceOrderItem": []}', "serviceOrderItem"),
    (CreateResourceOrder, b'{"id": "1", "externalId": "2", "orderItem": []}', "orderItem"),
]


@pytest.mark.parametrize(("contract", "body", "member"), EMPTY)
def test_an_order_without_items_is_malformed_and_the_error_names_the_list(
    contract: type, body: bytes, member: str
) -> None:
    message = Message(id="1", type=contract.__name__, body=msgspec.Raw(body), key="1", correlation="2")

    with pytest.raises(HubError) as caught:
        read(message, contract)

    assert caught.value.kind is Kind.INVALID
    assert caught.value.reasons[0].code is Code.MESSAGE_MALFORMED
    assert member in caught.value.reasons[0].text
