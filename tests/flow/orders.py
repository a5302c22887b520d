"""Orders to place, and the files of examples/ they are from."""

import json
from typing import Any

import yaml

from hub.kernel.ids import new_id
from hub.platform.files import shipped


def example(path: str) -> Any:
    """A file of examples/, parsed."""
    text = (shipped("examples") / path).read_text()
    return json.loads(text) if path.endswith(".json") else yaml.safe_load(text)


def fiber(number: int = 1) -> dict[str, Any]:
    """The order of examples/orders/business-fiber.json, one of many."""
    body: dict[str, Any] = example("orders/business-fiber.json")
    return {**body, "externalId": f"{body['externalId']}-{number}"}


def home() -> dict[str, Any]:
    body: dict[str, Any] = example("orders/home-broadband.json")
    return body


def unknown_offering() -> dict[str, Any]:
    body = home()
    body["productOrderItem"][0]["productOffering"] = {"id": f"nobody-sells-{new_id()}"}
    return body
