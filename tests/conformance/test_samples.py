"""TM Forum's example payloads, as published: what they break of TM Forum's own formats is named, the rest is taken as it is.

They are not ours to ship: `HUB_TEST_SAMPLES` names a folder of `TMF638_Service.example.json` and the like.
"""

import asyncio
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from gateway.app import DOCUMENTS

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOLDER = os.environ.get("HUB_TEST_SAMPLES", "")
NAME = re.compile(r"TMF(?P<api>\d{3})_(?P<resource>\w+)\.\w+\.json")
# Only read; or about another resource, which has to be there.
OTHERWISE = {"Monitor", "CancelProductOrder", "CancelServiceOrder", "CancelResourceOrder"}
# Kinds of a resource, as `@type` says.
KINDS = {
    "LogicalResource": "Resource",
    "PhysicalResource": "Resource",
    "LogicalResourceSpecification": "ResourceSpecification",
    "PhysicalResourceSpecification": "ResourceSpecification",
    "ResourceFunctionSpecification": "ResourceSpecification",
}
MOST_MENDED = 40
# What the hub says itself, wherever it stands.
OURS = {
    *("href", "lastUpdate", "state", "status", "errorLog", "serviceDate", "orderDate", "startDate"),
    *("completionDate", "creationDate", "expirationDate", "expectedServiceAvailabilityDate"),
    *(
        "qualificationResult",
        "alternateServiceProposal",
        "eligibilityUnavailabilityReason",
        "terminationError",
    ),
}


def samples() -> list[Any]:
    found = sorted(Path(FOLDER).glob("TMF*.json")) if FOLDER else []
    matched = [(path, m) for path in found if (m := NAME.fullmatch(path.name))]
    return [
        pytest.param(path, m["api"], KINDS.get(m["resource"], m["resource"]), id=path.stem)
        for path, m in matched
        if m["resource"] not in OTHERWISE
    ]


def url(api: str, resource: str) -> str:
    document = yaml.safe_load((DOCUMENTS / f"tmf{api}-v4.yaml").read_text())
    return f"{document['servers'][0]['url']}/{resource[0].lower()}{resource[1:]}"


def lost(sent: Any, shown: Any, path: str = "") -> Iterator[str]:
    """Paths of what does not come back as it was sent; more may come back."""
    if isinstance(sent, dict) and isinstance(shown, dict):
        for name in sent.keys() - OURS:
            yield from lost(sent[name], shown.get(name), f"{path}.{name}")
    elif isinstance(sent, list) and isinstance(shown, list) and len(sent) == len(shown):
        for index, (one, other) in enumerate(zip(sent, shown, strict=True)):
            yield from lost(one, other, f"{path}[{index}]")
    elif sent != shown:
        yield f"{path}: {sent!r} is {shown!r}"


def drop(body: Any, path: str) -> None:
    """Takes away what is wrong; of something that is missing, what it is missing in."""
    *above, last = re.findall(r"[^.\[\]]+", path)
    holder = body
    for step in above:
        holder = holder[int(step) if isinstance(holder, list) else step]
    key: Any = int(last) if isinstance(holder, list) else last
    if isinstance(holder, dict) and key not in holder:
        drop(body, re.sub(r"(\.[^.\[\]]+|\[\d+\])$", "", path))
    else:
        del holder[key]


@pytest.mark.skipif(not FOLDER, reason="HUB_TEST_SAMPLES is not set")
@pytest.mark.parametrize(("path", "api", "resource"), samples())
async def test_a_sample_is_taken_but_for_what_is_named_and_comes_back_as_it_was_sent(
    client: httpx.AsyncClient, path: Path, api: str, resource: str
) -> None:
    try:
        body: Any = json.loads(await asyncio.to_thread(path.read_text))
    except json.JSONDecodeError:
        pytest.skip("is no JSON")
    # One of them is a list of one.
    body = body[0] if isinstance(body, list) else body
    body.pop("id", None)
    for _ in range(MOST_MENDED):
        answer = await client.post(url(api, resource), json=body)
        if answer.status_code != 400:
            break
        # The last of them: taking an entry out of a list moves those behind it.
        drop(body, max(error["path"] for error in answer.json()["errors"]))

    assert answer.status_code in {200, 201, 202}, answer.text
    shown = (await client.get(answer.headers["Location"])).json()
    assert not "\n".join(lost(body, shown))
