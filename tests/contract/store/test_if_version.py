"""A change of a version is refused when somebody else has changed it, also in the same batch."""

import msgspec
import pytest

from hub.kernel.errors import HubError, Kind
from hub.platform.database import Database
from hub.platform.unit_of_work import Handler, Step
from tests.contract.store.bank import HANDLERS, Open, Pay, account, accounts, step, work


class Own(msgspec.Struct):
    """Gives an account to somebody, as it is in a version."""

    account: str
    owner: str
    if_version: int = 0


def own(at_hand: Step, command: Own) -> None:
    at_hand.get(accounts, command.account).owner = command.owner


@pytest.fixture(autouse=True)
def _handled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HANDLERS, "Own", Handler(Own, own, lambda c: [(accounts, c.account)]))


@pytest.mark.parametrize(
    "before", [Own("1", "Ann", if_version=1), Pay("1", 5)], ids=["about-the-same-version", "a-message"]
)
async def test_what_the_batch_has_changed_already_is_another_version(
    database: Database, before: msgspec.Struct
) -> None:
    await step(database, work(Open("1")), work(Open("2")))

    with pytest.raises(HubError) as raised:
        await step(database, work(before), work(Own("1", "Bob", if_version=1)))

    assert raised.value.kind is Kind.STALE


async def test_changes_of_others_in_the_batch_do_not_matter(database: Database) -> None:
    await step(database, work(Open("1")), work(Open("2")))

    await step(database, work(Own("2", "Ann", if_version=1)), work(Own("1", "Bob", if_version=1)))

    assert [(await account(database, n)).owner for n in ("1", "2")] == ["Bob", "Ann"]  # type: ignore[union-attr]


async def test_who_asks_for_no_version_comes_after_the_others(database: Database) -> None:
    await step(database, work(Open("1")))

    await step(database, work(Own("1", "Ann", if_version=1)), work(Own("1", "Bob")))

    assert (await account(database, "1")).owner == "Bob"  # type: ignore[union-attr]
