"""Product status follows: what SOM tells of services that stand moves the product nobody works on."""

from datetime import timedelta

import pytest

from tests.unit.rooms.making import item
from tests.unit.rooms.som_inventory import Som

SECOND = timedelta(seconds=1)


@pytest.fixture
def standing(som: Som) -> Som:
    """A product of two services, made a while ago."""
    som.sell("1")
    som.core.now += SECOND
    return som


def tell(som: Som, identifier: str, state: str) -> str:
    """The product's status then."""
    som.tell(identifier, state)
    som.core.now += SECOND
    return str(som.product().status)


def test_a_suspended_service_suspends_its_product_until_all_are_active_again(standing: Som) -> None:
    assert tell(standing, "s-1/tune", "suspended") == "suspended"
    assert tell(standing, "s-1/screen", "suspended") == "suspended"
    assert tell(standing, "s-1/tune", "active") == "suspended"
    assert tell(standing, "s-1/screen", "active") == "active"


def test_a_product_whose_services_have_all_ended_has_ended(standing: Som) -> None:
    assert tell(standing, "s-1/tune", "terminated") == "pendingActive"
    ended = standing.core.now
    assert tell(standing, "s-1/screen", "terminated") == "terminated"

    assert (standing.product().services, standing.product().termination_date) == ([], ended)


def test_what_is_told_twice_or_late_changes_nothing(standing: Som) -> None:
    first = standing.tell("s-1/tune", "suspended")
    standing.core.now += SECOND
    assert tell(standing, "s-1/tune", "active") == "active"
    version = standing.product().version
    standing.core.deliver(first)
    standing.core.now -= 2 * SECOND
    standing.tell("s-1/tune", "suspended")

    assert (standing.product().status, standing.product().version) == ("active", version)


def test_an_order_in_progress_says_itself_what_becomes_of_its_product(standing: Som) -> None:
    product = standing.product().id
    standing.core.submit(item("1", about=product, action="modify", speed=7), order="change")
    standing.core.now += SECOND
    assert tell(standing, "s-1/screen", "suspended") == "active"


def test_what_an_order_has_done_is_not_done_again_by_what_som_told_meanwhile(standing: Som) -> None:
    """The service was ended and built again by an order that was taken back; that it had ended comes late."""
    before = standing.core.now
    product = standing.product().id
    standing.core.now += SECOND
    standing.core.submit(item("1", about=product, action="modify", speed=7), order="change")
    standing.core.complete("1/tune", order="change")
    standing.core.now = before
    standing.tell("s-1/tune", "terminated")

    assert (standing.product().status, len(standing.product().services)) == ("active", 2)


def test_what_som_told_before_a_product_was_made_is_not_about_it(som: Som) -> None:
    som.sell("1")
    som.core.now -= SECOND
    som.tell("s-1/tune", "terminated")

    assert (som.product().status, len(som.product().services)) == ("active", 2)


def test_a_modification_of_a_suspended_product_does_not_say_that_it_is_active(standing: Som) -> None:
    tell(standing, "s-1/screen", "suspended")
    product = standing.product().id
    standing.core.submit(item("1", about=product, action="modify", speed=7), order="change")
    standing.core.complete("1/tune", order="change")

    assert (standing.core.state("change"), standing.product().status) == ("completed", "suspended")


@pytest.mark.parametrize("about", [("s-1/tune", "unknown"), ("elsewhere", "")])
def test_products_and_services_nobody_knows_do_not_matter(standing: Som, about: tuple[str, str]) -> None:
    identifier, product = about
    standing.services["elsewhere"] = standing.services["s-1/tune"]
    standing.tell(identifier, "terminated", product)

    assert (standing.product().status, len(standing.product().services)) == ("active", 2)
