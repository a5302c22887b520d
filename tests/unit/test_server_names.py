import time

import pytest

from tests.servers import names, urls

DAY = 24 * 60 * 60


def test_no_two_names_are_the_same() -> None:
    assert len({names.throwaway() for _ in range(100)}) == 100


def test_a_name_goes_stale_after_a_day() -> None:
    name = names.throwaway()

    assert not names.is_stale(name, time.time() + DAY - 60)
    assert names.is_stale(name, time.time() + DAY + 60)


@pytest.mark.parametrize(
    "name", ["postgres", "/", "hub_test", "hub_test_x", "hub_test_1_xyz", "my_hub_test_1_ab"]
)
def test_what_is_not_ours_never_goes_stale(name: str) -> None:
    assert not names.is_stale(name, time.time())


def test_a_database_address_has_two_forms() -> None:
    plain = "postgresql://postgres@127.0.0.1:5432/x"

    assert urls.sqlalchemy(plain) == "postgresql+asyncpg://postgres@127.0.0.1:5432/x"
    assert urls.sqlalchemy(urls.sqlalchemy(plain)) == urls.sqlalchemy(plain)
    assert urls.plain(urls.sqlalchemy(plain)) == plain


def test_the_same_server_is_addressed_with_another_name() -> None:
    assert (
        urls.with_path("amqp://guest:guest@127.0.0.1:5672/", "a/b")
        == "amqp://guest:guest@127.0.0.1:5672/a%2Fb"
    )
    assert urls.with_path(urls.POSTGRES_USUAL, "x") == "postgresql://postgres@127.0.0.1:5432/x"


def test_people_are_shown_an_address_without_its_password() -> None:
    assert urls.place("amqp://guest:secret@127.0.0.1:5672/") == "127.0.0.1:5672"
    assert urls.user("amqp://me:secret@127.0.0.1:5672/") == "me"
