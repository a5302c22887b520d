"""The orders that the documents show can be tried out: with the demo catalogue they are carried out."""

from pathlib import Path

import httpx
import pytest

from tests.e2e.program import PATIENCE_SECONDS, up
from tests.served import document, shown
from tests.waiting import eventually


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("tmf622-v4.yaml", "/productOrder"),
        ("tmf641-v4.yaml", "/serviceOrder"),
        ("tmf652-v4.yaml", "/resourceOrder"),
    ],
)
async def test_the_order_a_document_shows_is_completed(name: str, path: str, tmp_path: Path) -> None:
    async with up(tmp_path / "hub.db", "--demo") as hub, httpx.AsyncClient(base_url=hub.url) as client:
        answer = await client.post(document(name)["servers"][0]["url"] + path, json=shown(name, path))
        assert answer.status_code == 201, answer.text

        async def completed() -> bool:
            order = await client.get(answer.headers["Location"])
            return bool(order.json()["state"] == "completed")

        await eventually(completed, PATIENCE_SECONDS)
