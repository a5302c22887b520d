import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Activation(_message.Message):
    __slots__ = ("id", "version", "state", "service_id", "service_order_id", "service_specification_id", "requests", "applications", "reason", "completion_date", "operation")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    APPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    service_id: str
    service_order_id: str
    service_specification_id: str
    requests: int
    applications: int
    reason: _common_pb2.Reason
    completion_date: _timestamp_pb2.Timestamp
    operation: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., service_id: _Optional[str] = ..., service_order_id: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., requests: _Optional[int] = ..., applications: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., operation: _Optional[str] = ...) -> None: ...

class ListActivationsRequest(_message.Message):
    __slots__ = ("page", "id", "service_order_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    service_order_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., service_order_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListActivationsResponse(_message.Message):
    __slots__ = ("activation", "total")
    ACTIVATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    activation: _containers.RepeatedCompositeFieldContainer[Activation]
    total: int
    def __init__(self, activation: _Optional[_Iterable[_Union[Activation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Configuration(_message.Message):
    __slots__ = ("service_id", "network_element", "characteristic", "applications")
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NETWORK_ELEMENT_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    APPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    service_id: str
    network_element: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    applications: int
    def __init__(self, service_id: _Optional[str] = ..., network_element: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., applications: _Optional[int] = ...) -> None: ...

class ListConfigurationsRequest(_message.Message):
    __slots__ = ("page", "service_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    service_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., service_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListConfigurationsResponse(_message.Message):
    __slots__ = ("configuration", "total")
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    configuration: _containers.RepeatedCompositeFieldContainer[Configuration]
    total: int
    def __init__(self, configuration: _Optional[_Iterable[_Union[Configuration, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class LoadScenarioRequest(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: _containers.RepeatedCompositeFieldContainer[Rule]
    def __init__(self, rule: _Optional[_Iterable[_Union[Rule, _Mapping]]] = ...) -> None: ...

class LoadScenarioResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Rule(_message.Message):
    __slots__ = ("service_specification_id", "delay_seconds", "fail_times", "refuse", "silent", "answer_twice", "operation")
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    DELAY_SECONDS_FIELD_NUMBER: _ClassVar[int]
    FAIL_TIMES_FIELD_NUMBER: _ClassVar[int]
    REFUSE_FIELD_NUMBER: _ClassVar[int]
    SILENT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_TWICE_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    service_specification_id: str
    delay_seconds: float
    fail_times: int
    refuse: bool
    silent: bool
    answer_twice: bool
    operation: str
    def __init__(self, service_specification_id: _Optional[str] = ..., delay_seconds: _Optional[float] = ..., fail_times: _Optional[int] = ..., refuse: _Optional[bool] = ..., silent: _Optional[bool] = ..., answer_twice: _Optional[bool] = ..., operation: _Optional[str] = ...) -> None: ...
