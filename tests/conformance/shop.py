"""A small catalogue through all layers, made over HTTP, and orders from it."""

from typing import Any

import httpx

from hub.kernel.ids import new_id
from tests.waiting import eventually

PRODUCTS = "/tmf-api/productCatalogManagement/v4"
SERVICES = "/tmf-api/serviceCatalogManagement/v4"
RESOURCES = "/tmf-api/resourceCatalog/v4"
ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder"
SETTLED = {"completed", "failed", "partial", "rejected", "cancelled"}


class Shop:
    """Lamps, under ids of its own: two of them in stock, in one colour or another."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.mark = new_id()

    def id(self, name: str) -> str:
        return f"{name}-{self.mark}"

    async def make(self, url: str, name: str, **members: Any) -> dict[str, Any]:
        """An entry, `name` being its id when it is marked."""
        answer = await self._client.post(url, json={"id": self.id(name), "name": name, **members})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def open(self, **offering: Any) -> dict[str, Any]:
        """Makes everything, from the stock up to the offering."""
        stock = {"id": self.id("lamps"), "stock": {"pattern": "L-{n}", "count": 2}}
        await self.make(f"{RESOURCES}/resourceSpecification", "lamp", resourcePool=[stock])
        await self.make(
            f"{SERVICES}/serviceSpecification",
            "light",
            **{"@type": "CustomerFacingServiceSpecification"},
            resourceSpecification=[{"id": self.id("lamp"), "serviceCharacteristic": "serialNumber"}],
        )
        await self.make(
            f"{PRODUCTS}/productSpecification",
            "lighting",
            productSpecCharacteristic=[
                {"name": "colour", "productSpecCharacteristicValue": [{"value": "red"}, {"value": "blue"}]},
                {"name": "serialNumber"},
            ],
            serviceSpecification=[
                {"id": self.id("light"), "result": [{"target": "serialNumber", "source": "serialNumber"}]}
            ],
        )
        specification = {"id": self.id("lighting")}
        return await self.make(
            f"{PRODUCTS}/productOffering", "bright-home", productSpecification=specification, **offering
        )

    async def order(self, colour: str = "red") -> dict[str, Any]:
        """An order for a lamp, when nothing moves it any more."""
        item = {
            "id": "1",
            "action": "add",
            "productOffering": {"id": self.id("bright-home")},
            "product": {"productCharacteristic": [{"name": "colour", "value": colour}]},
        }
        answer = await self._client.post(ORDERS, json={"productOrderItem": [item]})
        assert answer.status_code == 201, answer.text
        href = answer.json()["href"]

        async def end() -> dict[str, Any] | None:
            order: dict[str, Any] = (await self._client.get(href)).json()
            return order if order["state"] in SETTLED else None

        ended: dict[str, Any] = await eventually(end)
        return ended
