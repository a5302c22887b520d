from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Operator(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OPERATOR_UNSPECIFIED: _ClassVar[Operator]
    OPERATOR_EQ: _ClassVar[Operator]
    OPERATOR_NE: _ClassVar[Operator]
    OPERATOR_GT: _ClassVar[Operator]
    OPERATOR_GTE: _ClassVar[Operator]
    OPERATOR_LT: _ClassVar[Operator]
    OPERATOR_LTE: _ClassVar[Operator]
    OPERATOR_REGEX: _ClassVar[Operator]
OPERATOR_UNSPECIFIED: Operator
OPERATOR_EQ: Operator
OPERATOR_NE: Operator
OPERATOR_GT: Operator
OPERATOR_GTE: Operator
OPERATOR_LT: Operator
OPERATOR_LTE: Operator
OPERATOR_REGEX: Operator

class Query(_message.Message):
    __slots__ = ("all", "sort")
    ALL_FIELD_NUMBER: _ClassVar[int]
    SORT_FIELD_NUMBER: _ClassVar[int]
    all: _containers.RepeatedCompositeFieldContainer[AnyOf]
    sort: _containers.RepeatedCompositeFieldContainer[SortKey]
    def __init__(self, all: _Optional[_Iterable[_Union[AnyOf, _Mapping]]] = ..., sort: _Optional[_Iterable[_Union[SortKey, _Mapping]]] = ...) -> None: ...

class AnyOf(_message.Message):
    __slots__ = ("condition",)
    CONDITION_FIELD_NUMBER: _ClassVar[int]
    condition: _containers.RepeatedCompositeFieldContainer[Condition]
    def __init__(self, condition: _Optional[_Iterable[_Union[Condition, _Mapping]]] = ...) -> None: ...

class Condition(_message.Message):
    __slots__ = ("path", "operator", "value", "name", "undeclared")
    PATH_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNDECLARED_FIELD_NUMBER: _ClassVar[int]
    path: _containers.RepeatedScalarFieldContainer[str]
    operator: Operator
    value: _containers.RepeatedScalarFieldContainer[str]
    name: str
    undeclared: bool
    def __init__(self, path: _Optional[_Iterable[str]] = ..., operator: _Optional[_Union[Operator, str]] = ..., value: _Optional[_Iterable[str]] = ..., name: _Optional[str] = ..., undeclared: _Optional[bool] = ...) -> None: ...

class SortKey(_message.Message):
    __slots__ = ("path", "descending", "name", "undeclared")
    PATH_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNDECLARED_FIELD_NUMBER: _ClassVar[int]
    path: _containers.RepeatedScalarFieldContainer[str]
    descending: bool
    name: str
    undeclared: bool
    def __init__(self, path: _Optional[_Iterable[str]] = ..., descending: _Optional[bool] = ..., name: _Optional[str] = ..., undeclared: _Optional[bool] = ...) -> None: ...
