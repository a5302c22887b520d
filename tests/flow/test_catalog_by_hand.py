"""A catalogue that is made entry by entry, with nothing loaded from files, can be ordered from at once."""

from datetime import timedelta
from typing import Any

from msgspec.json import encode

from core.ordering.machine import OrderState
from hub.kernel.errors import Code
from hub.platform.rpc import call
from proto.shared.v1 import catalog_pb2 as pb
from proto.som.v1 import service_order_pb2 as som_pb
from tests.flow.hub import Hub

RESOURCE = {"resourcePool": [{"id": "lamps", "stock": {"pattern": "L-{n}", "count": 2}}]}
SERVICE = {
    "@type": "CustomerFacingServiceSpecification",
    "resourceSpecification": [{"id": "lamp", "serviceCharacteristic": "serialNumber"}],
    "activation": {"answerWithinSeconds": 30, "parameter": {"networkElement": "old"}},
}
SPECIFICATION = {
    "productSpecCharacteristic": [
        {"name": "colour", "productSpecCharacteristicValue": [{"value": "red"}, {"value": "blue"}]},
        {"name": "serialNumber"},
    ],
    "serviceSpecification": [
        {"id": "light", "result": [{"target": "serialNumber", "source": "serialNumber"}]}
    ],
}
OFFERING = {"productSpecification": {"id": "lighting"}}


async def make(hub: Hub, room: str, kind: str, identifier: str, content: Any, **more: Any) -> pb.CatalogEntry:
    entry = pb.CatalogEntry(
        kind=kind, id=identifier, name=identifier, content_json=encode(content).decode(), **more
    )
    stub = hub.stubs[f"{room}_entries"]
    made: pb.CatalogEntry = await call(stub.CreateCatalogEntry, pb.CreateCatalogEntryRequest(entry=entry))
    return made


async def build(hub: Hub) -> None:
    await make(hub, "rom", "resourceSpecification", "lamp", RESOURCE)
    await make(hub, "som", "serviceSpecification", "light", SERVICE)
    await make(hub, "com", "productSpecification", "lighting", SPECIFICATION)
    await make(hub, "com", "productOffering", "bright-home", OFFERING)


def order(**more: Any) -> dict[str, Any]:
    item = {
        "id": "1",
        "action": "add",
        "productOffering": {"id": "bright-home"},
        "product": {"productCharacteristic": [{"name": "colour", "value": "red"}]},
    }
    return {"externalId": "by hand", "productOrderItem": [item], **more}


async def test_what_is_made_by_hand_is_built_with_all_it_needs(hub: Hub) -> None:
    await build(hub)

    done = await hub.run(order())

    assert (done.state, done.reasons) == (OrderState.COMPLETED, [])
    (product,) = (await hub.products_of(done)).values()
    assert {c.name: c.value for c in product.characteristics} == {"colour": "red", "serialNumber": "L-1"}
    (configured,) = hub.bodies("CreateServiceOrder")
    (item,) = configured["serviceOrderItem"]
    assert item["service"]["serviceCharacteristic"] == [{"name": "colour", "value": "red"}]
    assert await hub.pools() == {"lamp": 1}


async def test_an_order_is_carried_out_as_it_was_accepted_whatever_the_catalogue_says_then(hub: Hub) -> None:
    await build(hub)
    later = hub.clock.now() + timedelta(days=1)
    accepted = (await hub.submit(order(requestedStartDate=later.isoformat()))).product_order.id
    await hub.still()
    changed = pb.CatalogEntry(kind="productSpecification", id="lighting", name="Nothing behind it any more")
    await call(hub.stubs["com_entries"].UpdateCatalogEntry, pb.UpdateCatalogEntryRequest(entry=changed))
    gone = pb.DeleteCatalogEntryRequest(kind="productOffering", id="bright-home")
    await call(hub.stubs["com_entries"].DeleteCatalogEntry, gone)

    await hub.pass_time(timedelta(days=1))
    done = await hub.settled(accepted)

    assert done.state is OrderState.COMPLETED
    assert await hub.pools() == {"lamp": 1}
    refused = await hub.run({**order(), "externalId": "too late"})
    assert [reason.code for reason in refused.reasons] == [Code.OFFERING_UNKNOWN]


async def test_a_service_is_changed_by_the_revision_it_was_built_with(hub: Hub) -> None:
    await build(hub)
    built = await hub.run(order())
    (product,) = (await hub.products_of(built)).values()
    newer = {**SERVICE, "activation": {"answerWithinSeconds": 30, "parameter": {"networkElement": "new"}}}
    changed = pb.CatalogEntry(
        kind="serviceSpecification", id="light", name="light", content_json=encode(newer).decode()
    )
    await call(hub.stubs["som_entries"].UpdateCatalogEntry, pb.UpdateCatalogEntryRequest(entry=changed))

    other = {"id": product.id, "productCharacteristic": [{"name": "colour", "value": "blue"}]}
    item = {"id": "1", "action": "modify", "product": other}
    await hub.run({"externalId": "change", "productOrderItem": [item]})
    await hub.run({**order(), "externalId": "another"})

    asked = [
        {c["name"]: c["value"] for c in body["serviceCharacteristic"]}
        for body in hub.bodies("ActivateService")
    ]
    assert [(a["networkElement"], a["colour"]) for a in asked] == [
        ("old", "red"),
        ("old", "blue"),
        ("new", "red"),
    ]
    services = await call(hub.stubs["services"].ListServices, som_pb.ListServicesRequest())
    assert {service.service_specification.version for service in services.service} == {"1"}
