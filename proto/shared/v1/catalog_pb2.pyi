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

class CatalogEntry(_message.Message):
    __slots__ = ("kind", "id", "version", "revision", "name", "description", "lifecycle_status", "valid_from", "valid_to", "last_update", "content_json")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    LIFECYCLE_STATUS_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_TO_FIELD_NUMBER: _ClassVar[int]
    LAST_UPDATE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_JSON_FIELD_NUMBER: _ClassVar[int]
    kind: str
    id: str
    version: str
    revision: int
    name: str
    description: str
    lifecycle_status: str
    valid_from: _timestamp_pb2.Timestamp
    valid_to: _timestamp_pb2.Timestamp
    last_update: _timestamp_pb2.Timestamp
    content_json: str
    def __init__(self, kind: _Optional[str] = ..., id: _Optional[str] = ..., version: _Optional[str] = ..., revision: _Optional[int] = ..., name: _Optional[str] = ..., description: _Optional[str] = ..., lifecycle_status: _Optional[str] = ..., valid_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., valid_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_update: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., content_json: _Optional[str] = ...) -> None: ...

class CreateCatalogEntryRequest(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: CatalogEntry
    def __init__(self, entry: _Optional[_Union[CatalogEntry, _Mapping]] = ...) -> None: ...

class GetCatalogEntryRequest(_message.Message):
    __slots__ = ("kind", "id", "version")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    kind: str
    id: str
    version: str
    def __init__(self, kind: _Optional[str] = ..., id: _Optional[str] = ..., version: _Optional[str] = ...) -> None: ...

class ListCatalogEntriesRequest(_message.Message):
    __slots__ = ("kind", "page", "query", "all_versions")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    ALL_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    kind: str
    page: _common_pb2.Page
    query: _query_pb2.Query
    all_versions: bool
    def __init__(self, kind: _Optional[str] = ..., page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ..., all_versions: _Optional[bool] = ...) -> None: ...

class ListCatalogEntriesResponse(_message.Message):
    __slots__ = ("entry", "total")
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    entry: _containers.RepeatedCompositeFieldContainer[CatalogEntry]
    total: int
    def __init__(self, entry: _Optional[_Iterable[_Union[CatalogEntry, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateCatalogEntryRequest(_message.Message):
    __slots__ = ("entry", "if_revision")
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    IF_REVISION_FIELD_NUMBER: _ClassVar[int]
    entry: CatalogEntry
    if_revision: int
    def __init__(self, entry: _Optional[_Union[CatalogEntry, _Mapping]] = ..., if_revision: _Optional[int] = ...) -> None: ...

class DeleteCatalogEntryRequest(_message.Message):
    __slots__ = ("kind", "id", "if_revision")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_REVISION_FIELD_NUMBER: _ClassVar[int]
    kind: str
    id: str
    if_revision: int
    def __init__(self, kind: _Optional[str] = ..., id: _Optional[str] = ..., if_revision: _Optional[int] = ...) -> None: ...

class DeleteCatalogEntryResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CatalogJob(_message.Message):
    __slots__ = ("id", "version", "kind", "state", "url", "path", "content_type", "creation_date", "completion_date", "error_log", "entries", "extension_json", "query")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    CREATION_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    ERROR_LOG_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    kind: str
    state: str
    url: str
    path: str
    content_type: str
    creation_date: _timestamp_pb2.Timestamp
    completion_date: _timestamp_pb2.Timestamp
    error_log: str
    entries: int
    extension_json: str
    query: _query_pb2.Query
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., kind: _Optional[str] = ..., state: _Optional[str] = ..., url: _Optional[str] = ..., path: _Optional[str] = ..., content_type: _Optional[str] = ..., creation_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., error_log: _Optional[str] = ..., entries: _Optional[int] = ..., extension_json: _Optional[str] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class CreateCatalogJobRequest(_message.Message):
    __slots__ = ("job",)
    JOB_FIELD_NUMBER: _ClassVar[int]
    job: CatalogJob
    def __init__(self, job: _Optional[_Union[CatalogJob, _Mapping]] = ...) -> None: ...

class GetCatalogJobRequest(_message.Message):
    __slots__ = ("id", "kind")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class ListCatalogJobsRequest(_message.Message):
    __slots__ = ("kind", "page", "query")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    kind: str
    page: _common_pb2.Page
    query: _query_pb2.Query
    def __init__(self, kind: _Optional[str] = ..., page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListCatalogJobsResponse(_message.Message):
    __slots__ = ("job", "total")
    JOB_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    job: _containers.RepeatedCompositeFieldContainer[CatalogJob]
    total: int
    def __init__(self, job: _Optional[_Iterable[_Union[CatalogJob, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class DeleteCatalogJobRequest(_message.Message):
    __slots__ = ("id", "kind")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class DeleteCatalogJobResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
