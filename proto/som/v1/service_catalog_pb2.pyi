from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LoadServiceCatalogRequest(_message.Message):
    __slots__ = ("service_specification", "service_candidate", "service_category", "service_catalog", "serving_area")
    SERVICE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    SERVICE_CATALOG_FIELD_NUMBER: _ClassVar[int]
    SERVING_AREA_FIELD_NUMBER: _ClassVar[int]
    service_specification: _containers.RepeatedCompositeFieldContainer[ServiceSpecification]
    service_candidate: _containers.RepeatedCompositeFieldContainer[ServiceCandidate]
    service_category: _containers.RepeatedCompositeFieldContainer[ServiceCategory]
    service_catalog: _containers.RepeatedCompositeFieldContainer[ServiceCatalog]
    serving_area: _containers.RepeatedCompositeFieldContainer[ServingArea]
    def __init__(self, service_specification: _Optional[_Iterable[_Union[ServiceSpecification, _Mapping]]] = ..., service_candidate: _Optional[_Iterable[_Union[ServiceCandidate, _Mapping]]] = ..., service_category: _Optional[_Iterable[_Union[ServiceCategory, _Mapping]]] = ..., service_catalog: _Optional[_Iterable[_Union[ServiceCatalog, _Mapping]]] = ..., serving_area: _Optional[_Iterable[_Union[ServingArea, _Mapping]]] = ...) -> None: ...

class LoadServiceCatalogResponse(_message.Message):
    __slots__ = ("added",)
    ADDED_FIELD_NUMBER: _ClassVar[int]
    added: int
    def __init__(self, added: _Optional[int] = ...) -> None: ...

class ServiceSpecification(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "resource_component", "activation", "facing", "service_component", "technology", "alternative", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_COMPONENT_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_FIELD_NUMBER: _ClassVar[int]
    FACING_FIELD_NUMBER: _ClassVar[int]
    SERVICE_COMPONENT_FIELD_NUMBER: _ClassVar[int]
    TECHNOLOGY_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    resource_component: _containers.RepeatedCompositeFieldContainer[ResourceComponent]
    activation: Activation
    facing: str
    service_component: _containers.RepeatedCompositeFieldContainer[ServiceComponent]
    technology: str
    alternative: _containers.RepeatedScalarFieldContainer[str]
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., resource_component: _Optional[_Iterable[_Union[ResourceComponent, _Mapping]]] = ..., activation: _Optional[_Union[Activation, _Mapping]] = ..., facing: _Optional[str] = ..., service_component: _Optional[_Iterable[_Union[ServiceComponent, _Mapping]]] = ..., technology: _Optional[str] = ..., alternative: _Optional[_Iterable[str]] = ..., description: _Optional[str] = ...) -> None: ...

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

class ServiceComponent(_message.Message):
    __slots__ = ("name", "service_specification_id", "requires", "characteristic", "result")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    name: str
    service_specification_id: str
    requires: _containers.RepeatedScalarFieldContainer[str]
    characteristic: _containers.RepeatedCompositeFieldContainer[ServiceCharacteristicMapping]
    result: _containers.RepeatedCompositeFieldContainer[ServiceCharacteristicMapping]
    def __init__(self, name: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., requires: _Optional[_Iterable[str]] = ..., characteristic: _Optional[_Iterable[_Union[ServiceCharacteristicMapping, _Mapping]]] = ..., result: _Optional[_Iterable[_Union[ServiceCharacteristicMapping, _Mapping]]] = ...) -> None: ...

class ServiceCharacteristicMapping(_message.Message):
    __slots__ = ("name", "source", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    source: str
    value: _struct_pb2.Value
    def __init__(self, name: _Optional[str] = ..., source: _Optional[str] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ...) -> None: ...

class ServiceCandidate(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "service_specification_id", "category", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    service_specification_id: str
    category: _containers.RepeatedScalarFieldContainer[str]
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., category: _Optional[_Iterable[str]] = ..., description: _Optional[str] = ...) -> None: ...

class ServiceCategory(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "parent_id", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    parent_id: str
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., parent_id: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class ServiceCatalog(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "category", "description")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    category: _containers.RepeatedScalarFieldContainer[str]
    description: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., category: _Optional[_Iterable[str]] = ..., description: _Optional[str] = ...) -> None: ...

class ServingArea(_message.Message):
    __slots__ = ("id", "version", "name", "lifecycle_status", "prefix", "site")
    class SiteEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    lifecycle_status: str
    prefix: _containers.RepeatedScalarFieldContainer[str]
    site: _containers.ScalarMap[str, str]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., prefix: _Optional[_Iterable[str]] = ..., site: _Optional[_Mapping[str, str]] = ...) -> None: ...
