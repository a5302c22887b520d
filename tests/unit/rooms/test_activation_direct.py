"""Services a caller has asked activation for, and who compares them."""

from collections.abc import Iterator

import pytest

from tests.unit.rooms.network import Network
from workers.activation.direct import Method, RequestService
from workers.activation.store import SERVICES


@pytest.fixture
def network() -> Iterator[Network]:
    network = Network()
    yield network
    network.close()


def request(network: Network, key: str, method: Method, state: str = "active") -> None:
    network.command(
        RequestService(
            id=key, fingerprint=key, method=method, service_id="s", specification_id="x", state=state
        )
    )


def reported(network: Network) -> list[str]:
    return [found.service_id for found in network.report().configuration]


def test_what_a_caller_has_made_is_his_and_no_drift(network: Network) -> None:
    request(network, "made", Method.CREATE)
    assert reported(network) == []
    request(network, "changed", Method.MODIFY, "inactive")
    assert (network.all(SERVICES)["s"].state, reported(network)) == ("inactive", [])


def test_what_an_order_has_made_is_compared_whoever_has_changed_it(network: Network) -> None:
    network.ask("so/1", sequence=1)
    request(network, "changed", Method.MODIFY, "inactive")
    assert reported(network) == ["s"]


def test_what_an_order_works_on_is_compared_from_then_on(network: Network) -> None:
    request(network, "made", Method.CREATE)
    network.ask("so/1", sequence=3)
    assert reported(network) == ["s"]
