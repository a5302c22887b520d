import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ResourceOrder(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "order_date", "completion_date", "item", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    external_id: str
    order_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    item: _containers.RepeatedCompositeFieldContainer[ResourceOrderItem]
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ResourceOrderItem, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class ResourceOrderItem(_message.Message):
    __slots__ = ("id", "action", "state", "resource_specification_id", "resource_id", "value")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    state: str
    resource_specification_id: str
    resource_id: str
    value: str
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., state: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., resource_id: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class GetResourceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListResourceOrdersRequest(_message.Message):
    __slots__ = ("page", "external_id", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    external_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., external_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class ListResourceOrdersResponse(_message.Message):
    __slots__ = ("resource_order", "total")
    RESOURCE_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    resource_order: _containers.RepeatedCompositeFieldContainer[ResourceOrder]
    total: int
    def __init__(self, resource_order: _Optional[_Iterable[_Union[ResourceOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Resource(_message.Message):
    __slots__ = ("id", "version", "status", "name", "resource_specification_id", "pool_id", "value", "resource_order_id", "service_order_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    POOL_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    status: str
    name: str
    resource_specification_id: str
    pool_id: str
    value: str
    resource_order_id: str
    service_order_id: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., name: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., pool_id: _Optional[str] = ..., value: _Optional[str] = ..., resource_order_id: _Optional[str] = ..., service_order_id: _Optional[str] = ...) -> None: ...

class ListResourcesRequest(_message.Message):
    __slots__ = ("page", "id", "service_order_id", "pool_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    POOL_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    service_order_id: _containers.RepeatedScalarFieldContainer[str]
    pool_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., service_order_id: _Optional[_Iterable[str]] = ..., pool_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListResourcesResponse(_message.Message):
    __slots__ = ("resource", "total")
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    resource: _containers.RepeatedCompositeFieldContainer[Resource]
    total: int
    def __init__(self, resource: _Optional[_Iterable[_Union[Resource, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class ListResourcePoolsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListResourcePoolsResponse(_message.Message):
    __slots__ = ("pool",)
    POOL_FIELD_NUMBER: _ClassVar[int]
    pool: _containers.RepeatedCompositeFieldContainer[PoolUsage]
    def __init__(self, pool: _Optional[_Iterable[_Union[PoolUsage, _Mapping]]] = ...) -> None: ...

class PoolUsage(_message.Message):
    __slots__ = ("id", "resource_specification_id", "capacity", "allocated")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    ALLOCATED_FIELD_NUMBER: _ClassVar[int]
    id: str
    resource_specification_id: str
    capacity: int
    allocated: int
    def __init__(self, id: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., capacity: _Optional[int] = ..., allocated: _Optional[int] = ...) -> None: ...

class LoadResourceCatalogRequest(_message.Message):
    __slots__ = ("resource_specification", "resource_pool")
    RESOURCE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_POOL_FIELD_NUMBER: _ClassVar[int]
    resource_specification: _containers.RepeatedCompositeFieldContainer[ResourceSpecification]
    resource_pool: _containers.RepeatedCompositeFieldContainer[ResourcePool]
    def __init__(self, resource_specification: _Optional[_Iterable[_Union[ResourceSpecification, _Mapping]]] = ..., resource_pool: _Optional[_Iterable[_Union[ResourcePool, _Mapping]]] = ...) -> None: ...

class LoadResourceCatalogResponse(_message.Message):
    __slots__ = ("added",)
    ADDED_FIELD_NUMBER: _ClassVar[int]
    added: int
    def __init__(self, added: _Optional[int] = ...) -> None: ...

class ResourceSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ...) -> None: ...

class ResourcePool(_message.Message):
    __slots__ = ("id", "resource_specification_id", "number_range", "address_prefix", "stock")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_RANGE_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_PREFIX_FIELD_NUMBER: _ClassVar[int]
    STOCK_FIELD_NUMBER: _ClassVar[int]
    id: str
    resource_specification_id: str
    number_range: NumberRange
    address_prefix: AddressPrefix
    stock: Stock
    def __init__(self, id: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., number_range: _Optional[_Union[NumberRange, _Mapping]] = ..., address_prefix: _Optional[_Union[AddressPrefix, _Mapping]] = ..., stock: _Optional[_Union[Stock, _Mapping]] = ...) -> None: ...

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
