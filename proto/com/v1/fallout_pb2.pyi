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

class FalloutState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FALLOUT_STATE_UNSPECIFIED: _ClassVar[FalloutState]
    FALLOUT_STATE_OPEN: _ClassVar[FalloutState]
    FALLOUT_STATE_RESOLVED: _ClassVar[FalloutState]
    FALLOUT_STATE_CLEARED: _ClassVar[FalloutState]
FALLOUT_STATE_UNSPECIFIED: FalloutState
FALLOUT_STATE_OPEN: FalloutState
FALLOUT_STATE_RESOLVED: FalloutState
FALLOUT_STATE_CLEARED: FalloutState

class Fallout(_message.Message):
    __slots__ = ("id", "version", "state", "product_order_id", "item_id", "node_key", "reason", "context_json", "suggested_action", "raised_at", "resolved_at", "action", "by", "why", "mismatch_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    NODE_KEY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_JSON_FIELD_NUMBER: _ClassVar[int]
    SUGGESTED_ACTION_FIELD_NUMBER: _ClassVar[int]
    RAISED_AT_FIELD_NUMBER: _ClassVar[int]
    RESOLVED_AT_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    MISMATCH_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: FalloutState
    product_order_id: str
    item_id: str
    node_key: str
    reason: _common_pb2.Reason
    context_json: str
    suggested_action: _containers.RepeatedScalarFieldContainer[str]
    raised_at: _timestamp_pb2.Timestamp
    resolved_at: _timestamp_pb2.Timestamp
    action: str
    by: str
    why: str
    mismatch_id: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[FalloutState, str]] = ..., product_order_id: _Optional[str] = ..., item_id: _Optional[str] = ..., node_key: _Optional[str] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., context_json: _Optional[str] = ..., suggested_action: _Optional[_Iterable[str]] = ..., raised_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., resolved_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., action: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ..., mismatch_id: _Optional[str] = ...) -> None: ...

class GetFalloutRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListFalloutRequest(_message.Message):
    __slots__ = ("page", "id", "state", "code", "product_order_id")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[FalloutState]
    code: _containers.RepeatedScalarFieldContainer[str]
    product_order_id: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[_Union[FalloutState, str]]] = ..., code: _Optional[_Iterable[str]] = ..., product_order_id: _Optional[_Iterable[str]] = ...) -> None: ...

class ListFalloutResponse(_message.Message):
    __slots__ = ("fallout", "total")
    FALLOUT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    fallout: _containers.RepeatedCompositeFieldContainer[Fallout]
    total: int
    def __init__(self, fallout: _Optional[_Iterable[_Union[Fallout, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class ResolveFalloutRequest(_message.Message):
    __slots__ = ("id", "action", "by", "why", "characteristic")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    by: str
    why: str
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ...) -> None: ...

class ResolveFalloutByCodeRequest(_message.Message):
    __slots__ = ("code", "action", "by", "why")
    CODE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    code: str
    action: str
    by: str
    why: str
    def __init__(self, code: _Optional[str] = ..., action: _Optional[str] = ..., by: _Optional[str] = ..., why: _Optional[str] = ...) -> None: ...

class ResolveFalloutByCodeResponse(_message.Message):
    __slots__ = ("resolved", "not_resolved")
    RESOLVED_FIELD_NUMBER: _ClassVar[int]
    NOT_RESOLVED_FIELD_NUMBER: _ClassVar[int]
    resolved: _containers.RepeatedCompositeFieldContainer[Fallout]
    not_resolved: _containers.RepeatedCompositeFieldContainer[NotResolved]
    def __init__(self, resolved: _Optional[_Iterable[_Union[Fallout, _Mapping]]] = ..., not_resolved: _Optional[_Iterable[_Union[NotResolved, _Mapping]]] = ...) -> None: ...

class NotResolved(_message.Message):
    __slots__ = ("id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: _common_pb2.Reason
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ...) -> None: ...
