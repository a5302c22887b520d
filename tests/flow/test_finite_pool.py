"""Ten VLANs and more orders than that: who gets one is served, who does not is refused and leaves nothing behind."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from core.ordering.model import ProductOrder
from hub.kernel.errors import Code
from hub.platform.rpc import call
from proto.com.v1.product_pb2 import PRODUCT_STATUS_ACTIVE, ListProductsRequest
from proto.rom.v1.resource_order_pb2 import ListResourcesRequest
from proto.shared.v1.common_pb2 import Page
from proto.som.v1.service_order_pb2 import ListServicesRequest
from tests.flow.hub import Hub
from tests.flow.people import add, cancel, change, order_of

VLANS, WANTED, FEW = 10, 50, 5
WITHIN_SECONDS = 120
ALL = Page(limit=1000)

# A line that stands on a port: ports there are enough of, so each order builds something before it wants a VLAN.
PORT: dict[str, Any] = {"serviceSpecificationId": "cfs-port"}
LINE: dict[str, Any] = {"serviceSpecificationId": "cfs-line", "requires": ["cfs-port"]}
SPECIFICATION = {"id": "line", "version": "1", "name": "Line", "serviceComponent": [PORT, LINE]}
OFFERING: dict[str, Any] = {
    "id": "line",
    "version": "1",
    "name": "Line",
    "lifecycleStatus": "Active",
    "productSpecificationId": "line",
}


def service(name: str, resource: str) -> dict[str, Any]:
    return {
        "id": f"cfs-{name}",
        "version": "1",
        "name": name,
        "lifecycleStatus": "Active",
        "resourceComponent": [{"name": resource, "resourceSpecificationId": resource}],
        "activation": {"attempts": 3, "answerWithinSeconds": 600, "parameter": {"networkElement": "olt-01"}},
    }


def resource(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "version": "1", "name": identifier, "lifecycleStatus": "Active"}


def pool(of: str, size: int) -> dict[str, Any]:
    return {"id": f"{of}s", "resourceSpecificationId": of, "numberRange": {"first": 1, "last": size}}


CATALOGS: list[dict[str, Any]] = [
    {
        "layer": "resource",
        "resourceSpecification": [resource("vlan"), resource("port")],
        "resourcePool": [pool("vlan", VLANS), pool("port", 1000)],
    },
    {"layer": "service", "serviceSpecification": [service("line", "vlan"), service("port", "port")]},
    {"layer": "product", "productSpecification": [SPECIFICATION], "productOffering": [OFFERING]},
]


def lines(count: int) -> list[dict[str, Any]]:
    return [order_of(add("line")) for _ in range(count)]


async def submitted(hub: Hub, bodies: Sequence[Mapping[str, Any]]) -> list[str]:
    answers = await asyncio.gather(*(hub.submit(body) for body in bodies))
    return [answer.product_order.id for answer in answers]


async def settled(hub: Hub, identifiers: list[str]) -> list[ProductOrder]:
    return await asyncio.gather(*(hub.settled(identifier, WITHIN_SECONDS) for identifier in identifiers))


async def run(hub: Hub, bodies: Sequence[Mapping[str, Any]]) -> list[ProductOrder]:
    return await settled(hub, await submitted(hub, bodies))


def outcomes(orders: list[ProductOrder]) -> Counter[tuple[str, str, str]]:
    """How many ended so: order, item, and the codes that say why."""
    return Counter((str(o.state), str(o.items[0].state), _why(o)) for o in orders)


def _why(order: ProductOrder) -> str:
    return " ".join(str(r.code) for r in order.reasons if r.path == "productOrderItem[1]")


COMPLETED, REFUSED = ("completed", "completed", ""), ("failed", "failed", Code.POOL_EXHAUSTED.value)


async def lines_that_stand(hub: Hub, count: int) -> None:
    """Every inventory says that so many lines stand, and nothing else."""
    await hub.still()
    products = (await call(hub.stubs["products"].ListProducts, ListProductsRequest(page=ALL))).product
    standing = [product for product in products if product.status == PRODUCT_STATUS_ACTIVE]
    assert len(standing) == count
    realized = {ref.id for product in products for ref in product.realizing_service}
    assert realized == {ref.id for product in standing for ref in product.realizing_service}

    request = ListServicesRequest(page=ALL, state=["active"])
    services = (await call(hub.stubs["services"].ListServices, request)).service
    assert {found.id for found in services} == realized
    assert len(services) == 2 * count

    resources = (await call(hub.stubs["resources"].ListResources, ListResourcesRequest(page=ALL))).resource
    held = {(found.resource_specification.id, found.value) for found in resources}
    assert len(held) == len(resources) == 2 * count
    assert {ref.id for found in services for ref in found.supporting_resource} == {r.id for r in resources}
    assert await hub.pools() == ({"vlan": count, "port": count} if count else {})

    network = await hub.standing()
    assert network.keys() == realized
    used = {value for configured in network.values() if (value := configured.get("vlan"))}
    assert used == {value for specification, value in held if specification == "vlan"}


async def test_ten_of_fifty_get_one_and_who_gives_his_back_makes_room_for_another(hub: Hub) -> None:
    await hub.load(*CATALOGS)

    orders = await run(hub, lines(WANTED))

    assert outcomes(orders) == {COMPLETED: VLANS, REFUSED: WANTED - VLANS}
    await lines_that_stand(hub, VLANS)

    served = [order for order in orders if order.state == "completed"]
    ended = [p.id for order in served[:FEW] for p in (await hub.products_of(order)).values()]
    assert outcomes(await run(hub, [order_of(change(product, "delete")) for product in ended])) == {
        COMPLETED: FEW
    }
    await lines_that_stand(hub, VLANS - FEW)

    assert outcomes(await run(hub, lines(FEW + 1))) == {COMPLETED: FEW, REFUSED: 1}
    await lines_that_stand(hub, VLANS)


async def test_who_cancels_while_his_line_is_built_makes_room_for_another(hub: Hub) -> None:
    await hub.load(*CATALOGS)
    await run(hub, lines(FEW))
    await hub.play({"serviceSpecificationId": "cfs-line", "delaySeconds": 300})
    building = await submitted(hub, lines(FEW))
    await hub.still()
    being_built = [(await hub.order(identifier)).nodes[1] for identifier in building]
    assert {(node.key, str(node.state)) for node in being_built} == {("1/cfs-line", "submitted")}
    assert outcomes(await run(hub, lines(1))) == {REFUSED: 1}

    await asyncio.gather(*(cancel(hub, order) for order in building))

    cancelled = await settled(hub, building)
    assert {str(order.state) for order in cancelled} == {"cancelled"}
    await lines_that_stand(hub, FEW)
    await hub.play()
    assert outcomes(await run(hub, lines(FEW + 1))) == {COMPLETED: FEW, REFUSED: 1}
    await lines_that_stand(hub, VLANS)
