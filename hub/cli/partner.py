"""The hub as a partner sees it: TM Forum REST, over HTTP."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from hub.kernel.errors import Code, HubError, Kind, Reason, known_code, refuse

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
PRODUCTS = "/tmf-api/productInventory/v4/product"


def address(collection: str, identifier: str, *below: str) -> str:
    """The path of one resource, whatever its id looks like."""
    if not identifier.strip(". "):
        # Paths are made shorter by such names on their way, and mean something else.
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"{identifier!r} is not an id")
    return "/".join((collection, quote(identifier, safe=""), *below))


class Partner:
    """A client of the REST API; fails with `HubError` only."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.AsyncClient(base_url=url, timeout=10.0)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def submit(self, order: bytes, key: str = "") -> Any:
        """Orders; the answer is the order as it was taken."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        return await self._ask("POST", ORDERS, content=order, headers=headers)

    async def order(self, identifier: str) -> Any:
        return await self._ask("GET", address(ORDERS, identifier))

    async def products(self, *identifiers: str) -> Any:
        return await self._ask("GET", PRODUCTS, params={"id": ",".join(identifiers)})

    async def get(self, path: str, filters: Mapping[str, str]) -> Any:
        """A list by filter."""
        return await self._ask("GET", path, params=filters)

    async def _ask(self, method: str, path: str, **more: Any) -> Any:
        return (await self._answer(method, path, **more)).json()

    async def _answer(self, method: str, path: str, **more: Any) -> httpx.Response:
        """An answer with a JSON body that says yes; anything else is an error."""
        try:
            answer = await self._client.request(method, path, **more)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            text = (
                f"nobody answers at {self._url}: is the hub running? ({str(error) or type(error).__name__})"
            )
            raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, text, "HUB_HTTP_URL") from error
        try:
            body = answer.json()
        except ValueError:
            body = None
        if answer.is_success and body is not None:
            return answer
        raise _refused(answer, body)


def _refused(answer: httpx.Response, body: Any) -> HubError:
    listed = (body.get("errors") if isinstance(body, dict) else None) or []
    reasons = [Reason(known_code(e.get("code", "")), e["text"], e.get("path", "")) for e in listed]
    status = f"the hub answers {answer.status_code} {answer.reason_phrase}"
    return HubError(Kind.INVALID, *(reasons or [Reason(Code.INTERNAL_ERROR, status)]))
