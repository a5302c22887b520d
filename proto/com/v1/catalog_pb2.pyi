from google.protobuf import struct_pb2 as _struct_pb2
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
    __slots__ = ("id", "version", "name", "description", "lifecycle_status", "is_bundle", "product_specification_id", "bundled_product_offering")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    IS_BUNDLE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    BUNDLED_PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    description: str
    lifecycle_status: str
    is_bundle: bool
    product_specification_id: str
    bundled_product_offering: _containers.RepeatedCompositeFieldContainer[BundledProductOffering]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., description: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., is_bundle: _Optional[bool] = ..., product_specification_id: _Optional[str] = ..., bundled_product_offering: _Optional[_Iterable[_Union[BundledProductOffering, _Mapping]]] = ...) -> None: ...

class BundledProductOffering(_message.Message):
    __slots__ = ("id", "minimum", "maximum")
    ID_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    id: str
    minimum: int
    maximum: int
    def __init__(self, id: _Optional[str] = ..., minimum: _Optional[int] = ..., maximum: _Optional[int] = ...) -> None: ...

class ProductSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "characteristic", "service_component")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SERVICE_COMPONENT_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    characteristic: _containers.RepeatedCompositeFieldContainer[CharacteristicSpecification]
    service_component: _containers.RepeatedCompositeFieldContainer[ServiceComponent]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[CharacteristicSpecification, _Mapping]]] = ..., service_component: _Optional[_Iterable[_Union[ServiceComponent, _Mapping]]] = ...) -> None: ...

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
    __slots__ = ("service_specification_id", "requires", "characteristic", "result", "time_limit_seconds")
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    TIME_LIMIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    service_specification_id: str
    requires: _containers.RepeatedScalarFieldContainer[str]
    characteristic: _containers.RepeatedCompositeFieldContainer[CharacteristicMapping]
    result: _containers.RepeatedCompositeFieldContainer[CharacteristicMapping]
    time_limit_seconds: int
    def __init__(self, service_specification_id: _Optional[str] = ..., requires: _Optional[_Iterable[str]] = ..., characteristic: _Optional[_Iterable[_Union[CharacteristicMapping, _Mapping]]] = ..., result: _Optional[_Iterable[_Union[CharacteristicMapping, _Mapping]]] = ..., time_limit_seconds: _Optional[int] = ...) -> None: ...

class CharacteristicMapping(_message.Message):
    __slots__ = ("target", "source", "value")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    target: str
    source: str
    value: _struct_pb2.Value
    def __init__(self, target: _Optional[str] = ..., source: _Optional[str] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ...) -> None: ...
