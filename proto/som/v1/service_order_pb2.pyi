import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ServiceOrder(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "order_date", "completion_date", "service_id", "service_specification_id", "action", "characteristic", "resource_order_id", "activation_key", "activation_attempts", "reason", "questions")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_KEY_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    external_id: str
    order_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    service_id: str
    service_specification_id: str
    action: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    resource_order_id: str
    activation_key: str
    activation_attempts: int
    reason: _common_pb2.Reason
    questions: int
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., service_id: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., action: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., resource_order_id: _Optional[str] = ..., activation_key: _Optional[str] = ..., activation_attempts: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., questions: _Optional[int] = ...) -> None: ...

class GetServiceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServiceOrdersRequest(_message.Message):
    __slots__ = ("page", "external_id", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    external_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., external_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class ListServiceOrdersResponse(_message.Message):
    __slots__ = ("service_order", "total")
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service_order: _containers.RepeatedCompositeFieldContainer[ServiceOrder]
    total: int
    def __init__(self, service_order: _Optional[_Iterable[_Union[ServiceOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Service(_message.Message):
    __slots__ = ("id", "version", "state", "name", "service_specification_id", "characteristic", "supporting_resource", "service_order_id", "product_order_id", "open_service_order_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_RESOURCE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    OPEN_SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    name: str
    service_specification_id: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    supporting_resource: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    service_order_id: str
    product_order_id: str
    open_service_order_id: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., name: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., supporting_resource: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., service_order_id: _Optional[str] = ..., product_order_id: _Optional[str] = ..., open_service_order_id: _Optional[str] = ...) -> None: ...

class ListServicesRequest(_message.Message):
    __slots__ = ("page", "id", "product_order_id", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    product_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., product_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class ListServicesResponse(_message.Message):
    __slots__ = ("service", "total")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service: _containers.RepeatedCompositeFieldContainer[Service]
    total: int
    def __init__(self, service: _Optional[_Iterable[_Union[Service, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class LoadServiceCatalogRequest(_message.Message):
    __slots__ = ("service_specification",)
    SERVICE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    service_specification: _containers.RepeatedCompositeFieldContainer[ServiceSpecification]
    def __init__(self, service_specification: _Optional[_Iterable[_Union[ServiceSpecification, _Mapping]]] = ...) -> None: ...

class LoadServiceCatalogResponse(_message.Message):
    __slots__ = ("added",)
    ADDED_FIELD_NUMBER: _ClassVar[int]
    added: int
    def __init__(self, added: _Optional[int] = ...) -> None: ...

class ServiceSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "resource_component", "activation")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_COMPONENT_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    resource_component: _containers.RepeatedCompositeFieldContainer[ResourceComponent]
    activation: Activation
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., resource_component: _Optional[_Iterable[_Union[ResourceComponent, _Mapping]]] = ..., activation: _Optional[_Union[Activation, _Mapping]] = ...) -> None: ...

class ResourceComponent(_message.Message):
    __slots__ = ("name", "resource_specification_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    resource_specification_id: str
    def __init__(self, name: _Optional[str] = ..., resource_specification_id: _Optional[str] = ...) -> None: ...

class Activation(_message.Message):
    __slots__ = ("attempts", "back_off_seconds", "answer_within_seconds", "parameter")
    class ParameterEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _struct_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ...) -> None: ...
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    BACK_OFF_SECONDS_FIELD_NUMBER: _ClassVar[int]
    ANSWER_WITHIN_SECONDS_FIELD_NUMBER: _ClassVar[int]
    PARAMETER_FIELD_NUMBER: _ClassVar[int]
    attempts: int
    back_off_seconds: float
    answer_within_seconds: float
    parameter: _containers.MessageMap[str, _struct_pb2.Value]
    def __init__(self, attempts: _Optional[int] = ..., back_off_seconds: _Optional[float] = ..., answer_within_seconds: _Optional[float] = ..., parameter: _Optional[_Mapping[str, _struct_pb2.Value]] = ...) -> None: ...
