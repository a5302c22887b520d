"""What nobody should send, to every operation of every API: a TMF error that says so, in bounded time, and the hub lives."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from gateway.app import DOCUMENTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUICK_SECONDS = 5.0
METHODS = ("post", "patch")

BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 400),
    "10 MB": (b'{"name":"' + b"x" * 10_000_000 + b'"}', 413),
    "10 MB of brackets": (b"[" * 10_000_000, 413),
    "1000 levels": (b'{"name":' + b"[" * 1000 + b"]" * 1000 + b"}", 400),
    "NaN": (b'{"name":NaN}', 400),
    "a member twice": (b'{"name":"a","name":"b"}', 400),
    "invalid UTF-8": (b'{"name":"\xff\xfe"}', 400),
    "a lone surrogate": (b'{"name":"\\ud800"}', 400),
    "U+0000": (b'{"name":"\\u0000"}', 400),
    "a number beyond 64 bits": (b'{"name":' + b"9" * 400 + b"}", 400),
    "a list": (b"[]", 400),
    "a text": (b'"text"', 400),
}
IDS = {
    "quotes": "'\"`",
    "SQL": "1' OR '1'='1'; DROP TABLE hub_outbox; --",
    "a slash": "a%2Fb",
    "dots": "..%2F..%2Fetc%2Fpasswd",
    "unicode": "%F0%9F%9A%80%CC%81",
    "not UTF-8": "%ff%fe",
    "U+0000": "a%00b",
    "5000 characters": "x" * 5000,
    "a line feed": "a%0Ab",
    "a wildcard": "%25",
}
QUERIES = {
    "SQL in a value": "id=1'%20OR%20'1'%3D'1",
    "SQL in a name": "id')%20OR%201%3D1%20--=1",
    "a regex that explodes": "id.regex=(a%2B)%2B%24" + "&id=" + "a" * 200,
    "a regex that is none": "id.regex=(",
    "a very long regex": "id.regex=" + "a" * 5000,
    "a look-behind": "id.regex=(%3F%3C%3Da)b",
    "a back-reference": "id.regex=(a)%5C1",
    "a name of a hundred steps": ".".join(["a"] * 100) + "=1",
    "a thousand filters": "&".join(f"id.ne={n}" for n in range(1000)),
    "a thousand values": "id=" + ",".join(map(str, range(1000))),
    "an attribute nobody has": "colourOfTheWind=blue",
    "a step into a text": "id.colour=blue",
    "a negative page": "offset=-1",
    "a page that is no number": "limit=ten",
    "an offset beyond 64 bits": "offset=99999999999999999999",
    "sorting by what nobody has": "sort=colourOfTheWind",
    "sorting by SQL": "sort=id%3BDROP%20TABLE%20hub_outbox",
    "sorting by a hundred": "sort=" + ",".join(["id"] * 100),
    "not UTF-8": "id=%ff",
    "U+0000": "id=%00",
    "JSONPath": "filter=%24%5B%3F(%40.id%3D%3D1)%5D",
    "nothing but signs": "&&==&=&.=&.",
}
#: Fine, though they do not look so: everything is found that is meant, which may be nothing.
HARMLESS = {"SQL in a value", "a regex that explodes"}
EXPECTED = {400, 404, 501}


def documents() -> list[str]:
    return sorted(path.name for path in DOCUMENTS.glob("tmf*.yaml"))


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(Path(DOCUMENTS / name).read_text())
    return document


def operations(name: str, *methods: str) -> Iterator[tuple[str, str]]:
    """(method, URL) of what a document offers, an id put in; but not `/hub`, which is about other URLs."""
    document = read(name)
    base = document["servers"][0]["url"]
    for path, item in document["paths"].items():
        if not path.startswith("/hub"):
            yield from (
                (method, base + path.replace("{id}", "no-such")) for method in methods if method in item
            )


def lists(name: str) -> Iterator[str]:
    return (url for _, url in operations(name, "get") if not url.endswith("/no-such"))


def check(answer: httpx.Response, began: float) -> dict[str, Any]:
    """It is a TMF error, and soon there."""
    assert time.monotonic() - began < QUICK_SECONDS
    body: dict[str, Any] = answer.json()
    assert body["code"]
    assert body["reason"]
    assert body["status"] == str(answer.status_code)
    assert len(json.dumps(body)) < 20_000
    return body


@pytest.mark.parametrize("document", documents())
async def test_a_body_that_cannot_be_is_a_tmf_error(client: httpx.AsyncClient, document: str) -> None:
    for method, url in operations(document, *METHODS):
        for name, (content, status) in BODIES.items():
            began = time.monotonic()
            answer = await client.request(
                method, url, content=content, headers={"Content-Type": "application/json"}
            )
            # Nothing is there to be patched: that may be said first.
            assert answer.status_code in {status, 404 if method == "patch" else status}, (method, url, name)
            check(answer, began)


@pytest.mark.parametrize("document", documents())
async def test_another_media_type_is_415(client: httpx.AsyncClient, document: str) -> None:
    for method, url in operations(document, *METHODS):
        began = time.monotonic()
        answer = await client.request(
            method, url, content=b"<a/>", headers={"Content-Type": "application/xml"}
        )
        assert answer.status_code == 415, (method, url)
        check(answer, began)


@pytest.mark.parametrize("document", documents())
async def test_an_id_that_cannot_be_is_not_found(client: httpx.AsyncClient, document: str) -> None:
    for method, url in operations(document, "get", "patch", "delete"):
        if not url.endswith("/no-such"):
            continue
        for name, identifier in IDS.items():
            began = time.monotonic()
            answer = await client.request(
                method,
                url.removesuffix("no-such") + identifier,
                content=b"{}" if method == "patch" else None,
                headers={"Content-Type": "application/json"},
            )
            assert answer.status_code in {400, 404}, (method, url, name, answer.text)
            check(answer, began)


@pytest.mark.parametrize("document", documents())
async def test_a_query_that_cannot_be_is_a_tmf_error_and_harms_nothing(
    client: httpx.AsyncClient, document: str
) -> None:
    for url in lists(document):
        for name, query in QUERIES.items():
            began = time.monotonic()
            answer = await client.get(f"{url}?{query}")
            if name in HARMLESS:
                assert answer.status_code == 200, (url, name, answer.text)
            else:
                assert answer.status_code in EXPECTED, (url, name, answer.text)
                check(answer, began)


@pytest.mark.parametrize("document", documents())
async def test_what_is_not_offered_is_405_with_what_is(client: httpx.AsyncClient, document: str) -> None:
    for url in lists(document):
        answer = await client.put(url, json={})
        assert answer.status_code == 405
        assert "GET" in answer.headers["Allow"]
