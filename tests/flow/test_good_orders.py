"""Orders that go well."""

from typing import Any

import msgspec

from core.ordering.machine import OrderState
from tests.flow.hub import Hub
from tests.flow.orders import fiber, home


async def test_business_fiber_completes_with_what_was_allocated_on_its_products(shop: Hub) -> None:
    order = await shop.run(fiber())

    assert order.state is OrderState.COMPLETED
    assert order.completion_date == shop.clock.now()
    assert {i.id: i.state for i in order.items} == dict.fromkeys(("100", "110", "120", "130"), "completed")
    assert order.reasons == []
    products = await shop.products_of(order)
    assert {item: {c.name: c.value for c in p.characteristics} for item, p in products.items()} == {
        "110": {
            "bandwidth": 1000,
            "serviceLevel": "gold",
            "port": "olt-01/1",
            "vlan": "1000",
            "managementAddress": "10.64.0.1",
        },
        "120": {"publicAddress": "198.18.0.1"},
        "130": {"model": "R200", "serialNumber": "R200-1"},
    }
    assert {p.status for p in products.values()} == {"active"}
    assert {item: p.name for item, p in products.items()} == {
        "110": "Fiber access, head office",
        "120": "Static IP, head office",
        "130": "Router, head office",
    }
    assert {i.id: i.product.id for i in order.items if i.product and i.product.id} == {
        item: p.id for item, p in products.items()
    }


async def test_each_node_of_the_plan_writes_to_the_network_once_with_what_it_was_given(shop: Hub) -> None:
    order = await shop.run(fiber())

    assert order.plan
    services = {node.service_id for node in order.nodes}
    assert await shop.configurations() == dict.fromkeys(services, 1)
    asked = {body["serviceSpecification"]["id"]: body for body in shop.bodies("ActivateService")}
    given = {name: _values(body["serviceCharacteristic"]) for name, body in asked.items()}
    assert given == {
        "cfs-fiber-access": {
            "networkElement": "olt-01",
            "bandwidth": 1000,
            "serviceLevel": "gold",
            "port": "olt-01/1",
            "vlan": "1000",
            "managementAddress": "10.64.0.1",
        },
        "cfs-static-ip": {"networkElement": "edge-router-01", "publicAddress": "198.18.0.1"},
        "cfs-managed-router": {
            "networkElement": "device-manager-01",
            "model": "R200",
            "serialNumber": "R200-1",
        },
    }


async def test_the_address_waits_for_the_access_and_the_router_for_the_address(shop: Hub) -> None:
    await shop.run(fiber())

    told = []
    for message in {m.id: m for m in shop.bus.published}.values():
        body = msgspec.json.decode(message.body)
        if message.type == "CreateServiceOrder":
            told.append(("asked", _specification(body)))
        elif message.type == "ServiceOrderStateChangeEvent":
            told.append(
                (body["event"]["serviceOrder"]["state"], _specification(body["event"]["serviceOrder"]))
            )
    assert told == [
        ("asked", "cfs-fiber-access"),
        ("completed", "cfs-fiber-access"),
        ("asked", "cfs-static-ip"),
        ("completed", "cfs-static-ip"),
        ("asked", "cfs-managed-router"),
        ("completed", "cfs-managed-router"),
    ]


async def test_home_broadband_completes_with_the_bandwidth_its_offering_stands_for(shop: Hub) -> None:
    order = await shop.run(home())

    assert order.state is OrderState.COMPLETED
    (product,) = (await shop.products_of(order)).values()
    assert {c.name: c.value for c in product.characteristics} == {"port": "olt-01/1", "vlan": "1000"}
    line, service = shop.bodies("ActivateService")
    assert [a["serviceSpecification"]["id"] for a in (line, service)] == [
        "rfs-fiber-line",
        "cfs-home-broadband",
    ]
    assert [_values(a["serviceCharacteristic"])["bandwidth"] for a in (line, service)] == [500, 500]


async def test_many_orders_at_once_share_no_resource(shop: Hub) -> None:
    submitted = [(await shop.submit(fiber(number))).product_order.id for number in range(10)]
    orders = [await shop.settled(identifier) for identifier in submitted]

    assert {order.state for order in orders} == {OrderState.COMPLETED}
    found = [await shop.products_of(order) for order in orders]
    vlans = [c.value for products in found for c in products["110"].characteristics if c.name == "vlan"]
    assert sorted(vlans) == [str(1000 + n) for n in range(10)]
    assert await shop.pools() == dict.fromkeys(
        ("gpon-port", "vlan-id", "management-address", "public-address", "router-r200"), 10
    )


def _values(characteristics: list[dict[str, Any]]) -> dict[str, Any]:
    return {c["name"]: c["value"] for c in characteristics}


def _specification(order: dict[str, Any]) -> str:
    return str(order["serviceOrderItem"][0]["service"]["serviceSpecification"]["id"])
