"""The hub as its operator sees it: operations v1, over HTTP."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.cli.partner import ORDERS, Partner, address

BASE = "/operations/v1"
VIEW = f"{BASE}/productOrder"
FALLOUT = f"{BASE}/fallout"
RECONCILIATION = f"{BASE}/reconciliation"
MISMATCH = f"{BASE}/mismatch"
LONGEST_PAGE = 1000
JSON = {"Content-Type": "application/json"}


class Operator(Partner):
    """A client of the operations API, and of the partners' one; fails with `HubError` only."""

    async def plan(self, order: bytes) -> Any:
        """The plan an order would get; nothing is stored."""
        return await self._ask("POST", f"{BASE}/plan", content=order, headers=JSON)

    async def view(self, identifier: str) -> Any:
        """The order as the hub has it."""
        return await self._ask("GET", address(VIEW, identifier))

    async def plan_of(self, identifier: str) -> Any:
        return await self._ask("GET", address(VIEW, identifier, "plan"))

    async def timeline(self, identifier: str) -> Any:
        return await self._ask("GET", address(VIEW, identifier, "timeline"))

    async def act(self, identifier: str, action: str, body: Mapping[str, Any]) -> Any:
        """`answer`, `hold`, `release` or `cancel`; the order, or the cancellation, as it then is."""
        return await self._ask("POST", address(VIEW, identifier, action), json=body)

    async def amend(self, identifier: str, patch: bytes) -> Any:
        """Changes an order by a merge patch; the TMF622 order as it then is."""
        headers = {"Content-Type": "application/merge-patch+json"}
        return await self._ask("PATCH", address(ORDERS, identifier), content=patch, headers=headers)

    async def fallout(self, filters: Mapping[str, str]) -> tuple[Sequence[Any], int]:
        """Fallout by filter, and how much there is in all: a list is bounded."""
        return await self._list(FALLOUT, filters)

    async def one_fallout(self, identifier: str) -> Any:
        return await self._ask("GET", address(FALLOUT, identifier))

    async def resolve(self, identifier: str, decision: Mapping[str, Any]) -> Any:
        return await self._ask("POST", address(FALLOUT, identifier, "resolve"), json=decision)

    async def resolve_code(self, decision: Mapping[str, Any]) -> Any:
        """The same decision for everything open with one code."""
        return await self._ask("POST", f"{FALLOUT}/resolve", json=decision)

    async def reconcile(self, wish: Mapping[str, Any]) -> Any:
        """Starts a reconciliation, or answers with the one that runs."""
        return await self._ask("POST", RECONCILIATION, json=wish)

    async def reconciliation(self, identifier: str) -> Any:
        return await self._ask("GET", address(RECONCILIATION, identifier))

    async def reconciliations(self, filters: Mapping[str, str]) -> tuple[Sequence[Any], int]:
        """The newest first, and how many there are in all."""
        return await self._list(RECONCILIATION, filters)

    async def schedule(self) -> Any:
        return await self._ask("GET", f"{RECONCILIATION}/schedule")

    async def set_schedule(self, schedule: Mapping[str, Any]) -> Any:
        return await self._ask("PUT", f"{RECONCILIATION}/schedule", json=schedule)

    async def mismatches(self, filters: Mapping[str, str]) -> tuple[Sequence[Any], int]:
        """Mismatches by filter, and how many there are in all."""
        return await self._list(MISMATCH, filters)

    async def mismatch(self, identifier: str) -> Any:
        return await self._ask("GET", address(MISMATCH, identifier))

    async def repair(self, identifier: str, decision: Mapping[str, Any]) -> Any:
        return await self._ask("POST", address(MISMATCH, identifier, "repair"), json=decision)

    async def _list(self, path: str, filters: Mapping[str, str]) -> tuple[Sequence[Any], int]:
        answer = await self._answer("GET", path, params={**filters, "limit": str(LONGEST_PAGE)})
        return answer.json(), int(answer.headers["X-Total-Count"])
