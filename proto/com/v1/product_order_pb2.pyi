import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
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

class ItemState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_STATE_UNSPECIFIED: _ClassVar[ItemState]
    ITEM_STATE_ACKNOWLEDGED: _ClassVar[ItemState]
    ITEM_STATE_REJECTED: _ClassVar[ItemState]
    ITEM_STATE_IN_PROGRESS: _ClassVar[ItemState]
    ITEM_STATE_COMPLETED: _ClassVar[ItemState]
    ITEM_STATE_FAILED: _ClassVar[ItemState]

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
PRODUCT_ORDER_STATE_UNSPECIFIED: ProductOrderState
PRODUCT_ORDER_STATE_ACKNOWLEDGED: ProductOrderState
PRODUCT_ORDER_STATE_REJECTED: ProductOrderState
PRODUCT_ORDER_STATE_VALIDATED: ProductOrderState
PRODUCT_ORDER_STATE_DECOMPOSED: ProductOrderState
PRODUCT_ORDER_STATE_IN_PROGRESS: ProductOrderState
PRODUCT_ORDER_STATE_COMPLETED: ProductOrderState
PRODUCT_ORDER_STATE_PARTIAL: ProductOrderState
PRODUCT_ORDER_STATE_FAILED: ProductOrderState
ITEM_STATE_UNSPECIFIED: ItemState
ITEM_STATE_ACKNOWLEDGED: ItemState
ITEM_STATE_REJECTED: ItemState
ITEM_STATE_IN_PROGRESS: ItemState
ITEM_STATE_COMPLETED: ItemState
ITEM_STATE_FAILED: ItemState
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

class ProductOrder(_message.Message):
    __slots__ = ("id", "version", "state", "order_date", "completion_date", "expected_completion_date", "reason", "external_id", "description", "category", "priority", "requested_start_date", "requested_completion_date", "related_party", "note", "item", "extension_json")
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
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[ProductOrderState, str]] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expected_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., category: _Optional[str] = ..., priority: _Optional[str] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., note: _Optional[_Iterable[_Union[Note, _Mapping]]] = ..., item: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("id", "action", "quantity", "state", "product_offering", "product", "item", "relationship", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: ItemAction
    quantity: int
    state: ItemState
    product_offering: _common_pb2.Ref
    product: ProductRefOrValue
    item: _containers.RepeatedCompositeFieldContainer[ProductOrderItem]
    relationship: _containers.RepeatedCompositeFieldContainer[ItemRelationship]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., action: _Optional[_Union[ItemAction, str]] = ..., quantity: _Optional[int] = ..., state: _Optional[_Union[ItemState, str]] = ..., product_offering: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., product: _Optional[_Union[ProductRefOrValue, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ProductOrderItem, _Mapping]]] = ..., relationship: _Optional[_Iterable[_Union[ItemRelationship, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("id", "name", "product_specification", "characteristic", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    product_specification: _common_pb2.Ref
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., product_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("page", "id", "state", "external_id", "related_party_id", "order_date_from", "order_date_to", "order_date_from_exclusive", "order_date_to_exclusive", "sort")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    RELATED_PARTY_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FROM_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_TO_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FROM_EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_TO_EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    SORT_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[ProductOrderState]
    external_id: _containers.RepeatedScalarFieldContainer[str]
    related_party_id: _containers.RepeatedScalarFieldContainer[str]
    order_date_from: _timestamp_pb2.Timestamp
    order_date_to: _timestamp_pb2.Timestamp
    order_date_from_exclusive: bool
    order_date_to_exclusive: bool
    sort: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[_Union[ProductOrderState, str]]] = ..., external_id: _Optional[_Iterable[str]] = ..., related_party_id: _Optional[_Iterable[str]] = ..., order_date_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., order_date_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., order_date_from_exclusive: _Optional[bool] = ..., order_date_to_exclusive: _Optional[bool] = ..., sort: _Optional[_Iterable[str]] = ...) -> None: ...

class ListProductOrdersResponse(_message.Message):
    __slots__ = ("product_order", "total")
    PRODUCT_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    product_order: _containers.RepeatedCompositeFieldContainer[ProductOrder]
    total: int
    def __init__(self, product_order: _Optional[_Iterable[_Union[ProductOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateProductOrderRequest(_message.Message):
    __slots__ = ("id", "description", "priority", "requested_completion_date", "note", "replace_notes", "clear", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REPLACE_NOTES_FIELD_NUMBER: _ClassVar[int]
    CLEAR_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    description: str
    priority: str
    requested_completion_date: _timestamp_pb2.Timestamp
    note: _containers.RepeatedCompositeFieldContainer[Note]
    replace_notes: bool
    clear: _containers.RepeatedScalarFieldContainer[str]
    if_version: int
    def __init__(self, id: _Optional[str] = ..., description: _Optional[str] = ..., priority: _Optional[str] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[_Iterable[_Union[Note, _Mapping]]] = ..., replace_notes: _Optional[bool] = ..., clear: _Optional[_Iterable[str]] = ..., if_version: _Optional[int] = ...) -> None: ...

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
    __slots__ = ("product_order_id", "hash", "node")
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    product_order_id: str
    hash: str
    node: _containers.RepeatedCompositeFieldContainer[PlanNode]
    def __init__(self, product_order_id: _Optional[str] = ..., hash: _Optional[str] = ..., node: _Optional[_Iterable[_Union[PlanNode, _Mapping]]] = ...) -> None: ...

class PlanNode(_message.Message):
    __slots__ = ("id", "item_id", "name", "service_specification_id", "requires", "state", "characteristic", "result", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    item_id: str
    name: str
    service_specification_id: str
    requires: _containers.RepeatedScalarFieldContainer[str]
    state: PlanNodeState
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    result: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., item_id: _Optional[str] = ..., name: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., requires: _Optional[_Iterable[str]] = ..., state: _Optional[_Union[PlanNodeState, str]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., result: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...
