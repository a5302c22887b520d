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

class ProductStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRODUCT_STATUS_UNSPECIFIED: _ClassVar[ProductStatus]
    PRODUCT_STATUS_CREATED: _ClassVar[ProductStatus]
    PRODUCT_STATUS_PENDING_ACTIVE: _ClassVar[ProductStatus]
    PRODUCT_STATUS_CANCELLED: _ClassVar[ProductStatus]
    PRODUCT_STATUS_ACTIVE: _ClassVar[ProductStatus]
    PRODUCT_STATUS_PENDING_TERMINATE: _ClassVar[ProductStatus]
    PRODUCT_STATUS_TERMINATED: _ClassVar[ProductStatus]
    PRODUCT_STATUS_SUSPENDED: _ClassVar[ProductStatus]
    PRODUCT_STATUS_ABORTED: _ClassVar[ProductStatus]
PRODUCT_STATUS_UNSPECIFIED: ProductStatus
PRODUCT_STATUS_CREATED: ProductStatus
PRODUCT_STATUS_PENDING_ACTIVE: ProductStatus
PRODUCT_STATUS_CANCELLED: ProductStatus
PRODUCT_STATUS_ACTIVE: ProductStatus
PRODUCT_STATUS_PENDING_TERMINATE: ProductStatus
PRODUCT_STATUS_TERMINATED: ProductStatus
PRODUCT_STATUS_SUSPENDED: ProductStatus
PRODUCT_STATUS_ABORTED: ProductStatus

class Product(_message.Message):
    __slots__ = ("id", "version", "status", "name", "order_date", "start_date", "product_offering", "product_specification", "characteristic", "related_party", "product_order_item", "realizing_service", "extension_json", "termination_date", "open_order_id", "place", "billing_account")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RELATED_PARTY_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ITEM_FIELD_NUMBER: _ClassVar[int]
    REALIZING_SERVICE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_DATE_FIELD_NUMBER: _ClassVar[int]
    OPEN_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    BILLING_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    status: ProductStatus
    name: str
    order_date: _timestamp_pb2.Timestamp
    start_date: _timestamp_pb2.Timestamp
    product_offering: _common_pb2.Ref
    product_specification: _common_pb2.Ref
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    related_party: _containers.RepeatedCompositeFieldContainer[_common_pb2.RelatedParty]
    product_order_item: _containers.RepeatedCompositeFieldContainer[OrderItemRef]
    realizing_service: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    extension_json: str
    termination_date: _timestamp_pb2.Timestamp
    open_order_id: str
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    billing_account: _common_pb2.Ref
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[_Union[ProductStatus, str]] = ..., name: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., product_offering: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., product_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., product_order_item: _Optional[_Iterable[_Union[OrderItemRef, _Mapping]]] = ..., realizing_service: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., extension_json: _Optional[str] = ..., termination_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., open_order_id: _Optional[str] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ..., billing_account: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class OrderItemRef(_message.Message):
    __slots__ = ("product_order_id", "order_item_id", "order_item_action", "extension_json")
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_ITEM_ACTION_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    product_order_id: str
    order_item_id: str
    order_item_action: str
    extension_json: str
    def __init__(self, product_order_id: _Optional[str] = ..., order_item_id: _Optional[str] = ..., order_item_action: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CreateProductRequest(_message.Message):
    __slots__ = ("product",)
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    product: Product
    def __init__(self, product: _Optional[_Union[Product, _Mapping]] = ...) -> None: ...

class UpdateProductRequest(_message.Message):
    __slots__ = ("product", "if_version")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    product: Product
    if_version: int
    def __init__(self, product: _Optional[_Union[Product, _Mapping]] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteProductRequest(_message.Message):
    __slots__ = ("id", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteProductResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetProductRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListProductsRequest(_message.Message):
    __slots__ = ("page", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListProductsResponse(_message.Message):
    __slots__ = ("product", "total")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    product: _containers.RepeatedCompositeFieldContainer[Product]
    total: int
    def __init__(self, product: _Optional[_Iterable[_Union[Product, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...
