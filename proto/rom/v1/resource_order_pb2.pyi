import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from proto.shared.v1 import query_pb2 as _query_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ResourceOrder(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "order_date", "completion_date", "item", "reason", "requested_start_date", "reservation_id", "service_order_id", "start_date", "extension_json", "replayed")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_START_DATE_FIELD_NUMBER: _ClassVar[int]
    RESERVATION_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    external_id: str
    order_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    item: _containers.RepeatedCompositeFieldContainer[ResourceOrderItem]
    reason: _common_pb2.Reason
    requested_start_date: _timestamp_pb2.Timestamp
    reservation_id: str
    service_order_id: str
    start_date: _timestamp_pb2.Timestamp
    extension_json: str
    replayed: bool
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ResourceOrderItem, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reservation_id: _Optional[str] = ..., service_order_id: _Optional[str] = ..., start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ..., replayed: _Optional[bool] = ...) -> None: ...

class ResourceOrderItem(_message.Message):
    __slots__ = ("id", "action", "state", "resource", "quantity", "resource_specification", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    state: str
    resource: ResourceValue
    quantity: int
    resource_specification: _common_pb2.Ref
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., state: _Optional[str] = ..., resource: _Optional[_Union[ResourceValue, _Mapping]] = ..., quantity: _Optional[int] = ..., resource_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ResourceValue(_message.Message):
    __slots__ = ("id", "name", "value", "resource_specification", "place", "service_id", "characteristic", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    value: str
    resource_specification: _common_pb2.Ref
    place: _common_pb2.Place
    service_id: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., value: _Optional[str] = ..., resource_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., place: _Optional[_Union[_common_pb2.Place, _Mapping]] = ..., service_id: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CreateResourceOrderRequest(_message.Message):
    __slots__ = ("id", "external_id", "item", "requested_start_date", "reservation_id", "extension_json", "idempotency_key")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_START_DATE_FIELD_NUMBER: _ClassVar[int]
    RESERVATION_ID_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    id: str
    external_id: str
    item: _containers.RepeatedCompositeFieldContainer[ResourceOrderItem]
    requested_start_date: _timestamp_pb2.Timestamp
    reservation_id: str
    extension_json: str
    idempotency_key: str
    def __init__(self, id: _Optional[str] = ..., external_id: _Optional[str] = ..., item: _Optional[_Iterable[_Union[ResourceOrderItem, _Mapping]]] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reservation_id: _Optional[str] = ..., extension_json: _Optional[str] = ..., idempotency_key: _Optional[str] = ...) -> None: ...

class UpdateResourceOrderRequest(_message.Message):
    __slots__ = ("resource_order", "if_version")
    RESOURCE_ORDER_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    resource_order: ResourceOrder
    if_version: int
    def __init__(self, resource_order: _Optional[_Union[ResourceOrder, _Mapping]] = ..., if_version: _Optional[int] = ...) -> None: ...

class GetResourceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListResourceOrdersRequest(_message.Message):
    __slots__ = ("page", "external_id", "state", "id", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    external_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    id: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., external_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., id: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListResourceOrdersResponse(_message.Message):
    __slots__ = ("resource_order", "total")
    RESOURCE_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    resource_order: _containers.RepeatedCompositeFieldContainer[ResourceOrder]
    total: int
    def __init__(self, resource_order: _Optional[_Iterable[_Union[ResourceOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class DeleteResourceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteResourceOrderResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CancelResourceOrderRequest(_message.Message):
    __slots__ = ("cancellation_reason", "requested_cancellation_date", "extension_json", "resource_order")
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_FIELD_NUMBER: _ClassVar[int]
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    extension_json: str
    resource_order: _common_pb2.Ref
    def __init__(self, cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ..., resource_order: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class ResourceOrderCancellation(_message.Message):
    __slots__ = ("id", "version", "state", "cancellation_reason", "requested_at", "requested_cancellation_date", "effective_cancellation_date", "reason", "extension_json", "resource_order")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_AT_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    cancellation_reason: str
    requested_at: _timestamp_pb2.Timestamp
    requested_cancellation_date: _timestamp_pb2.Timestamp
    effective_cancellation_date: _timestamp_pb2.Timestamp
    reason: _common_pb2.Reason
    extension_json: str
    resource_order: _common_pb2.Ref
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., cancellation_reason: _Optional[str] = ..., requested_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., extension_json: _Optional[str] = ..., resource_order: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class GetResourceOrderCancellationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListResourceOrderCancellationsRequest(_message.Message):
    __slots__ = ("page", "id", "resource_order_id", "state", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    resource_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., resource_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListResourceOrderCancellationsResponse(_message.Message):
    __slots__ = ("cancellation", "total")
    CANCELLATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    cancellation: _containers.RepeatedCompositeFieldContainer[ResourceOrderCancellation]
    total: int
    def __init__(self, cancellation: _Optional[_Iterable[_Union[ResourceOrderCancellation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Resource(_message.Message):
    __slots__ = ("id", "version", "status", "name", "pool_id", "value", "resource_order_id", "service_order_id", "state", "administrative_state", "operational_state", "usage_state", "service_id", "reservation_id", "since", "characteristic", "resource_specification", "place", "start_operating_date", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POOL_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ADMINISTRATIVE_STATE_FIELD_NUMBER: _ClassVar[int]
    OPERATIONAL_STATE_FIELD_NUMBER: _ClassVar[int]
    USAGE_STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    RESERVATION_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    START_OPERATING_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    status: str
    name: str
    pool_id: str
    value: str
    resource_order_id: str
    service_order_id: str
    state: str
    administrative_state: str
    operational_state: str
    usage_state: str
    service_id: str
    reservation_id: str
    since: _timestamp_pb2.Timestamp
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    resource_specification: _common_pb2.Ref
    place: _common_pb2.Place
    start_operating_date: _timestamp_pb2.Timestamp
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., name: _Optional[str] = ..., pool_id: _Optional[str] = ..., value: _Optional[str] = ..., resource_order_id: _Optional[str] = ..., service_order_id: _Optional[str] = ..., state: _Optional[str] = ..., administrative_state: _Optional[str] = ..., operational_state: _Optional[str] = ..., usage_state: _Optional[str] = ..., service_id: _Optional[str] = ..., reservation_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., resource_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., place: _Optional[_Union[_common_pb2.Place, _Mapping]] = ..., start_operating_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class GetResourceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListResourcesRequest(_message.Message):
    __slots__ = ("page", "id", "service_order_id", "pool_id", "resource_specification_id", "site", "status", "usage_state", "service_id", "resource_order_id", "state", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    POOL_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    USAGE_STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    service_order_id: _containers.RepeatedScalarFieldContainer[str]
    pool_id: _containers.RepeatedScalarFieldContainer[str]
    resource_specification_id: _containers.RepeatedScalarFieldContainer[str]
    site: _containers.RepeatedScalarFieldContainer[str]
    status: _containers.RepeatedScalarFieldContainer[str]
    usage_state: _containers.RepeatedScalarFieldContainer[str]
    service_id: _containers.RepeatedScalarFieldContainer[str]
    resource_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., service_order_id: _Optional[_Iterable[str]] = ..., pool_id: _Optional[_Iterable[str]] = ..., resource_specification_id: _Optional[_Iterable[str]] = ..., site: _Optional[_Iterable[str]] = ..., status: _Optional[_Iterable[str]] = ..., usage_state: _Optional[_Iterable[str]] = ..., service_id: _Optional[_Iterable[str]] = ..., resource_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class CreateResourceRequest(_message.Message):
    __slots__ = ("resource",)
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    resource: Resource
    def __init__(self, resource: _Optional[_Union[Resource, _Mapping]] = ...) -> None: ...

class UpdateResourceRequest(_message.Message):
    __slots__ = ("resource", "if_version", "by")
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    resource: Resource
    if_version: int
    by: str
    def __init__(self, resource: _Optional[_Union[Resource, _Mapping]] = ..., if_version: _Optional[int] = ..., by: _Optional[str] = ...) -> None: ...

class DeleteResourceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteResourceResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListResourcesResponse(_message.Message):
    __slots__ = ("resource", "total")
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    resource: _containers.RepeatedCompositeFieldContainer[Resource]
    total: int
    def __init__(self, resource: _Optional[_Iterable[_Union[Resource, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class ChangeResourceRequest(_message.Message):
    __slots__ = ("id", "administrative_state", "operational_state", "by", "why")
    ID_FIELD_NUMBER: _ClassVar[int]
    ADMINISTRATIVE_STATE_FIELD_NUMBER: _ClassVar[int]
    OPERATIONAL_STATE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    id: str
    administrative_state: str
    operational_state: str
    by: str
    why: str
    def __init__(self, id: _Optional[str] = ..., administrative_state: _Optional[str] = ..., operational_state: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class WithdrawValueRequest(_message.Message):
    __slots__ = ("resource_specification_id", "value", "site", "by", "why")
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    resource_specification_id: str
    value: str
    site: str
    by: str
    why: str
    def __init__(self, resource_specification_id: _Optional[str] = ..., value: _Optional[str] = ..., site: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class ListResourcePoolsRequest(_message.Message):
    __slots__ = ("resource_specification_id", "site")
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    resource_specification_id: _containers.RepeatedScalarFieldContainer[str]
    site: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, resource_specification_id: _Optional[_Iterable[str]] = ..., site: _Optional[_Iterable[str]] = ...) -> None: ...

class ListResourcePoolsResponse(_message.Message):
    __slots__ = ("pool",)
    POOL_FIELD_NUMBER: _ClassVar[int]
    pool: _containers.RepeatedCompositeFieldContainer[PoolUsage]
    def __init__(self, pool: _Optional[_Iterable[_Union[PoolUsage, _Mapping]]] = ...) -> None: ...

class PoolUsage(_message.Message):
    __slots__ = ("id", "resource_specification_id", "capacity", "allocated", "free", "site")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    ALLOCATED_FIELD_NUMBER: _ClassVar[int]
    FREE_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    id: str
    resource_specification_id: str
    capacity: int
    allocated: int
    free: int
    site: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., capacity: _Optional[int] = ..., allocated: _Optional[int] = ..., free: _Optional[int] = ..., site: _Optional[_Iterable[str]] = ...) -> None: ...

class ResourceRequest(_message.Message):
    __slots__ = ("id", "external_id", "item", "reserve_until")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    RESERVE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    external_id: str
    item: _containers.RepeatedCompositeFieldContainer[ResourceOrderItem]
    reserve_until: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., external_id: _Optional[str] = ..., item: _Optional[_Iterable[_Union[ResourceOrderItem, _Mapping]]] = ..., reserve_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Reservation(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "requested_at", "reserved_until", "item")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_AT_FIELD_NUMBER: _ClassVar[int]
    RESERVED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    external_id: str
    requested_at: _timestamp_pb2.Timestamp
    reserved_until: _timestamp_pb2.Timestamp
    item: _containers.RepeatedCompositeFieldContainer[ReservedItem]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., requested_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reserved_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ReservedItem, _Mapping]]] = ...) -> None: ...

class ReservedItem(_message.Message):
    __slots__ = ("id", "resource_specification_id", "site", "value", "available", "free", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    FREE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    resource_specification_id: str
    site: str
    value: str
    available: bool
    free: int
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., site: _Optional[str] = ..., value: _Optional[str] = ..., available: _Optional[bool] = ..., free: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class ReleaseReservationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetReservationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListReservationsRequest(_message.Message):
    __slots__ = ("page", "id", "external_id", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    external_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., external_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class ListReservationsResponse(_message.Message):
    __slots__ = ("reservation", "total")
    RESERVATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    reservation: _containers.RepeatedCompositeFieldContainer[Reservation]
    total: int
    def __init__(self, reservation: _Optional[_Iterable[_Union[Reservation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class LoadResourceCatalogRequest(_message.Message):
    __slots__ = ("resource_specification", "resource_pool", "resource_candidate", "resource_category", "resource_catalog")
    RESOURCE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_POOL_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_CATALOG_FIELD_NUMBER: _ClassVar[int]
    resource_specification: _containers.RepeatedCompositeFieldContainer[ResourceSpecification]
    resource_pool: _containers.RepeatedCompositeFieldContainer[ResourcePool]
    resource_candidate: _containers.RepeatedCompositeFieldContainer[ResourceCandidate]
    resource_category: _containers.RepeatedCompositeFieldContainer[ResourceCategory]
    resource_catalog: _containers.RepeatedCompositeFieldContainer[ResourceCatalog]
    def __init__(self, resource_specification: _Optional[_Iterable[_Union[ResourceSpecification, _Mapping]]] = ..., resource_pool: _Optional[_Iterable[_Union[ResourcePool, _Mapping]]] = ..., resource_candidate: _Optional[_Iterable[_Union[ResourceCandidate, _Mapping]]] = ..., resource_category: _Optional[_Iterable[_Union[ResourceCategory, _Mapping]]] = ..., resource_catalog: _Optional[_Iterable[_Union[ResourceCatalog, _Mapping]]] = ...) -> None: ...

class LoadResourceCatalogResponse(_message.Message):
    __slots__ = ("added",)
    ADDED_FIELD_NUMBER: _ClassVar[int]
    added: int
    def __init__(self, added: _Optional[int] = ...) -> None: ...

class ResourceSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "description", "category", "characteristic")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    description: str
    category: str
    characteristic: _containers.RepeatedCompositeFieldContainer[ResourceCharacteristic]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., description: _Optional[str] = ..., category: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[ResourceCharacteristic, _Mapping]]] = ...) -> None: ...

class ResourceCharacteristic(_message.Message):
    __slots__ = ("name", "value_type", "description", "default_value", "allowed_value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_TYPE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_VALUE_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value_type: str
    description: str
    default_value: _struct_pb2.Value
    allowed_value: _containers.RepeatedCompositeFieldContainer[_struct_pb2.Value]
    def __init__(self, name: _Optional[str] = ..., value_type: _Optional[str] = ..., description: _Optional[str] = ..., default_value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., allowed_value: _Optional[_Iterable[_Union[_struct_pb2.Value, _Mapping]]] = ...) -> None: ...

class ResourceCandidate(_message.Message):
    __slots__ = ("id", "version", "name", "resource_specification_id", "category", "lifecycle_status", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    resource_specification_id: str
    category: _containers.RepeatedScalarFieldContainer[str]
    lifecycle_status: str
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., category: _Optional[_Iterable[str]] = ..., lifecycle_status: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class ResourceCategory(_message.Message):
    __slots__ = ("id", "version", "name", "parent_id", "lifecycle_status", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    parent_id: str
    lifecycle_status: str
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., parent_id: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class ResourceCatalog(_message.Message):
    __slots__ = ("id", "version", "name", "category", "lifecycle_status", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    category: _containers.RepeatedScalarFieldContainer[str]
    lifecycle_status: str
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., category: _Optional[_Iterable[str]] = ..., lifecycle_status: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class ResourcePool(_message.Message):
    __slots__ = ("id", "resource_specification_id", "number_range", "address_prefix", "stock", "site")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_RANGE_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_PREFIX_FIELD_NUMBER: _ClassVar[int]
    STOCK_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    id: str
    resource_specification_id: str
    number_range: NumberRange
    address_prefix: AddressPrefix
    stock: Stock
    site: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., number_range: _Optional[_Union[NumberRange, _Mapping]] = ..., address_prefix: _Optional[_Union[AddressPrefix, _Mapping]] = ..., stock: _Optional[_Union[Stock, _Mapping]] = ..., site: _Optional[_Iterable[str]] = ...) -> None: ...

class NumberRange(_message.Message):
    __slots__ = ("first", "last")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    first: int
    last: int
    def __init__(self, first: _Optional[int] = ..., last: _Optional[int] = ...) -> None: ...

class AddressPrefix(_message.Message):
    __slots__ = ("cidr",)
    CIDR_FIELD_NUMBER: _ClassVar[int]
    cidr: str
    def __init__(self, cidr: _Optional[str] = ...) -> None: ...

class Stock(_message.Message):
    __slots__ = ("pattern", "count")
    PATTERN_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    pattern: str
    count: int
    def __init__(self, pattern: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...
