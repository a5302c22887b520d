import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReconciliationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RECONCILIATION_STATE_UNSPECIFIED: _ClassVar[ReconciliationState]
    RECONCILIATION_STATE_RUNNING: _ClassVar[ReconciliationState]
    RECONCILIATION_STATE_COMPLETED: _ClassVar[ReconciliationState]
    RECONCILIATION_STATE_FAILED: _ClassVar[ReconciliationState]

class MismatchState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MISMATCH_STATE_UNSPECIFIED: _ClassVar[MismatchState]
    MISMATCH_STATE_OPEN: _ClassVar[MismatchState]
    MISMATCH_STATE_REPAIRING: _ClassVar[MismatchState]
    MISMATCH_STATE_RETRYING: _ClassVar[MismatchState]
    MISMATCH_STATE_HELD: _ClassVar[MismatchState]
    MISMATCH_STATE_IGNORED: _ClassVar[MismatchState]
    MISMATCH_STATE_REPAIRED: _ClassVar[MismatchState]
    MISMATCH_STATE_GONE: _ClassVar[MismatchState]
RECONCILIATION_STATE_UNSPECIFIED: ReconciliationState
RECONCILIATION_STATE_RUNNING: ReconciliationState
RECONCILIATION_STATE_COMPLETED: ReconciliationState
RECONCILIATION_STATE_FAILED: ReconciliationState
MISMATCH_STATE_UNSPECIFIED: MismatchState
MISMATCH_STATE_OPEN: MismatchState
MISMATCH_STATE_REPAIRING: MismatchState
MISMATCH_STATE_RETRYING: MismatchState
MISMATCH_STATE_HELD: MismatchState
MISMATCH_STATE_IGNORED: MismatchState
MISMATCH_STATE_REPAIRED: MismatchState
MISMATCH_STATE_GONE: MismatchState

class Count(_message.Message):
    __slots__ = ("between", "difference", "count")
    BETWEEN_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    between: str
    difference: str
    count: int
    def __init__(self, between: _Optional[str] = ..., difference: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...

class Reconciliation(_message.Message):
    __slots__ = ("id", "version", "state", "started_at", "ended_at", "by", "why", "policy", "products_until", "products_done", "services_done", "products", "services", "left_out", "found", "reason")
    class PolicyEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_UNTIL_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_DONE_FIELD_NUMBER: _ClassVar[int]
    SERVICES_DONE_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: ReconciliationState
    started_at: _timestamp_pb2.Timestamp
    ended_at: _timestamp_pb2.Timestamp
    by: str
    why: str
    policy: _containers.ScalarMap[str, str]
    products_until: str
    products_done: bool
    services_done: bool
    products: int
    services: int
    left_out: int
    found: _containers.RepeatedCompositeFieldContainer[Count]
    reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[ReconciliationState, str]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by: _Optional[str] = ..., why: _Optional[str] = ..., policy: _Optional[_Mapping[str, str]] = ..., products_until: _Optional[str] = ..., products_done: _Optional[bool] = ..., services_done: _Optional[bool] = ..., products: _Optional[int] = ..., services: _Optional[int] = ..., left_out: _Optional[int] = ..., found: _Optional[_Iterable[_Union[Count, _Mapping]]] = ..., reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ...) -> None: ...

class Mismatch(_message.Message):
    __slots__ = ("id", "version", "state", "between", "difference", "subject_id", "service_id", "product_id", "specification_id", "upper_json", "lower_json", "found_at", "seen_at", "reconciliation_id", "repair", "attempt", "by", "why", "reason", "fallout_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    BETWEEN_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    SPECIFICATION_ID_FIELD_NUMBER: _ClassVar[int]
    UPPER_JSON_FIELD_NUMBER: _ClassVar[int]
    LOWER_JSON_FIELD_NUMBER: _ClassVar[int]
    FOUND_AT_FIELD_NUMBER: _ClassVar[int]
    SEEN_AT_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATION_ID_FIELD_NUMBER: _ClassVar[int]
    REPAIR_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FALLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: MismatchState
    between: str
    difference: str
    subject_id: str
    service_id: str
    product_id: str
    specification_id: str
    upper_json: str
    lower_json: str
    found_at: _timestamp_pb2.Timestamp
    seen_at: _timestamp_pb2.Timestamp
    reconciliation_id: str
    repair: str
    attempt: int
    by: str
    why: str
    reason: _common_pb2.Reason
    fallout_id: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[MismatchState, str]] = ..., between: _Optional[str] = ..., difference: _Optional[str] = ..., subject_id: _Optional[str] = ..., service_id: _Optional[str] = ..., product_id: _Optional[str] = ..., specification_id: _Optional[str] = ..., upper_json: _Optional[str] = ..., lower_json: _Optional[str] = ..., found_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., seen_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reconciliation_id: _Optional[str] = ..., repair: _Optional[str] = ..., attempt: _Optional[int] = ..., by: _Optional[str] = ..., why: _Optional[str] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., fallout_id: _Optional[str] = ...) -> None: ...

class StartReconciliationRequest(_message.Message):
    __slots__ = ("policy", "by", "why")
    class PolicyEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    POLICY_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    policy: _containers.ScalarMap[str, str]
    by: str
    why: str
    def __init__(self, policy: _Optional[_Mapping[str, str]] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class GetReconciliationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListReconciliationsRequest(_message.Message):
    __slots__ = ("page", "state")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    state: _containers.RepeatedScalarFieldContainer[ReconciliationState]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., state: _Optional[_Iterable[_Union[ReconciliationState, str]]] = ...) -> None: ...

class ListReconciliationsResponse(_message.Message):
    __slots__ = ("reconciliation", "total")
    RECONCILIATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    reconciliation: _containers.RepeatedCompositeFieldContainer[Reconciliation]
    total: int
    def __init__(self, reconciliation: _Optional[_Iterable[_Union[Reconciliation, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class GetMismatchRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListMismatchesRequest(_message.Message):
    __slots__ = ("page", "state", "between", "difference", "service_id", "product_id", "reconciliation_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    BETWEEN_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATION_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    state: _containers.RepeatedScalarFieldContainer[MismatchState]
    between: _containers.RepeatedScalarFieldContainer[str]
    difference: _containers.RepeatedScalarFieldContainer[str]
    service_id: _containers.RepeatedScalarFieldContainer[str]
    product_id: _containers.RepeatedScalarFieldContainer[str]
    reconciliation_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., state: _Optional[_Iterable[_Union[MismatchState, str]]] = ..., between: _Optional[_Iterable[str]] = ..., difference: _Optional[_Iterable[str]] = ..., service_id: _Optional[_Iterable[str]] = ..., product_id: _Optional[_Iterable[str]] = ..., reconciliation_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListMismatchesResponse(_message.Message):
    __slots__ = ("mismatch", "total")
    MISMATCH_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    mismatch: _containers.RepeatedCompositeFieldContainer[Mismatch]
    total: int
    def __init__(self, mismatch: _Optional[_Iterable[_Union[Mismatch, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class RepairMismatchRequest(_message.Message):
    __slots__ = ("id", "repair", "by", "why")
    ID_FIELD_NUMBER: _ClassVar[int]
    REPAIR_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    id: str
    repair: str
    by: str
    why: str
    def __init__(self, id: _Optional[str] = ..., repair: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class Schedule(_message.Message):
    __slots__ = ("version", "every_seconds", "policy", "by", "why", "next_at", "reconciliation_id")
    class PolicyEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VERSION_FIELD_NUMBER: _ClassVar[int]
    EVERY_SECONDS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    NEXT_AT_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATION_ID_FIELD_NUMBER: _ClassVar[int]
    version: int
    every_seconds: int
    policy: _containers.ScalarMap[str, str]
    by: str
    why: str
    next_at: _timestamp_pb2.Timestamp
    reconciliation_id: str
    def __init__(self, version: _Optional[int] = ..., every_seconds: _Optional[int] = ..., policy: _Optional[_Mapping[str, str]] = ..., by: _Optional[str] = ..., why: _Optional[str] = ..., next_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reconciliation_id: _Optional[str] = ...) -> None: ...

class GetScheduleRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class SetScheduleRequest(_message.Message):
    __slots__ = ("every_seconds", "policy", "by", "why")
    class PolicyEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    EVERY_SECONDS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    every_seconds: int
    policy: _containers.ScalarMap[str, str]
    by: str
    why: str
    def __init__(self, every_seconds: _Optional[int] = ..., policy: _Optional[_Mapping[str, str]] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...
