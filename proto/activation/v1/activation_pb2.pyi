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

class Service(_message.Message):
    __slots__ = ("id", "version", "state", "characteristic", "changed_at", "open_monitor_id", "service_specification", "service_date", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    OPEN_MONITOR_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    changed_at: _timestamp_pb2.Timestamp
    open_monitor_id: _containers.RepeatedScalarFieldContainer[str]
    service_specification: _common_pb2.Ref
    service_date: _timestamp_pb2.Timestamp
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., open_monitor_id: _Optional[_Iterable[str]] = ..., service_specification: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., service_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class CreateServiceRequest(_message.Message):
    __slots__ = ("idempotency_key", "attempt", "service", "wait_seconds")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    WAIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    attempt: int
    service: Service
    wait_seconds: float
    def __init__(self, idempotency_key: _Optional[str] = ..., attempt: _Optional[int] = ..., service: _Optional[_Union[Service, _Mapping]] = ..., wait_seconds: _Optional[float] = ...) -> None: ...

class ModifyServiceRequest(_message.Message):
    __slots__ = ("idempotency_key", "attempt", "id", "state", "characteristic", "service", "if_version", "wait_seconds")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    WAIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    attempt: int
    id: str
    state: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    service: Service
    if_version: int
    wait_seconds: float
    def __init__(self, idempotency_key: _Optional[str] = ..., attempt: _Optional[int] = ..., id: _Optional[str] = ..., state: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., service: _Optional[_Union[Service, _Mapping]] = ..., if_version: _Optional[int] = ..., wait_seconds: _Optional[float] = ...) -> None: ...

class DeleteServiceRequest(_message.Message):
    __slots__ = ("idempotency_key", "attempt", "id", "if_version", "wait_seconds")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    WAIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    attempt: int
    id: str
    if_version: int
    wait_seconds: float
    def __init__(self, idempotency_key: _Optional[str] = ..., attempt: _Optional[int] = ..., id: _Optional[str] = ..., if_version: _Optional[int] = ..., wait_seconds: _Optional[float] = ...) -> None: ...

class GetServiceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServicesRequest(_message.Message):
    __slots__ = ("page", "id", "state", "service_specification_id", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    service_specification_id: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., service_specification_id: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListServicesResponse(_message.Message):
    __slots__ = ("service", "total")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service: _containers.RepeatedCompositeFieldContainer[Service]
    total: int
    def __init__(self, service: _Optional[_Iterable[_Union[Service, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Monitor(_message.Message):
    __slots__ = ("id", "state", "source_href", "request", "response", "attempt", "reason", "activation_state")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_HREF_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_STATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    state: str
    source_href: str
    request: MonitorRequest
    response: MonitorResponse
    attempt: int
    reason: _common_pb2.Reason
    activation_state: str
    def __init__(self, id: _Optional[str] = ..., state: _Optional[str] = ..., source_href: _Optional[str] = ..., request: _Optional[_Union[MonitorRequest, _Mapping]] = ..., response: _Optional[_Union[MonitorResponse, _Mapping]] = ..., attempt: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., activation_state: _Optional[str] = ...) -> None: ...

class MonitorRequest(_message.Message):
    __slots__ = ("method", "to", "header", "body_json")
    METHOD_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    BODY_JSON_FIELD_NUMBER: _ClassVar[int]
    method: str
    to: str
    header: _containers.RepeatedCompositeFieldContainer[Header]
    body_json: str
    def __init__(self, method: _Optional[str] = ..., to: _Optional[str] = ..., header: _Optional[_Iterable[_Union[Header, _Mapping]]] = ..., body_json: _Optional[str] = ...) -> None: ...

class MonitorResponse(_message.Message):
    __slots__ = ("status_code", "header", "body_json")
    STATUS_CODE_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    BODY_JSON_FIELD_NUMBER: _ClassVar[int]
    status_code: str
    header: _containers.RepeatedCompositeFieldContainer[Header]
    body_json: str
    def __init__(self, status_code: _Optional[str] = ..., header: _Optional[_Iterable[_Union[Header, _Mapping]]] = ..., body_json: _Optional[str] = ...) -> None: ...

class Header(_message.Message):
    __slots__ = ("name", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class GetMonitorRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListMonitorsRequest(_message.Message):
    __slots__ = ("page", "id", "state", "service_id", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    service_id: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., service_id: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListMonitorsResponse(_message.Message):
    __slots__ = ("monitor", "total")
    MONITOR_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    monitor: _containers.RepeatedCompositeFieldContainer[Monitor]
    total: int
    def __init__(self, monitor: _Optional[_Iterable[_Union[Monitor, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class Activation(_message.Message):
    __slots__ = ("id", "version", "state", "service_id", "service_order_id", "service_specification_id", "requests", "applications", "reason", "completion_date", "operation", "attempt", "sequence", "wanted_state")
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
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    WANTED_STATE_FIELD_NUMBER: _ClassVar[int]
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
    attempt: int
    sequence: int
    wanted_state: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., service_id: _Optional[str] = ..., service_order_id: _Optional[str] = ..., service_specification_id: _Optional[str] = ..., requests: _Optional[int] = ..., applications: _Optional[int] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., operation: _Optional[str] = ..., attempt: _Optional[int] = ..., sequence: _Optional[int] = ..., wanted_state: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("service_id", "network_element", "characteristic", "applications", "state", "sequence", "changed_at")
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NETWORK_ELEMENT_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    APPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    service_id: str
    network_element: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    applications: int
    state: str
    sequence: int
    changed_at: _timestamp_pb2.Timestamp
    def __init__(self, service_id: _Optional[str] = ..., network_element: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., applications: _Optional[int] = ..., state: _Optional[str] = ..., sequence: _Optional[int] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListConfigurationsRequest(_message.Message):
    __slots__ = ("page", "service_id", "network_element")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NETWORK_ELEMENT_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    service_id: _containers.RepeatedScalarFieldContainer[str]
    network_element: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., service_id: _Optional[_Iterable[str]] = ..., network_element: _Optional[_Iterable[str]] = ...) -> None: ...

class ListConfigurationsResponse(_message.Message):
    __slots__ = ("configuration", "total")
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    configuration: _containers.RepeatedCompositeFieldContainer[Configuration]
    total: int
    def __init__(self, configuration: _Optional[_Iterable[_Union[Configuration, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class WriteConfigurationRequest(_message.Message):
    __slots__ = ("service_id", "network_element", "state", "characteristic")
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NETWORK_ELEMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    service_id: str
    network_element: str
    state: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    def __init__(self, service_id: _Optional[str] = ..., network_element: _Optional[str] = ..., state: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ...) -> None: ...

class RemoveConfigurationRequest(_message.Message):
    __slots__ = ("service_id",)
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    service_id: str
    def __init__(self, service_id: _Optional[str] = ...) -> None: ...

class RemoveConfigurationResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LoadScenarioRequest(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: _containers.RepeatedCompositeFieldContainer[Rule]
    def __init__(self, rule: _Optional[_Iterable[_Union[Rule, _Mapping]]] = ...) -> None: ...

class LoadScenarioResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Rule(_message.Message):
    __slots__ = ("service_specification_id", "delay_seconds", "fail_times", "refuse", "silent", "answer_twice", "operation", "network_element", "characteristic", "one_of", "rate", "seed", "delay_to_seconds")
    SERVICE_SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    DELAY_SECONDS_FIELD_NUMBER: _ClassVar[int]
    FAIL_TIMES_FIELD_NUMBER: _ClassVar[int]
    REFUSE_FIELD_NUMBER: _ClassVar[int]
    SILENT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_TWICE_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    NETWORK_ELEMENT_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    ONE_OF_FIELD_NUMBER: _ClassVar[int]
    RATE_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    DELAY_TO_SECONDS_FIELD_NUMBER: _ClassVar[int]
    service_specification_id: str
    delay_seconds: float
    fail_times: int
    refuse: bool
    silent: bool
    answer_twice: bool
    operation: str
    network_element: str
    characteristic: str
    one_of: _containers.RepeatedCompositeFieldContainer[_struct_pb2.Value]
    rate: float
    seed: str
    delay_to_seconds: float
    def __init__(self, service_specification_id: _Optional[str] = ..., delay_seconds: _Optional[float] = ..., fail_times: _Optional[int] = ..., refuse: _Optional[bool] = ..., silent: _Optional[bool] = ..., answer_twice: _Optional[bool] = ..., operation: _Optional[str] = ..., network_element: _Optional[str] = ..., characteristic: _Optional[str] = ..., one_of: _Optional[_Iterable[_Union[_struct_pb2.Value, _Mapping]]] = ..., rate: _Optional[float] = ..., seed: _Optional[str] = ..., delay_to_seconds: _Optional[float] = ...) -> None: ...
