import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from proto.shared.v1 import query_pb2 as _query_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ProductOrderState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRODUCT_ORDER_STATE_UNSPECIFIED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_ACKNOWLEDGED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_REJECTED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_VALIDATED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_DECOMPOSED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_IN_PROGRESS: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_COMPLETED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_PARTIAL: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_FAILED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_PENDING: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_HELD: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_PARTIALLY_COMPLETED: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_COMPENSATING: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_ASSESSING_CANCELLATION: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_CANCELLING: _ClassVar[ProductOrderState]
    PRODUCT_ORDER_STATE_CANCELLED: _ClassVar[ProductOrderState]

class ItemState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_STATE_UNSPECIFIED: _ClassVar[ItemState]
    ITEM_STATE_ACKNOWLEDGED: _ClassVar[ItemState]
    ITEM_STATE_REJECTED: _ClassVar[ItemState]
    ITEM_STATE_IN_PROGRESS: _ClassVar[ItemState]
    ITEM_STATE_COMPLETED: _ClassVar[ItemState]
    ITEM_STATE_FAILED: _ClassVar[ItemState]
    ITEM_STATE_PENDING: _ClassVar[ItemState]
    ITEM_STATE_HELD: _ClassVar[ItemState]
    ITEM_STATE_COMPENSATING: _ClassVar[ItemState]
    ITEM_STATE_ASSESSING_CANCELLATION: _ClassVar[ItemState]
    ITEM_STATE_CANCELLING: _ClassVar[ItemState]
    ITEM_STATE_CANCELLED: _ClassVar[ItemState]

class ItemAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_ACTION_UNSPECIFIED: _ClassVar[ItemAction]
    ITEM_ACTION_ADD: _ClassVar[ItemAction]
    ITEM_ACTION_MODIFY: _ClassVar[ItemAction]
    ITEM_ACTION_DELETE: _ClassVar[ItemAction]
    ITEM_ACTION_NO_CHANGE: _ClassVar[ItemAction]

class PlanNodeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PLAN_NODE_STATE_UNSPECIFIED: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_WAITING: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_SUBMITTED: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_COMPLETED: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_FAILED: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_SKIPPED: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_RETRYING: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_HELD: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_CANCELLING: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_UNDOING: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_UNDO_RETRYING: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_UNDO_HELD: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_UNDONE: _ClassVar[PlanNodeState]
    PLAN_NODE_STATE_KEPT: _ClassVar[PlanNodeState]

class CancellationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CANCELLATION_STATE_UNSPECIFIED: _ClassVar[CancellationState]
    CANCELLATION_STATE_ACKNOWLEDGED: _ClassVar[CancellationState]
    CANCELLATION_STATE_IN_PROGRESS: _ClassVar[CancellationState]
    CANCELLATION_STATE_DONE: _ClassVar[CancellationState]
    CANCELLATION_STATE_TERMINATED_WITH_ERROR: _ClassVar[CancellationState]
PRODUCT_ORDER_STATE_UNSPECIFIED: ProductOrderState
PRODUCT_ORDER_STATE_ACKNOWLEDGED: ProductOrderState
PRODUCT_ORDER_STATE_REJECTED: ProductOrderState
PRODUCT_ORDER_STATE_VALIDATED: ProductOrderState
PRODUCT_ORDER_STATE_DECOMPOSED: ProductOrderState
PRODUCT_ORDER_STATE_IN_PROGRESS: ProductOrderState
PRODUCT_ORDER_STATE_COMPLETED: ProductOrderState
PRODUCT_ORDER_STATE_PARTIAL: ProductOrderState
PRODUCT_ORDER_STATE_FAILED: ProductOrderState
PRODUCT_ORDER_STATE_PENDING: ProductOrderState
PRODUCT_ORDER_STATE_HELD: ProductOrderState
PRODUCT_ORDER_STATE_PARTIALLY_COMPLETED: ProductOrderState
PRODUCT_ORDER_STATE_COMPENSATING: ProductOrderState
PRODUCT_ORDER_STATE_ASSESSING_CANCELLATION: ProductOrderState
PRODUCT_ORDER_STATE_CANCELLING: ProductOrderState
PRODUCT_ORDER_STATE_CANCELLED: ProductOrderState
ITEM_STATE_UNSPECIFIED: ItemState
ITEM_STATE_ACKNOWLEDGED: ItemState
ITEM_STATE_REJECTED: ItemState
ITEM_STATE_IN_PROGRESS: ItemState
ITEM_STATE_COMPLETED: ItemState
ITEM_STATE_FAILED: ItemState
ITEM_STATE_PENDING: ItemState
ITEM_STATE_HELD: ItemState
ITEM_STATE_COMPENSATING: ItemState
ITEM_STATE_ASSESSING_CANCELLATION: ItemState
ITEM_STATE_CANCELLING: ItemState
ITEM_STATE_CANCELLED: ItemState
ITEM_ACTION_UNSPECIFIED: ItemAction
ITEM_ACTION_ADD: ItemAction
ITEM_ACTION_MODIFY: ItemAction
ITEM_ACTION_DELETE: ItemAction
ITEM_ACTION_NO_CHANGE: ItemAction
PLAN_NODE_STATE_UNSPECIFIED: PlanNodeState
PLAN_NODE_STATE_WAITING: PlanNodeState
PLAN_NODE_STATE_SUBMITTED: PlanNodeState
PLAN_NODE_STATE_COMPLETED: PlanNodeState
PLAN_NODE_STATE_FAILED: PlanNodeState
PLAN_NODE_STATE_SKIPPED: PlanNodeState
PLAN_NODE_STATE_RETRYING: PlanNodeState
PLAN_NODE_STATE_HELD: PlanNodeState
PLAN_NODE_STATE_CANCELLING: PlanNodeState
PLAN_NODE_STATE_UNDOING: PlanNodeState
PLAN_NODE_STATE_UNDO_RETRYING: PlanNodeState
PLAN_NODE_STATE_UNDO_HELD: PlanNodeState
PLAN_NODE_STATE_UNDONE: PlanNodeState
PLAN_NODE_STATE_KEPT: PlanNodeState
CANCELLATION_STATE_UNSPECIFIED: CancellationState
CANCELLATION_STATE_ACKNOWLEDGED: CancellationState
CANCELLATION_STATE_IN_PROGRESS: CancellationState
CANCELLATION_STATE_DONE: CancellationState
CANCELLATION_STATE_TERMINATED_WITH_ERROR: CancellationState

class ProductOrder(_message.Message):
    __slots__ = ("id", "version", "state", "order_date", "completion_date", "expected_completion_date", "reason", "external_id", "description", "category", "priority", "requested_start_date", "requested_completion_date", "related_party", "note", "item", "extension_json", "cancellability", "jeopardy", "open_question", "revision", "hold", "channel", "billing_account")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_START_DATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    RELATED_PARTY_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    CANCELLABILITY_FIELD_NUMBER: _ClassVar[int]
    JEOPARDY_FIELD_NUMBER: _ClassVar[int]
    OPEN_QUESTION_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    HOLD_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    BILLING_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: ProductOrderState
    order_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    expected_completion_date: _timestamp_pb2.Timestamp
    reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    external_id: str
    description: str
    category: str
    priority: str
    requested_start_date: _timestamp_pb2.Timestamp
    requested_completion_date: _timestamp_pb2.Timestamp
    related_party: _containers.RepeatedCompositeFieldContainer[_common_pb2.RelatedParty]
    note: _containers.RepeatedCompositeFieldContainer[Note]
    item: _containers.RepeatedCompositeFieldContainer[ProductOrderItem]
    extension_json: str
    cancellability: Cancellability
    jeopardy: _containers.RepeatedCompositeFieldContainer[Jeopardy]
    open_question: _containers.RepeatedCompositeFieldContainer[OpenQuestion]
    revision: _containers.RepeatedCompositeFieldContainer[Revision]
    hold: Hold
    channel: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    billing_account: _common_pb2.Ref
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[ProductOrderState, str]] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expected_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., category: _Optional[str] = ..., priority: _Optional[str] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., note: _Optional[_Iterable[_Union[Note, _Mapping]]] = ..., item: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ..., extension_json: _Optional[str] = ..., cancellability: _Optional[_Union[Cancellability, _Mapping]] = ..., jeopardy: _Optional[_Iterable[_Union[Jeopardy, _Mapping]]] = ..., open_question: _Optional[_Iterable[_Union[OpenQuestion, _Mapping]]] = ..., revision: _Optional[_Iterable[_Union[Revision, _Mapping]]] = ..., hold: _Optional[_Union[Hold, _Mapping]] = ..., channel: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., billing_account: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class Cancellability(_message.Message):
    __slots__ = ("verdict", "reason")
    class Verdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        VERDICT_UNSPECIFIED: _ClassVar[Cancellability.Verdict]
        VERDICT_POSSIBLE: _ClassVar[Cancellability.Verdict]
        VERDICT_FLAGGED: _ClassVar[Cancellability.Verdict]
        VERDICT_REFUSED: _ClassVar[Cancellability.Verdict]
    VERDICT_UNSPECIFIED: Cancellability.Verdict
    VERDICT_POSSIBLE: Cancellability.Verdict
    VERDICT_FLAGGED: Cancellability.Verdict
    VERDICT_REFUSED: Cancellability.Verdict
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    verdict: Cancellability.Verdict
    reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    def __init__(self, verdict: _Optional[_Union[Cancellability.Verdict, str]] = ..., reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ...) -> None: ...

class Jeopardy(_message.Message):
    __slots__ = ("raised_at", "forecast", "requested", "cleared_at")
    RAISED_AT_FIELD_NUMBER: _ClassVar[int]
    FORECAST_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_FIELD_NUMBER: _ClassVar[int]
    CLEARED_AT_FIELD_NUMBER: _ClassVar[int]
    raised_at: _timestamp_pb2.Timestamp
    forecast: _timestamp_pb2.Timestamp
    requested: _timestamp_pb2.Timestamp
    cleared_at: _timestamp_pb2.Timestamp
    def __init__(self, raised_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., forecast: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cleared_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OpenQuestion(_message.Message):
    __slots__ = ("item_id", "name", "text", "answer_by")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    name: str
    text: str
    answer_by: _timestamp_pb2.Timestamp
    def __init__(self, item_id: _Optional[str] = ..., name: _Optional[str] = ..., text: _Optional[str] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Revision(_message.Message):
    __slots__ = ("number", "at", "plan_hash_before", "plan_hash_after", "item_before")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    PLAN_HASH_BEFORE_FIELD_NUMBER: _ClassVar[int]
    PLAN_HASH_AFTER_FIELD_NUMBER: _ClassVar[int]
    ITEM_BEFORE_FIELD_NUMBER: _ClassVar[int]
    number: int
    at: _timestamp_pb2.Timestamp
    plan_hash_before: str
    plan_hash_after: str
    item_before: _containers.RepeatedCompositeFieldContainer[ProductOrderItem]
    def __init__(self, number: _Optional[int] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., plan_hash_before: _Optional[str] = ..., plan_hash_after: _Optional[str] = ..., item_before: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ...) -> None: ...

class Hold(_message.Message):
    __slots__ = ("by", "why", "since")
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    by: str
    why: str
    since: _timestamp_pb2.Timestamp
    def __init__(self, by: _Optional[str] = ..., why: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Note(_message.Message):
    __slots__ = ("id", "author", "date", "text", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    author: str
    date: _timestamp_pb2.Timestamp
    text: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., author: _Optional[str] = ..., date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., text: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ProductOrderItem(_message.Message):
    __slots__ = ("id", "action", "quantity", "state", "product_offering", "product", "item", "relationship", "extension_json", "qualification", "billing_account")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    BILLING_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: ItemAction
    quantity: int
    state: ItemState
    product_offering: _common_pb2.Ref
    product: ProductRefOrValue
    item: _containers.RepeatedCompositeFieldContainer[ProductOrderItem]
    relationship: _containers.RepeatedCompositeFieldContainer[ItemRelationship]
    extension_json: str
    qualification: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    billing_account: _common_pb2.Ref
    def __init__(self, id: _Optional[str] = ..., action: _Optional[_Union[ItemAction, str]] = ..., quantity: _Optional[int] = ..., state: _Optional[_Union[ItemState, str]] = ..., product_offering: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., product: _Optional[_Union[ProductRefOrValue, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ..., relationship: _Optional[_Iterable[_Union[ItemRelationship, _Mapping]]] = ..., extension_json: _Optional[str] = ..., qualification: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., billing_account: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class ItemRelationship(_message.Message):
    __slots__ = ("relationship_type", "id", "extension_json")
    RELATIONSHIP_TYPE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    relationship_type: str
    id: str
    extension_json: str
    def __init__(self, relationship_type: _Optional[str] = ..., id: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ProductRefOrValue(_message.Message):
    __slots__ = ("id", "name", "product_specification", "characteristic", "extension_json", "place")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    product_specification: _common_pb2.Ref
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    extension_json: str
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., product_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., extension_json: _Optional[str] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ...) -> None: ...

class SubmitProductOrderRequest(_message.Message):
    __slots__ = ("product_order", "idempotency_key")
    PRODUCT_ORDER_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    product_order: ProductOrder
    idempotency_key: str
    def __init__(self, product_order: _Optional[_Union[ProductOrder, _Mapping]] = ..., idempotency_key: _Optional[str] = ...) -> None: ...

class SubmitProductOrderResponse(_message.Message):
    __slots__ = ("product_order", "replayed")
    PRODUCT_ORDER_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    product_order: ProductOrder
    replayed: bool
    def __init__(self, product_order: _Optional[_Union[ProductOrder, _Mapping]] = ..., replayed: _Optional[bool] = ...) -> None: ...

class GetProductOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListProductOrdersRequest(_message.Message):
    __slots__ = ("page", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListProductOrdersResponse(_message.Message):
    __slots__ = ("product_order", "total")
    PRODUCT_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    product_order: _containers.RepeatedCompositeFieldContainer[ProductOrder]
    total: int
    def __init__(self, product_order: _Optional[_Iterable[_Union[ProductOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateProductOrderRequest(_message.Message):
    __slots__ = ("id", "description", "priority", "requested_completion_date", "note", "replace_notes", "clear", "if_version", "item", "replace_items", "requested_start_date")
    ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REPLACE_NOTES_FIELD_NUMBER: _ClassVar[int]
    CLEAR_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REPLACE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_START_DATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    description: str
    priority: str
    requested_completion_date: _timestamp_pb2.Timestamp
    note: _containers.RepeatedCompositeFieldContainer[Note]
    replace_notes: bool
    clear: _containers.RepeatedScalarFieldContainer[str]
    if_version: int
    item: _containers.RepeatedCompositeFieldContainer[ProductOrderItem]
    replace_items: bool
    requested_start_date: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., description: _Optional[str] = ..., priority: _Optional[str] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[_Iterable[_Union[Note, _Mapping]]] = ..., replace_notes: _Optional[bool] = ..., clear: _Optional[_Iterable[str]] = ..., if_version: _Optional[int] = ..., item: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ..., replace_items: _Optional[bool] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DeleteProductOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteProductOrderResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetProductOrderPlanRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class Plan(_message.Message):
    __slots__ = ("product_order_id", "hash", "node", "version", "product")
    class VersionEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    product_order_id: str
    hash: str
    node: _containers.RepeatedCompositeFieldContainer[PlanNode]
    version: _containers.ScalarMap[str, str]
    product: _containers.RepeatedCompositeFieldContainer[PlannedProduct]
    def __init__(self, product_order_id: _Optional[str] = ..., hash: _Optional[str] = ..., node: _Optional[_Iterable[_Union[PlanNode, _Mapping]]] = ..., version: _Optional[_Mapping[str, str]] = ..., product: _Optional[_Iterable[_Union[PlannedProduct, _Mapping]]] = ...) -> None: ...

class PlannedProduct(_message.Message):
    __slots__ = ("key", "item_id", "action", "product_id", "product_offering_id", "product_specification_id", "characteristic")
    KEY_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    key: str
    item_id: str
    action: ItemAction
    product_id: str
    product_offering_id: str
    product_specification_id: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    def __init__(self, key: _Optional[str] = ..., item_id: _Optional[str] = ..., action: _Optional[_Union[ItemAction, str]] = ..., product_id: _Optional[str] = ..., product_offering_id: _Optional[str] = ..., product_specification_id: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ...) -> None: ...

class PlanNode(_message.Message):
    __slots__ = ("id", "item_id", "name", "service_specification_id", "requires", "state", "characteristic", "result", "reason", "key", "action", "service_id", "why", "importance", "point_of_no_return", "compensation", "attempts", "attempts_allowed", "expected_seconds", "started_at", "ended_at", "deadline", "previous")
    ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    IMPORTANCE_FIELD_NUMBER: _ClassVar[int]
    POINT_OF_NO_RETURN_FIELD_NUMBER: _ClassVar[int]
    COMPENSATION_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_ALLOWED_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    item_id: str
    name: str
    service_specification_id: str
    requires: _containers.RepeatedScalarFieldContainer[str]
    state: PlanNodeState
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    result: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    reason: _common_pb2.Reason
    key: str
    action: ItemAction
    service_id: str
    why: str
    importance: str
    point_of_no_return: str
    compensation: str
    attempts: int
    attempts_allowed: int
    expected_seconds: int
    started_at: _timestamp_pb2.Timestamp
    ended_at: _timestamp_pb2.Timestamp
    deadline: _timestamp_pb2.Timestamp
    previous: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    def __init__(self, id: _Optional[str] = ..., item_id: _Optional[str] = ..., name: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., requires: _Optional[_Iterable[str]] = ..., state: _Optional[_Union[PlanNodeState, str]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., result: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., key: _Optional[str] = ..., action: _Optional[_Union[ItemAction, str]] = ..., service_id: _Optional[str] = ..., why: _Optional[str] = ..., importance: _Optional[str] = ..., point_of_no_return: _Optional[str] = ..., compensation: _Optional[str] = ..., attempts: _Optional[int] = ..., attempts_allowed: _Optional[int] = ..., expected_seconds: _Optional[int] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deadline: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., previous: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ...) -> None: ...

class PlanProductOrderRequest(_message.Message):
    __slots__ = ("product_order",)
    PRODUCT_ORDER_FIELD_NUMBER: _ClassVar[int]
    product_order: ProductOrder
    def __init__(self, product_order: _Optional[_Union[ProductOrder, _Mapping]] = ...) -> None: ...

class AnswerProductOrderRequest(_message.Message):
    __slots__ = ("id", "item_id", "question", "accepted", "characteristic", "by", "why")
    ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    id: str
    item_id: str
    question: str
    accepted: bool
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    by: str
    why: str
    def __init__(self, id: _Optional[str] = ..., item_id: _Optional[str] = ..., question: _Optional[str] = ..., accepted: _Optional[bool] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class OperatorRequest(_message.Message):
    __slots__ = ("id", "by", "why")
    ID_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    id: str
    by: str
    why: str
    def __init__(self, id: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class Cancellation(_message.Message):
    __slots__ = ("id", "version", "state", "product_order_id", "item_id", "cancellation_reason", "requested_cancellation_date", "effective_cancellation_date", "reason", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: CancellationState
    product_order_id: str
    item_id: _containers.RepeatedScalarFieldContainer[str]
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    effective_cancellation_date: _timestamp_pb2.Timestamp
    reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[CancellationState, str]] = ..., product_order_id: _Optional[str] = ..., item_id: _Optional[_Iterable[str]] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CancelProductOrderRequest(_message.Message):
    __slots__ = ("product_order_id", "item_id", "cancellation_reason", "requested_cancellation_date", "extension_json")
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    product_order_id: str
    item_id: _containers.RepeatedScalarFieldContainer[str]
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    extension_json: str
    def __init__(self, product_order_id: _Optional[str] = ..., item_id: _Optional[_Iterable[str]] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class GetCancellationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCancellationsRequest(_message.Message):
    __slots__ = ("page", "product_order_id", "state", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    product_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[CancellationState]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., product_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[_Union[CancellationState, str]]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListCancellationsResponse(_message.Message):
    __slots__ = ("cancellation", "total")
    CANCELLATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    cancellation: _containers.RepeatedCompositeFieldContainer[Cancellation]
    total: int
    def __init__(self, cancellation: _Optional[_Iterable[_Union[Cancellation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...
