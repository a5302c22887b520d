"""Attributes of a contract, asked for by name."""

from gateway.declared import MAX_CHARS, declares


def test_no_name_is_looked_up_that_is_longer_than_any() -> None:
    """What is asked for is remembered, and any client can ask."""
    name = "n" * MAX_CHARS
    has = declares({}, {"properties": {name: {}, f"{name}n": {}}})
    assert (has(name), has(f"{name}n")) == (True, False)
