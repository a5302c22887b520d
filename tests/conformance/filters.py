"""Lists asked by what a resource shows."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from tests.contract.search.leaves import leaves


async def not_found_by(
    client: httpx.AsyncClient, path: str, shown: Mapping[str, Any], but: tuple[str, ...] = ()
) -> list[str]:
    """Attributes whose value, as the resource shows it, does not find it; what begins with one of `but` is not asked for."""
    missing = []
    for name, value in leaves(shown):
        if name.startswith(("href", *but)):
            continue
        asked = value if isinstance(value, str) else json.dumps(value)
        answer = await client.get(path, params={name: f'"{asked}"'})
        if answer.status_code != 200 or shown["id"] not in {found["id"] for found in answer.json()}:
            missing.append(f"{name}={asked}: {answer.text[:200]}")
    return missing
