import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from proto.shared.v1 import query_pb2 as _query_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ServiceOrder(_message.Message):
    __slots__ = ("id", "version", "state", "external_id", "order_date", "completion_date", "item", "requested_start_date", "requested_completion_date", "priority", "related_party", "service_qualification_id", "reason", "description", "category", "start_date", "cancellation_reason", "extension_json", "replayed")
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
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
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
    description: str
    category: str
    start_date: _timestamp_pb2.Timestamp
    cancellation_reason: str
    extension_json: str
    replayed: bool
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., external_id: _Optional[str] = ..., order_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., item: _Optional[_Iterable[_Union[ServiceOrderItem, _Mapping]]] = ..., requested_start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., priority: _Optional[str] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., service_qualification_id: _Optional[str] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., description: _Optional[str] = ..., category: _Optional[str] = ..., start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cancellation_reason: _Optional[str] = ..., extension_json: _Optional[str] = ..., replayed: _Optional[bool] = ...) -> None: ...

class ServiceOrderItem(_message.Message):
    __slots__ = ("id", "action", "state", "part", "reason", "service", "quantity", "relationship", "item", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    state: str
    part: _containers.RepeatedCompositeFieldContainer[ServiceOrderPart]
    reason: _common_pb2.Reason
    service: Service
    quantity: int
    relationship: _containers.RepeatedCompositeFieldContainer[ServiceOrderItemRelationship]
    item: _containers.RepeatedCompositeFieldContainer[ServiceOrderItem]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., state: _Optional[str] = ..., part: _Optional[_Iterable[_Union[ServiceOrderPart, _Mapping]]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., service: _Optional[_Union[Service, _Mapping]] = ..., quantity: _Optional[int] = ..., relationship: _Optional[_Iterable[_Union[ServiceOrderItemRelationship, _Mapping]]] = ..., item: _Optional[_Iterable[_Union[ServiceOrderItem, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ServiceOrderItemRelationship(_message.Message):
    __slots__ = ("relationship_type", "order_item", "extension_json")
    RELATIONSHIP_TYPE_FIELD_NUMBER: _ClassVar[int]
    ORDER_ITEM_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    relationship_type: str
    order_item: ServiceOrderItemRef
    extension_json: str
    def __init__(self, relationship_type: _Optional[str] = ..., order_item: _Optional[_Union[ServiceOrderItemRef, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ServiceOrderItemRef(_message.Message):
    __slots__ = ("item_id", "service_order_id", "extension_json", "id")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    service_order_id: str
    extension_json: str
    id: str
    def __init__(self, item_id: _Optional[str] = ..., service_order_id: _Optional[str] = ..., extension_json: _Optional[str] = ..., id: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("id", "role", "referred_type", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    role: str
    referred_type: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., role: _Optional[str] = ..., referred_type: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CreateServiceOrderRequest(_message.Message):
    __slots__ = ("service_order", "idempotency_key")
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    service_order: ServiceOrder
    idempotency_key: str
    def __init__(self, service_order: _Optional[_Union[ServiceOrder, _Mapping]] = ..., idempotency_key: _Optional[str] = ...) -> None: ...

class GetServiceOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServiceOrdersRequest(_message.Message):
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

class ListServiceOrdersResponse(_message.Message):
    __slots__ = ("service_order", "total")
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service_order: _containers.RepeatedCompositeFieldContainer[ServiceOrder]
    total: int
    def __init__(self, service_order: _Optional[_Iterable[_Union[ServiceOrder, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateServiceOrderRequest(_message.Message):
    __slots__ = ("service_order", "if_version")
    SERVICE_ORDER_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    service_order: ServiceOrder
    if_version: int
    def __init__(self, service_order: _Optional[_Union[ServiceOrder, _Mapping]] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteServiceOrderRequest(_message.Message):
    __slots__ = ("id", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteServiceOrderResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CancelServiceOrderRequest(_message.Message):
    __slots__ = ("service_order_id", "cancellation_reason", "requested_cancellation_date", "id", "extension_json")
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    service_order_id: str
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    id: str
    extension_json: str
    def __init__(self, service_order_id: _Optional[str] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., id: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class Cancellation(_message.Message):
    __slots__ = ("id", "version", "state", "service_order_id", "cancellation_reason", "requested_cancellation_date", "effective_cancellation_date", "reason", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CANCELLATION_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    service_order_id: str
    cancellation_reason: str
    requested_cancellation_date: _timestamp_pb2.Timestamp
    effective_cancellation_date: _timestamp_pb2.Timestamp
    reason: _common_pb2.Reason
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., service_order_id: _Optional[str] = ..., cancellation_reason: _Optional[str] = ..., requested_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_cancellation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class GetCancellationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCancellationsRequest(_message.Message):
    __slots__ = ("page", "id", "service_order_id", "state", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    service_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., service_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListCancellationsResponse(_message.Message):
    __slots__ = ("cancellation", "total")
    CANCELLATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    cancellation: _containers.RepeatedCompositeFieldContainer[Cancellation]
    total: int
    def __init__(self, cancellation: _Optional[_Iterable[_Union[Cancellation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Service(_message.Message):
    __slots__ = ("id", "version", "state", "name", "characteristic", "supporting_resource", "service_order_id", "product_order_id", "open_service_order_id", "supporting_service", "place", "related_entity", "service_specification", "service_date", "start_date", "end_date", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_RESOURCE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    OPEN_SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_SERVICE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    RELATED_ENTITY_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_DATE_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    name: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    supporting_resource: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    service_order_id: str
    product_order_id: str
    open_service_order_id: str
    supporting_service: _containers.RepeatedCompositeFieldContainer[_common_pb2.Ref]
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    related_entity: _containers.RepeatedCompositeFieldContainer[RelatedEntity]
    service_specification: ServiceSpecificationRef
    service_date: _timestamp_pb2.Timestamp
    start_date: _timestamp_pb2.Timestamp
    end_date: _timestamp_pb2.Timestamp
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., name: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., supporting_resource: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., service_order_id: _Optional[str] = ..., product_order_id: _Optional[str] = ..., open_service_order_id: _Optional[str] = ..., supporting_service: _Optional[_Iterable[_Union[_common_pb2.Ref, _Mapping]]] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ..., related_entity: _Optional[_Iterable[_Union[RelatedEntity, _Mapping]]] = ..., service_specification: _Optional[_Union[ServiceSpecificationRef, _Mapping]] = ..., service_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., start_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ServiceSpecificationRef(_message.Message):
    __slots__ = ("id", "version", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CreateServiceRequest(_message.Message):
    __slots__ = ("service",)
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    service: Service
    def __init__(self, service: _Optional[_Union[Service, _Mapping]] = ...) -> None: ...

class GetServiceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServicesRequest(_message.Message):
    __slots__ = ("page", "id", "product_order_id", "state", "product_id", "service_specification_id", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    product_order_id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    product_id: _containers.RepeatedScalarFieldContainer[str]
    service_specification_id: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., product_order_id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., product_id: _Optional[_Iterable[str]] = ..., service_specification_id: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListServicesResponse(_message.Message):
    __slots__ = ("service", "total")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service: _containers.RepeatedCompositeFieldContainer[Service]
    total: int
    def __init__(self, service: _Optional[_Iterable[_Union[Service, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateServiceRequest(_message.Message):
    __slots__ = ("service", "if_version")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    service: Service
    if_version: int
    def __init__(self, service: _Optional[_Union[Service, _Mapping]] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteServiceRequest(_message.Message):
    __slots__ = ("id", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteServiceResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
