from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class Ref(_message.Message):
    __slots__ = ("id", "href", "name", "referred_type", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    HREF_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    href: str
    name: str
    referred_type: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., href: _Optional[str] = ..., name: _Optional[str] = ..., referred_type: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class RelatedParty(_message.Message):
    __slots__ = ("id", "href", "name", "role", "referred_type", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    HREF_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    href: str
    name: str
    role: str
    referred_type: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., href: _Optional[str] = ..., name: _Optional[str] = ..., role: _Optional[str] = ..., referred_type: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("id", "href", "name", "role", "referred_type", "postcode", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    HREF_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    POSTCODE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    href: str
    name: str
    role: str
    referred_type: str
    postcode: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., href: _Optional[str] = ..., name: _Optional[str] = ..., role: _Optional[str] = ..., referred_type: _Optional[str] = ..., postcode: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class Characteristic(_message.Message):
    __slots__ = ("name", "value_json", "value_type", "extension_json")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_JSON_FIELD_NUMBER: _ClassVar[int]
    VALUE_TYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    name: str
    value_json: str
    value_type: str
    extension_json: str
    def __init__(self, name: _Optional[str] = ..., value_json: _Optional[str] = ..., value_type: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class Reason(_message.Message):
    __slots__ = ("code", "path", "text")
    CODE_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    code: str
    path: str
    text: str
    def __init__(self, code: _Optional[str] = ..., path: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Page(_message.Message):
    __slots__ = ("offset", "limit")
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    offset: int
    limit: int
    def __init__(self, offset: _Optional[int] = ..., limit: _Optional[int] = ...) -> None: ...
