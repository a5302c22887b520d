"""Drift behind our back is found, classified, and put right by each policy; an inventory nobody touched agrees."""

import asyncio
import json
from typing import Any

import pytest

from hub.kernel.errors import Code
from hub.messages.reconciliation import Between
from hub.platform.rpc import call
from proto.activation.v1 import activation_pb2 as network
from proto.com.v1 import fallout_pb2 as fallout
from proto.com.v1 import reconciliation_pb2 as pb
from proto.com.v1.product_pb2 import ListProductsRequest
from proto.shared.v1.common_pb2 import Characteristic, Page
from proto.som.v1 import service_order_pb2 as som
from tests.flow.hub import Hub
from tests.flow.orders import home
from tests.waiting import eventually

CUSTOMERS = 100
ALL = Page(limit=1000)
WHO = {"by": "ida", "why": "drift"}
UNDER_WAY = {pb.MISMATCH_STATE_REPAIRING, pb.MISMATCH_STATE_RETRYING}


async def reconciled(hub: Hub, policy: str = "report") -> pb.Reconciliation:
    """All inventories compared, and what is being repaired repaired."""
    wish = pb.StartReconciliationRequest(policy={str(b): policy for b in Between}, **WHO)
    started = await call(hub.stubs["reconciliation"].StartReconciliation, wish)
    asked = pb.GetReconciliationRequest(id=started.id)

    async def ended() -> Any:
        run = await call(hub.stubs["reconciliation"].GetReconciliation, asked)
        return run if run.state != pb.RECONCILIATION_STATE_RUNNING else None

    run: pb.Reconciliation = await eventually(ended, 60)

    async def repaired() -> bool:
        return not any(m.state in UNDER_WAY for m in await mismatches(hub))

    await eventually(repaired, 60)
    return run


async def mismatches(hub: Hub) -> list[pb.Mismatch]:
    answer = await call(hub.stubs["reconciliation"].ListMismatches, pb.ListMismatchesRequest(page=ALL))
    return list(answer.mismatch)


async def found(hub: Hub, policy: str = "report") -> dict[str, str]:
    """Service → what is wrong, and where that has led."""
    run = await reconciled(hub, policy)
    assert run.state == pb.RECONCILIATION_STATE_COMPLETED, run
    return {
        m.service_id: f"{m.between} {m.difference} {pb.MismatchState.Name(m.state).rpartition('_')[2].lower()}"
        for m in await mismatches(hub)
        if m.reconciliation_id == run.id
    }


async def statuses(hub: Hub) -> dict[str, str]:
    """Product → its status in words."""
    answer = await call(hub.stubs["products"].ListProducts, ListProductsRequest(page=ALL))
    kind = answer.DESCRIPTOR.fields_by_name["product"].message_type.fields_by_name["status"].enum_type
    return {
        p.id: kind.values_by_number[p.status].name.removeprefix("PRODUCT_STATUS_") for p in answer.product
    }


async def product_of(hub: Hub, service_id: str) -> str:
    answer = await call(hub.stubs["products"].ListProducts, ListProductsRequest(page=ALL))
    (found_,) = [p.id for p in answer.product if service_id in {s.id for s in p.realizing_service}]
    return str(found_)


@pytest.fixture
async def drifted(shop: Hub) -> tuple[Hub, str, str, str]:
    """Of what stands in the network one is taken away, one is changed, and one is there for nobody."""
    orders = await asyncio.gather(*(shop.submit({**home(), "externalId": str(n)}) for n in range(CUSTOMERS)))
    await asyncio.gather(*(shop.settled(o.product_order.id, 60) for o in orders))
    await shop.still()
    assert await found(shop) == {}
    wanted = som.ListServicesRequest(page=ALL, service_specification_id=["cfs-home-broadband"])
    services = await call(shop.stubs["services"].ListServices, wanted)
    assert services.total == CUSTOMERS
    lost, changed = sorted(service.id for service in services.service)[:2]
    stub = shop.stubs["network"]
    await call(stub.RemoveConfiguration, network.RemoveConfigurationRequest(service_id=lost))
    slow = [Characteristic(name="bandwidth", value_json="1")]
    await call(
        stub.WriteConfiguration, network.WriteConfigurationRequest(service_id=changed, characteristic=slow)
    )
    await call(
        stub.WriteConfiguration,
        network.WriteConfigurationRequest(service_id="nobody", network_element="olt-01", state="active"),
    )
    return shop, lost, changed, "nobody"


async def test_drift_is_found_classified_and_re_applied(drifted: tuple[Hub, str, str, str]) -> None:
    hub, lost, changed, extra = drifted
    assert await found(hub) == {
        lost: "service-network missing open",
        changed: "service-network different open",
        extra: "service-network extra open",
    }
    assert await found(hub, "re-apply") == {
        lost: "service-network missing repaired",
        changed: "service-network different repaired",
        extra: "service-network extra repaired",
    }
    assert await found(hub) == {}
    standing = await hub.standing()
    assert (standing[lost]["bandwidth"], standing[changed]["bandwidth"]) == (500, 500)
    assert extra not in standing


async def test_drift_that_is_adopted_climbs_up_to_the_product(drifted: tuple[Hub, str, str, str]) -> None:
    hub, lost, changed, extra = drifted
    product = await product_of(hub, lost)
    assert await found(hub, "adopt") == {
        lost: "service-network missing repaired",
        changed: "service-network different repaired",
        # Nobody can say what it is.
        extra: "service-network extra held",
    }
    await hub.still()
    assert (await statuses(hub))[product] == "TERMINATED"
    # One layer higher the product still says what it was sold as.
    assert await found(hub, "adopt") == {
        changed: "product-service different repaired",
        extra: "service-network extra held",
    }
    await decide(hub, "re-apply")
    assert await found(hub) == {}


async def test_drift_can_be_left_to_an_operator(drifted: tuple[Hub, str, str, str]) -> None:
    hub, *_ = drifted
    assert {state.rpartition(" ")[2] for state in (await found(hub, "fallout")).values()} == {"held"}
    await decide(hub, "re-apply")

    async def settled() -> bool:
        return {m.state for m in await mismatches(hub)} == {pb.MISMATCH_STATE_REPAIRED}

    await eventually(settled, 60)
    assert await found(hub) == {}


async def order_of_service(hub: Hub, action: str, specification: str, **service: Any) -> som.ServiceOrder:
    """Somebody orders of SOM directly; the order when it has ended."""
    of = som.ServiceSpecificationRef(id=specification)
    wanted = som.Service(service_specification=of, **service)
    item = som.ServiceOrderItem(id="1", action=action, service=wanted)
    request = som.CreateServiceOrderRequest(service_order=som.ServiceOrder(item=[item]))
    made = await call(hub.stubs["service_orders"].CreateServiceOrder, request)
    asked = som.GetServiceOrderRequest(id=made.id)

    async def ended() -> Any:
        order = await call(hub.stubs["service_orders"].GetServiceOrder, asked)
        return order if order.state in {"completed", "failed", "rejected"} else None

    order: som.ServiceOrder = await eventually(ended, 20)
    assert order.state == "completed", order
    await hub.still()
    return order


async def test_a_product_follows_its_service_whoever_orders_of_som(shop: Hub) -> None:
    shop.done_by_hand = True
    order = await shop.run(home())
    (product,) = (await shop.products_of(order)).values()
    seen = []
    for action, state in (("modify", "inactive"), ("modify", "active"), ("delete", "")):
        for service in product.services:
            await order_of_service(
                shop,
                action,
                service.specification_id,
                id=service.service_id,
                state=state,
            )
        seen.append((await statuses(shop))[product.id])

    assert seen == ["SUSPENDED", "ACTIVE", "TERMINATED"]
    assert await found(shop) == {}


async def test_an_orphan_service_is_found_and_ended(shop: Hub) -> None:
    shop.done_by_hand = True
    whom = [som.RelatedEntity(id="nobody", referred_type="Product")]
    specification = "cfs-managed-router"
    made = await order_of_service(shop, "add", specification, related_entity=whom)
    orphan = made.item[0].service.id or made.item[0].part[-1].service_id
    assert await found(shop) == {orphan: "product-service extra open"}
    assert await found(shop, "re-apply") == {orphan: "product-service extra repaired"}
    assert await found(shop) == {}
    assert (await shop.standing(), await shop.pools()) == ({}, {})


async def decide(hub: Hub, action: str) -> None:
    """All fallout about mismatches."""
    request = fallout.ResolveFalloutByCodeRequest(code=str(Code.INVENTORY_MISMATCH), action=action, **WHO)
    answer = await call(hub.stubs["fallout"].ResolveFalloutByCode, request)
    assert answer.resolved, json.dumps([str(n) for n in answer.not_resolved])
    await hub.still()
