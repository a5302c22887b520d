"""Product orders: protobuf ↔ model, member by member."""

from collections.abc import Iterable

from core.ordering.cancelling import Verdict, assess
from core.ordering.items import Item, ItemRelationship, ProductValue
from core.ordering.machine import OrderState
from core.ordering.machine_item import ItemState
from core.ordering.model import ProductOrder
from core.ordering.records import Revision
from hub.kernel.ids import new_id
from hub.kernel.values import Note
from hub.messages import rpc
from hub.messages.rpc import Names
from proto.com.v1 import product_order_pb2 as pb

STATES = Names({s: pb.ProductOrderState.Value(f"PRODUCT_ORDER_STATE_{s.name}") for s in OrderState})
ITEM_STATES = Names({s: pb.ItemState.Value(f"ITEM_STATE_{s.name}") for s in ItemState})
_VERDICTS = Names({v: pb.Cancellability.Verdict.Value(f"VERDICT_{v.name}") for v in Verdict})
ACTIONS = Names(
    {
        "add": pb.ITEM_ACTION_ADD,
        "modify": pb.ITEM_ACTION_MODIFY,
        "delete": pb.ITEM_ACTION_DELETE,
        "noChange": pb.ITEM_ACTION_NO_CHANGE,
    }
)


def to_order(message: pb.ProductOrder) -> ProductOrder:
    """A new order; what only we may set is left as a new order has it."""
    started = rpc.moment(message, "requested_start_date")
    completed = rpc.moment(message, "requested_completion_date")
    return ProductOrder(
        id=new_id(),
        order_date=rpc.BEGINNING,
        external_id=message.external_id,
        description=message.description,
        category=message.category,
        priority=message.priority,
        requested_start_date=started,
        requested_completion_date=completed,
        parties=[rpc.to_party(p) for p in message.related_party],
        channels=[rpc.to_ref(c) for c in message.channel],
        billing_account=rpc.to_ref(message.billing_account) if message.HasField("billing_account") else None,
        notes=[to_note(n) for n in message.note],
        items=[item for i in message.item for item in to_items(i, "")],
        extension=message.extension_json,
    )


def to_note(message: pb.Note) -> Note:
    return Note(message.id, message.author, rpc.moment(message, "date"), message.text, message.extension_json)


def from_order(order: ProductOrder) -> pb.ProductOrder:
    return pb.ProductOrder(
        id=order.id,
        version=order.version,
        state=STATES[order.state],
        order_date=rpc.timestamp(order.order_date),
        completion_date=rpc.timestamp(order.completion_date),
        expected_completion_date=rpc.timestamp(order.expected_completion_date),
        reason=[rpc.from_reason(r) for r in order.reasons],
        external_id=order.external_id,
        description=order.description,
        category=order.category,
        priority=order.priority,
        requested_start_date=rpc.timestamp(order.requested_start_date),
        requested_completion_date=rpc.timestamp(order.requested_completion_date),
        related_party=[rpc.from_party(p) for p in order.parties],
        channel=rpc.from_refs(order.channels),
        billing_account=rpc.from_ref(order.billing_account),
        note=[_from_note(n) for n in order.notes],
        item=_from_items(order.items, ""),
        extension_json=order.extension,
        cancellability=_from_verdict(order),
        jeopardy=[
            pb.Jeopardy(
                raised_at=rpc.timestamp(j.raised_at),
                forecast=rpc.timestamp(j.forecast),
                requested=rpc.timestamp(j.requested),
                cleared_at=rpc.timestamp(j.cleared_at),
            )
            for j in order.jeopardies
        ],
        open_question=[
            pb.OpenQuestion(item_id=q.item_id, name=q.name, text=q.text, answer_by=rpc.timestamp(q.answer_by))
            for q in order.open_questions
        ],
        revision=[_from_revision(r) for r in order.revisions],
        hold=pb.Hold(by=order.hold.by, why=order.hold.why, since=rpc.timestamp(order.hold.since))
        if order.hold
        else None,
    )


def _from_verdict(order: ProductOrder) -> pb.Cancellability:
    verdict, reasons = assess(order)
    return pb.Cancellability(verdict=_VERDICTS[verdict], reason=[rpc.from_reason(r) for r in reasons])


def _from_revision(revision: Revision) -> pb.Revision:
    return pb.Revision(
        number=revision.number,
        at=rpc.timestamp(revision.at),
        plan_hash_before=revision.plan_hash_before,
        plan_hash_after=revision.plan_hash_after,
        item_before=_from_items(revision.items_before, ""),
    )


def to_items(message: pb.ProductOrderItem, parent: str) -> Iterable[Item]:
    """An item and, behind it, everything nested in it."""
    yield Item(
        id=message.id,
        action=ACTIONS.inverse.get(message.action, ""),
        quantity=message.quantity,
        parent=parent,
        offering=rpc.to_ref(message.product_offering) if message.HasField("product_offering") else None,
        product=to_product(message.product) if message.HasField("product") else None,
        relationships=[
            ItemRelationship(r.relationship_type, r.id, r.extension_json) for r in message.relationship
        ],
        qualifications=[rpc.to_ref(q) for q in message.qualification],
        billing_account=rpc.to_ref(message.billing_account) if message.HasField("billing_account") else None,
        extension=message.extension_json,
    )
    for nested in message.item:
        yield from to_items(nested, message.id)


def _from_items(items: list[Item], parent: str) -> list[pb.ProductOrderItem]:
    return [
        pb.ProductOrderItem(
            id=item.id,
            action=ACTIONS.get(item.action, pb.ITEM_ACTION_UNSPECIFIED),
            quantity=item.quantity,
            state=ITEM_STATES[item.state],
            product_offering=rpc.from_ref(item.offering),
            product=from_product(item.product) if item.product else None,
            item=_from_items(items, item.id),
            relationship=[
                pb.ItemRelationship(
                    relationship_type=r.relationship_type, id=r.id, extension_json=r.extension
                )
                for r in item.relationships
            ],
            qualification=rpc.from_refs(item.qualifications),
            billing_account=rpc.from_ref(item.billing_account),
            extension_json=item.extension,
        )
        for item in items
        if item.parent == parent
    ]


def to_product(message: pb.ProductRefOrValue) -> ProductValue:
    return ProductValue(
        id=message.id,
        name=message.name,
        specification=rpc.to_ref(message.product_specification)
        if message.HasField("product_specification")
        else None,
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        places=[rpc.to_place(p) for p in message.place],
        extension=message.extension_json,
    )


def from_product(product: ProductValue) -> pb.ProductRefOrValue:
    return pb.ProductRefOrValue(
        id=product.id,
        name=product.name,
        product_specification=rpc.from_ref(product.specification),
        characteristic=[rpc.from_characteristic(c) for c in product.characteristics],
        place=[rpc.from_place(p) for p in product.places],
        extension_json=product.extension,
    )


def _from_note(note: Note) -> pb.Note:
    return pb.Note(
        id=note.id,
        author=note.author,
        date=rpc.timestamp(note.date),
        text=note.text,
        extension_json=note.extension,
    )
