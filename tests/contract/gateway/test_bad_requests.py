"""POST /productOrder with what cannot be right: each is a TMF Error that names it, and the gateway lives."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
Order = Callable[..., dict[str, Any]]

SERVER_OWNED: list[tuple[dict[str, Any], list[str]]] = [
    ({"id": "1"}, ["id"]),
    ({"href": "http://x"}, ["href"]),
    ({"state": "held"}, ["state"]),
    ({"orderDate": "2026-01-01T00:00:00Z"}, ["orderDate"]),
    ({"completionDate": "2026-01-01T00:00:00Z"}, ["completionDate"]),
    ({"expectedCompletionDate": "2026-01-01T00:00:00Z", "id": "1"}, ["id", "expectedCompletionDate"]),
    (
        {"productOrderItem": [{"id": "1", "action": "add", "productOrderItem": [{"id": "2", "action": "add", "state": "held"}]}]},
        ["productOrderItem[0].productOrderItem[0].state"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("members", "paths"), SERVER_OWNED)
async def test_what_the_hub_owns_is_refused_by_name(
    client: httpx.AsyncClient, order: Order, members: dict[str, Any], paths: list[str]
) -> None:
    answer = await client.post(ORDERS, json=order(**members))
    assert answer.status_code == 400
    assert answer.json()["code"] == "attribute-read-only"
    assert [error["path"] for error in answer.json()["errors"]] == paths


ITEM = '{"id":"1","action":"add"'
BAD_BODIES: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "body-malformed", ""),
    "blank": (b" \n", "body-malformed", ""),
    "cut off": (b'{"productOrderItem":[', "body-malformed", ""),
    "trailing": (b"{} {}", "body-malformed", ""),
    "not UTF-8": (b'{"description":"\xff"}', "body-malformed", ""),
    "UTF-16": ('{"description":"x"}'.encode("utf-16"), "body-malformed", ""),
    "NaN": (b'{"x":NaN}', "body-malformed", ""),
    "Infinity": (b'{"x":-Infinity}', "body-malformed", ""),
    "a number that overflows": (b'{"x":1e999}', "body-malformed", ""),
    "an integer beyond 64 bits": (b'{"x":' + b"9" * 30 + b"}", "body-malformed", ""),
    "an integer of 5000 digits": (b'{"x":' + b"9" * 5000 + b"}", "body-malformed", ""),
    "a member twice": (b'{"priority":"1","priority":"2"}', "body-malformed", ""),
    "a lone surrogate": (b'{"x":"\\ud800"}', "body-malformed", ""),
    "U+0000": (b'{"x":"a\\u0000b"}', "body-malformed", ""),
    "very deep": (b"[" * 40_000 + b"]" * 40_000, "body-malformed", ""),
    "deeper than we keep": (f'{{"productOrderItem":[{ITEM},"x":{"[" * 70}{"]" * 70}}}]}}'.encode(), "body-malformed", ""),
    "a list": (b"[]", "attribute-invalid", ""),
    "null": (b"null", "attribute-invalid", ""),
    "no items": (b"{}", "attribute-invalid", "productOrderItem"),
    "an empty list of items": (b'{"productOrderItem":[]}', "attribute-invalid", "productOrderItem"),
    "null items": (b'{"productOrderItem":null}', "attribute-invalid", "productOrderItem"),
    "a missing action": (b'{"productOrderItem":[{"id":"1"}]}', "attribute-invalid", "productOrderItem[0].action"),
    "an unknown action": (b'{"productOrderItem":[{"id":"1","action":"explode"}]}', "attribute-invalid", "productOrderItem[0].action"),
    "a quantity beyond 32 bits": (f'{{"productOrderItem":[{ITEM},"quantity":5000000000}}]}}'.encode(), "attribute-invalid", "productOrderItem[0].quantity"),
    "a date that is none": (f'{{"requestedStartDate":"tomorrow","productOrderItem":[{ITEM}}}]}}'.encode(), "attribute-invalid", "requestedStartDate"),
    "a leap second": (f'{{"requestedStartDate":"2016-12-31T23:59:60Z","productOrderItem":[{ITEM}}}]}}'.encode(), "attribute-invalid", "requestedStartDate"),
    "a schema location that is no URI": (f'{{"@schemaLocation":"no uri","productOrderItem":[{ITEM}}}]}}'.encode(), "attribute-invalid", "@schemaLocation"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_a_bad_body_is_400_naming_what_is_wrong_and_the_next_request_is_served(
    client: httpx.AsyncClient, order: Order, name: str
) -> None:
    raw, code, path = BAD_BODIES[name]
    answer = await client.post(ORDERS, content=raw, headers={"Content-Type": "application/json"})
    body = answer.json()
    assert answer.status_code == 400
    assert (body["code"], body["errors"][0]["path"]) == (code, path)
    assert body["@type"] == "Error"
    assert body["status"] == "400"
    assert path in body["reason"]
    assert body["reason"] in body["message"]
    assert (await client.post(ORDERS, json=order())).status_code == 201


async def test_an_unknown_action_is_told_with_the_values_allowed(client: httpx.AsyncClient) -> None:
    answer = await client.post(ORDERS, json={"productOrderItem": [{"id": "1", "action": "explode" * 50}]})
    text = answer.json()["message"]
    assert all(f'"{action}"' in text for action in ("add", "modify", "delete", "noChange"))
    assert len(text) < 250


async def test_every_wrong_attribute_is_listed_but_no_more_than_twenty(client: httpx.AsyncClient) -> None:
    answer = await client.post(ORDERS, json={"productOrderItem": [{"id": n} for n in range(90)]})
    errors = answer.json()["errors"]
    assert len(errors) == 20
    assert {
        "path": "productOrderItem[0].action",
        "code": "attribute-invalid",
        "text": "is required",
    } in errors


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/xml",
        "application/json-patch+json",
        "multipart/form-data; boundary=x",
        "json",
        "/",
        ";;",
    ],
)
async def test_another_media_type_is_415(client: httpx.AsyncClient, media_type: str) -> None:
    answer = await client.post(ORDERS, content=b"{}", headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert answer.json()["code"] == "media-type-unsupported"


@pytest.mark.parametrize(
    "media_type",
    [
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "Application/JSON",
        "application/json;",
        None,
    ],
)
async def test_json_is_json_with_a_charset_in_capitals_or_unnamed(
    client: httpx.AsyncClient, order: Order, media_type: str | None
) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    answer = await client.post(ORDERS, content=json.dumps(order()), headers=headers)
    assert answer.status_code == 201


async def test_json_in_capitals_is_checked_like_any_other(client: httpx.AsyncClient) -> None:
    answer = await client.post(ORDERS, content=b"{}", headers={"Content-Type": "Application/JSON"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "productOrderItem"


async def test_a_body_over_the_limit_is_413_whether_announced_or_not(client: httpx.AsyncClient) -> None:
    async def unannounced() -> Any:
        for _ in range(20):
            yield b" " * 10_000

    headers = {"Content-Type": "application/json"}
    for content in (b" " * 100_001, unannounced()):
        answer = await client.post(ORDERS, content=content, headers=headers)
        assert answer.status_code == 413
        assert answer.json()["code"] == "body-too-large"


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_an_idempotency_key_of_a_wrong_length_is_400(
    client: httpx.AsyncClient, order: Order, key: str
) -> None:
    answer = await client.post(ORDERS, json=order(), headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == "Idempotency-Key"
