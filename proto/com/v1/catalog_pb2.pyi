import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LoadProductCatalogRequest(_message.Message):
    __slots__ = ("product_offering", "product_specification")
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    product_offering: _containers.RepeatedCompositeFieldContainer[ProductOffering]
    product_specification: _containers.RepeatedCompositeFieldContainer[ProductSpecification]
    def __init__(self, product_offering: _Optional[_Iterable[_Union[ProductOffering, _Mapping]]] = ..., product_specification: _Optional[_Iterable[_Union[ProductSpecification, _Mapping]]] = ...) -> None: ...

class LoadProductCatalogResponse(_message.Message):
    __slots__ = ("added",)
    ADDED_FIELD_NUMBER: _ClassVar[int]
    added: int
    def __init__(self, added: _Optional[int] = ...) -> None: ...

class ProductOffering(_message.Message):
    __slots__ = ("id", "version", "name", "description", "lifecycle_status", "is_bundle", "product_specification_id", "bundled_product_offering", "valid_from", "valid_to", "channel", "eligible_party", "category")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    IS_BUNDLE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    BUNDLED_PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_TO_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ELIGIBLE_PARTY_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    description: str
    lifecycle_status: str
    is_bundle: bool
    product_specification_id: str
    bundled_product_offering: _containers.RepeatedCompositeFieldContainer[BundledProductOffering]
    valid_from: _timestamp_pb2.Timestamp
    valid_to: _timestamp_pb2.Timestamp
    channel: _containers.RepeatedScalarFieldContainer[str]
    eligible_party: _containers.RepeatedCompositeFieldContainer[EligibleParty]
    category: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., description: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., is_bundle: _Optional[bool] = ..., product_specification_id: _Optional[str] = ..., bundled_product_offering: _Optional[_Iterable[_Union[BundledProductOffering, _Mapping]]] = ..., valid_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., valid_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., channel: _Optional[_Iterable[str]] = ..., eligible_party: _Optional[_Iterable[_Union[EligibleParty, _Mapping]]] = ..., category: _Optional[_Iterable[str]] = ...) -> None: ...

class EligibleParty(_message.Message):
    __slots__ = ("id", "role", "referred_type")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    id: str
    role: str
    referred_type: str
    def __init__(self, id: _Optional[str] = ..., role: _Optional[str] = ..., referred_type: _Optional[str] = ...) -> None: ...

class BundledProductOffering(_message.Message):
    __slots__ = ("id", "minimum", "maximum", "optional")
    ID_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    OPTIONAL_FIELD_NUMBER: _ClassVar[int]
    id: str
    minimum: int
    maximum: int
    optional: bool
    def __init__(self, id: _Optional[str] = ..., minimum: _Optional[int] = ..., maximum: _Optional[int] = ..., optional: _Optional[bool] = ...) -> None: ...

class ProductSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "characteristic", "service_component", "question", "concurrent_orders")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SERVICE_COMPONENT_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    CONCURRENT_ORDERS_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    characteristic: _containers.RepeatedCompositeFieldContainer[CharacteristicSpecification]
    service_component: _containers.RepeatedCompositeFieldContainer[ServiceComponent]
    question: _containers.RepeatedCompositeFieldContainer[Question]
    concurrent_orders: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[CharacteristicSpecification, _Mapping]]] = ..., service_component: _Optional[_Iterable[_Union[ServiceComponent, _Mapping]]] = ..., question: _Optional[_Iterable[_Union[Question, _Mapping]]] = ..., concurrent_orders: _Optional[str] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("name", "text", "limit_seconds")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LIMIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    limit_seconds: int
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ..., limit_seconds: _Optional[int] = ...) -> None: ...

class CharacteristicSpecification(_message.Message):
    __slots__ = ("name", "value_type", "mandatory", "default_value", "allowed_value", "minimum", "maximum")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_TYPE_FIELD_NUMBER: _ClassVar[int]
    MANDATORY_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_VALUE_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_VALUE_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    name: str
    value_type: str
    mandatory: bool
    default_value: _struct_pb2.Value
    allowed_value: _containers.RepeatedCompositeFieldContainer[_struct_pb2.Value]
    minimum: float
    maximum: float
    def __init__(self, name: _Optional[str] = ..., value_type: _Optional[str] = ..., mandatory: _Optional[bool] = ..., default_value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., allowed_value: _Optional[_Iterable[_Union[_struct_pb2.Value, _Mapping]]] = ..., minimum: _Optional[float] = ..., maximum: _Optional[float] = ...) -> None: ...

class ServiceComponent(_message.Message):
    __slots__ = ("service_specification_id", "requires", "characteristic", "result", "time_limit_seconds", "when", "quantity_from", "importance", "retry", "compensation", "point_of_no_return", "on_failure", "expected_seconds")
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    TIME_LIMIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    WHEN_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FROM_FIELD_NUMBER: _ClassVar[int]
    IMPORTANCE_FIELD_NUMBER: _ClassVar[int]
    RETRY_FIELD_NUMBER: _ClassVar[int]
    COMPENSATION_FIELD_NUMBER: _ClassVar[int]
    POINT_OF_NO_RETURN_FIELD_NUMBER: _ClassVar[int]
    ON_FAILURE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    service_specification_id: str
    requires: _containers.RepeatedScalarFieldContainer[str]
    characteristic: _containers.RepeatedCompositeFieldContainer[CharacteristicMapping]
    result: _containers.RepeatedCompositeFieldContainer[CharacteristicMapping]
    time_limit_seconds: int
    when: _containers.RepeatedCompositeFieldContainer[Condition]
    quantity_from: str
    importance: str
    retry: RetryPolicy
    compensation: str
    point_of_no_return: str
    on_failure: str
    expected_seconds: int
    def __init__(self, service_specification_id: _Optional[str] = ..., requires: _Optional[_Iterable[str]] = ..., characteristic: _Optional[_Iterable[_Union[CharacteristicMapping, _Mapping]]] = ..., result: _Optional[_Iterable[_Union[CharacteristicMapping, _Mapping]]] = ..., time_limit_seconds: _Optional[int] = ..., when: _Optional[_Iterable[_Union[Condition, _Mapping]]] = ..., quantity_from: _Optional[str] = ..., importance: _Optional[str] = ..., retry: _Optional[_Union[RetryPolicy, _Mapping]] = ..., compensation: _Optional[str] = ..., point_of_no_return: _Optional[str] = ..., on_failure: _Optional[str] = ..., expected_seconds: _Optional[int] = ...) -> None: ...

class Condition(_message.Message):
    __slots__ = ("characteristic", "one_of", "minimum", "maximum")
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    ONE_OF_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    characteristic: str
    one_of: _containers.RepeatedCompositeFieldContainer[_struct_pb2.Value]
    minimum: float
    maximum: float
    def __init__(self, characteristic: _Optional[str] = ..., one_of: _Optional[_Iterable[_Union[_struct_pb2.Value, _Mapping]]] = ..., minimum: _Optional[float] = ..., maximum: _Optional[float] = ...) -> None: ...

class RetryPolicy(_message.Message):
    __slots__ = ("attempts", "back_off_seconds", "jitter")
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    BACK_OFF_SECONDS_FIELD_NUMBER: _ClassVar[int]
    JITTER_FIELD_NUMBER: _ClassVar[int]
    attempts: int
    back_off_seconds: float
    jitter: float
    def __init__(self, attempts: _Optional[int] = ..., back_off_seconds: _Optional[float] = ..., jitter: _Optional[float] = ...) -> None: ...

class CharacteristicMapping(_message.Message):
    __slots__ = ("target", "source", "value")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    target: str
    source: str
    value: _struct_pb2.Value
    def __init__(self, target: _Optional[str] = ..., source: _Optional[str] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ...) -> None: ...
