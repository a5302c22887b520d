import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListEntriesRequest(_message.Message):
    __slots__ = ("correlation_id", "aggregate_id", "after", "limit")
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    AGGREGATE_ID_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    correlation_id: str
    aggregate_id: str
    after: int
    limit: int
    def __init__(self, correlation_id: _Optional[str] = ..., aggregate_id: _Optional[str] = ..., after: _Optional[int] = ..., limit: _Optional[int] = ...) -> None: ...

class ListEntriesResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: _containers.RepeatedCompositeFieldContainer[HistoryEntry]
    def __init__(self, entry: _Optional[_Iterable[_Union[HistoryEntry, _Mapping]]] = ...) -> None: ...

class HistoryEntry(_message.Message):
    __slots__ = ("at", "room", "aggregate_id", "version", "message_id", "message_type", "causation_id", "fact", "position")
    AT_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    AGGREGATE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_TYPE_FIELD_NUMBER: _ClassVar[int]
    CAUSATION_ID_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    room: str
    aggregate_id: str
    version: int
    message_id: str
    message_type: str
    causation_id: str
    fact: _containers.RepeatedCompositeFieldContainer[Fact]
    position: int
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., room: _Optional[str] = ..., aggregate_id: _Optional[str] = ..., version: _Optional[int] = ..., message_id: _Optional[str] = ..., message_type: _Optional[str] = ..., causation_id: _Optional[str] = ..., fact: _Optional[_Iterable[_Union[Fact, _Mapping]]] = ..., position: _Optional[int] = ...) -> None: ...

class Fact(_message.Message):
    __slots__ = ("event", "source", "target", "rule", "detail_json")
    EVENT_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_JSON_FIELD_NUMBER: _ClassVar[int]
    event: str
    source: str
    target: str
    rule: str
    detail_json: str
    def __init__(self, event: _Optional[str] = ..., source: _Optional[str] = ..., target: _Optional[str] = ..., rule: _Optional[str] = ..., detail_json: _Optional[str] = ...) -> None: ...
