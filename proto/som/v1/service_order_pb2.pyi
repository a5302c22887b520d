import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ServiceOrder(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "order_date", "completion_date", "item", "requested_start_date", "requested_completion_date", "priority", "related_party", "service_qualification_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_START_DATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    RELATED_PARTY_FIELD_NUMBER: _ClassVar[int]
    SERVICE_QUALIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    external_id: str
    order_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    item: _containers.RepeatedCompositeFieldContainer[ServiceOrderItem]
    requested_start_date: _timestamp_pb2.Timestamp
    requested_completion_date: _timestamp_pb2.Timestamp
    priority: str
    related_party: _containers.RepeatedCompositeFieldContainer[_common_pb2.RelatedParty]
    service_qualification_id: str
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ServiceOrderItem, _Mapping]]] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., priority: _Optional[str] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., service_qualification_id: _Optional[str] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class ServiceOrderItem(_message.Message):
    __slots__ = ("id", "action", "state", "service_id", "service_specification_id", "characteristic", "service_state", "place", "related_entity", "relies_on", "part", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SERVICE_STATE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    RELATED_ENTITY_FIELD_NUMBER: _ClassVar[int]
    RELIES_ON_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    state: str
    service_id: str
    service_specification_id: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    service_state: str
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    related_entity: _containers.RepeatedCompositeFieldContainer[RelatedEntity]
    relies_on: _containers.RepeatedScalarFieldContainer[str]
    part: _containers.RepeatedCompositeFieldContainer[ServiceOrderPart]
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., state: _Optional[str] = ..., service_id: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., service_state: _Optional[str] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ..., related_entity: _Optional[_Iterable[_Union[RelatedEntity, _Mapping]]] = ..., relies_on: _Optional[_Iterable[str]] = ..., part: _Optional[_Iterable[_Union[ServiceOrderPart, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class ServiceOrderPart(_message.Message):
    __slots__ = ("number", "state", "action", "service_id", "service_specification_id", "service_specification_version", "path", "after", "characteristic", "supporting_resource", "site", "resource_order_id", "release_order_id", "activation_key", "activation_attempts", "questions", "reason")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_VERSION_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_RESOURCE_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    RELEASE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_KEY_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    number: int
    state: str
    action: str
    service_id: str
    service_specification_id: str
    service_specification_version: str
    path: str
    after: _containers.RepeatedScalarFieldContainer[int]
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    supporting_resource: _containers.RepeatedCompositeFieldContainer[SupportingResource]
    site: str
    resource_order_id: str
    release_order_id: str
    activation_key: str
    activation_attempts: int
    questions: int
    reason: _common_pb2.Reason
    def __init__(self, number: _Optional[int] = ..., state: _Optional[str] = ..., action: _Optional[str] = ..., service_id: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., service_specification_version: _Optional[str] = ..., path: _Optional[str] = ..., after: _Optional[_Iterable[int]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., supporting_resource: _Optional[_Iterable[_Union[SupportingResource, _Mapping]]] = ..., site: _Optional[str] = ..., resource_order_id: _Optional[str] = ..., release_order_id: _Optional[str] = ..., activation_key: _Optional[str] = ..., activation_attempts: _Optional[int] = ..., questions: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class SupportingResource(_message.Message):
    __slots__ = ("name", "resource_specification_id", "resource_id", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    resource_specification_id: str
    resource_id: str
    value: str
    def __init__(self, name: _Optional[str] = ..., resource_specification_id: _Optional[str] = ..., resource_id: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class RelatedEntity(_message.Message):
    __slots__ = ("id", "role", "referred_type")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    id: str
    role: str
    referred_type: str
    def __init__(self, id: _Optional[str] = ..., role: _Optional[str] = ..., referred_type: _Optional[str] = ...) -> None: ...

class CreateServiceOrderRequest(_message.Message):
    __slots__ = ("service_order",)
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    service_order: ServiceOrder
    def __init__(self, service_order: _Optional[_Union[ServiceOrder, _Mapping]] = ...) -> None: ...

class GetServiceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServiceOrdersRequest(_message.Message):
    __slots__ = ("page", "external_id", "state", "id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    external_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., external_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListServiceOrdersResponse(_message.Message):
    __slots__ = ("service_order", "total")
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service_order: _containers.RepeatedCompositeFieldContainer[ServiceOrder]
    total: int
    def __init__(self, service_order: _Optional[_Iterable[_Union[ServiceOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class DeleteServiceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteServiceOrderResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CancelServiceOrderRequest(_message.Message):
    __slots__ = ("service_order_id", "cancellation_reason", "requested_cancellation_date", "id")
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    service_order_id: str
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    id: str
    def __init__(self, service_order_id: _Optional[str] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., id: _Optional[str] = ...) -> None: ...

class Cancellation(_message.Message):
    __slots__ = ("id", "version", "state", "service_order_id", "cancellation_reason", "requested_cancellation_date", "effective_cancellation_date", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    service_order_id: str
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    effective_cancellation_date: _timestamp_pb2.Timestamp
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., service_order_id: _Optional[str] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...

class GetCancellationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCancellationsRequest(_message.Message):
    __slots__ = ("page", "id", "service_order_id", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    service_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., service_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ...) -> None: ...

class ListCancellationsResponse(_message.Message):
    __slots__ = ("cancellation", "total")
    CANCELLATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    cancellation: _containers.RepeatedCompositeFieldContainer[Cancellation]
    total: int
    def __init__(self, cancellation: _Optional[_Iterable[_Union[Cancellation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Service(_message.Message):
    __slots__ = ("id", "version", "state", "name", "service_specification_id", "characteristic", "supporting_resource", "service_order_id", "product_order_id", "open_service_order_id", "service_specification_version", "supporting_service", "place", "related_entity")
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
    SERVICE_SPECIFICATION_VERSION_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_SERVICE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    RELATED_ENTITY_FIELD_NUMBER: _ClassVar[int]
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
    service_specification_version: str
    supporting_service: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    related_entity: _containers.RepeatedCompositeFieldContainer[RelatedEntity]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., name: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., supporting_resource: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., service_order_id: _Optional[str] = ..., product_order_id: _Optional[str] = ..., open_service_order_id: _Optional[str] = ..., service_specification_version: _Optional[str] = ..., supporting_service: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ..., related_entity: _Optional[_Iterable[_Union[RelatedEntity, _Mapping]]] = ...) -> None: ...

class GetServiceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServicesRequest(_message.Message):
    __slots__ = ("page", "id", "product_order_id", "state", "product_id", "service_specification_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    product_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    product_id: _containers.RepeatedScalarFieldContainer[str]
    service_specification_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., product_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., product_id: _Optional[_Iterable[str]] = ..., service_specification_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListServicesResponse(_message.Message):
    __slots__ = ("service", "total")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service: _containers.RepeatedCompositeFieldContainer[Service]
    total: int
    def __init__(self, service: _Optional[_Iterable[_Union[Service, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...
