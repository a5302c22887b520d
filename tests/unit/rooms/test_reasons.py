"""A reason crosses the queues with its code; one that we do not know becomes one that we do."""

from hub.kernel.errors import Code, Reason
from hub.messages.base import ErrorMessage, error_messages, first_reason

OTHERWISE = Reason(Code.NETWORK_FAILED, "no reason was given", "order-1")


def test_a_reason_comes_through_and_is_about_what_the_receiver_says() -> None:
    sent = Reason(Code.POOL_EXHAUSTED, "all 2 are allocated", "vlan")

    assert first_reason(error_messages(sent), OTHERWISE) == Reason(sent.code, sent.text, OTHERWISE.path)


def test_an_unknown_code_becomes_the_one_meant_for_that() -> None:
    strange = [ErrorMessage(code="out-of-coffee", reason="come back later")]

    assert first_reason(strange, OTHERWISE) == Reason(OTHERWISE.code, "come back later", OTHERWISE.path)


def test_without_a_reason_there_is_one_all_the_same() -> None:
    assert error_messages(None) == []
    assert first_reason([], OTHERWISE) == OTHERWISE
