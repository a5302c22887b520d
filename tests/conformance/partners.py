"""What partners do with a resource of any API, and what has to hold whenever they do."""

from typing import Any
from urllib.parse import quote

import httpx

from hub.kernel.ids import new_id


class Partner:
    """`unique` is a word nobody else uses."""

    def __init__(self, client: httpx.AsyncClient, path: str) -> None:
        self.client = client
        self.path = path
        self.unique = f"u-{new_id()}"

    async def create(self, body: Any) -> dict[str, Any]:
        """201, at its Location, which is its href."""
        answer = await self.client.post(self.path, json=body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        assert answer.headers["Location"] == made["href"]
        assert answer.headers["ETag"]
        return made

    async def get(self, identifier: str) -> dict[str, Any]:
        answer = await self.client.get(self._at(identifier))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def missing(self, identifier: str) -> None:
        assert (await self.client.get(self._at(identifier))).status_code == 404

    async def patch(
        self,
        identifier: str,
        patch: Any,
        media_type: str = "application/merge-patch+json",
        headers: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """What became of it, which is what is found then."""
        answer = await self._ask("PATCH", identifier, patch, media_type, headers)
        assert answer.status_code == 200, answer.text
        assert answer.json() == await self.get(identifier)
        changed: dict[str, Any] = answer.json()
        return changed

    async def refused(
        self, method: str, identifier: str, body: Any, status: int, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The error it is refused with."""
        answer = await self._ask(method, identifier, body, "application/json", headers)
        assert answer.status_code == status, answer.text
        error: dict[str, Any] = answer.json()
        return error

    async def ids(self, **filters: str) -> list[str]:
        """Of what meets the filters."""
        answer = await self.client.get(self.path, params=filters)
        assert answer.status_code == 200, answer.text
        return [found["id"] for found in answer.json()]

    async def _ask(
        self, method: str, identifier: str, body: Any, media_type: str, headers: dict[str, str] | None
    ) -> httpx.Response:
        given = {"Content-Type": media_type, **(headers or {})} if body is not None else headers
        return await self.client.request(method, self._at(identifier), json=body, headers=given)

    def _at(self, identifier: str) -> str:
        return f"{self.path}/{quote(identifier, safe='')}"
