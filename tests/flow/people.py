"""What customers and operators do to orders under way, over the real APIs of the core."""

from collections.abc import Mapping
from typing import Any

from core.ordering.cancellation import Cancellation
from core.ordering.fallout import Fallout
from core.ordering.model import ProductOrder
from core.ordering.store import CANCELLATIONS, FALLOUT, fallouts
from gateway.facades.tmf622_v4_mapping import to_update
from hub.platform.rpc import call
from proto.com.v1 import fallout_pb2
from proto.com.v1 import product_order_pb2 as order_pb
from tests.flow.hub import Hub
from tests.waiting import eventually


async def fallout_of(hub: Hub, order_id: str) -> list[Fallout]:
    """Of an order, the oldest first."""
    found = await hub.database.read(lambda c: FALLOUT.page(c, [fallouts.c.order_id == order_id], [], 0, 100))
    return sorted(found[0], key=lambda fallout: fallout.raised_at)


async def resolve(hub: Hub, fallout_id: str, action: str) -> None:
    """An operator decides."""
    request = fallout_pb2.ResolveFalloutRequest(id=fallout_id, action=action, by="Kim", why="looked into it")
    await call(hub.stubs["fallout"].ResolveFallout, request)


async def resolve_all(hub: Hub, code: str, action: str) -> fallout_pb2.ResolveFalloutByCodeResponse:
    """The same decision about everything open with a code."""
    request = fallout_pb2.ResolveFalloutByCodeRequest(code=code, action=action, by="Kim", why="looked")
    answer: fallout_pb2.ResolveFalloutByCodeResponse = await call(
        hub.stubs["fallout"].ResolveFalloutByCode, request
    )
    return answer


async def cancel(hub: Hub, order_id: str, *items: str) -> Any:
    """The cancellation, as it is answered."""
    request = order_pb.CancelProductOrderRequest(
        product_order_id=order_id, item_id=items, cancellation_reason="moved away"
    )
    return await call(hub.stubs["orders"].CancelProductOrder, request)


async def cancellation(hub: Hub, identifier: str) -> Cancellation:
    found = await hub.database.read(lambda connection: CANCELLATIONS.load(connection, [identifier]))
    return found[identifier]


async def decided(hub: Hub, identifier: str, state: str) -> None:
    """Once the cancellation is in this state."""

    async def reached() -> bool:
        return (await cancellation(hub, identifier)).state == state

    await eventually(reached)


async def operate(hub: Hub, method: str, order_id: str) -> None:
    """Hold or release it."""
    request = order_pb.OperatorRequest(id=order_id, by="Kim", why="a storm")
    await call(getattr(hub.stubs["orders"], f"{method}ProductOrder"), request)


async def revise(hub: Hub, order_id: str, body: Mapping[str, Any]) -> None:
    """The order orders the items of `body` from now on."""
    await call(hub.stubs["orders"].UpdateProductOrder, to_update(order_id, {"productOrderItem"}, body, 0))


async def reached(hub: Hub, order_id: str, *states: str) -> ProductOrder:
    """The order, once it is in one of these states and nothing moves but by the clock."""

    async def there() -> ProductOrder | None:
        await hub.still()
        order = await hub.order(order_id)
        return order if str(order.state) in states else None

    order: ProductOrder = await eventually(there)
    return order


async def answer(hub: Hub, order_id: str, item: str, question: str, *, yes: bool = True) -> None:
    request = order_pb.AnswerProductOrderRequest(
        id=order_id, item_id=item, question=question, accepted=yes, by="Kim", why="has been there"
    )
    await call(hub.stubs["orders"].AnswerProductOrder, request)


def change(product: str, action: str, identifier: str = "1", **values: Any) -> dict[str, Any]:
    """An item about a product the customer has."""
    chosen = [{"name": name, "value": value} for name, value in values.items()]
    about = {"id": product, **({"productCharacteristic": chosen} if chosen else {})}
    return {"id": identifier, "action": action, "product": about}


def add(offering: str, identifier: str = "1", quantity: int = 1, **values: Any) -> dict[str, Any]:
    """An item that adds a product."""
    chosen = [{"name": name, "value": value} for name, value in values.items()]
    return {
        "id": identifier,
        "action": "add",
        "quantity": quantity,
        "productOffering": {"id": offering},
        "product": {"productCharacteristic": chosen},
    }


def order_of(*items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"productOrderItem": list(items), "relatedParty": [{"id": "kim-okafor", "name": "Kim"}], **more}
