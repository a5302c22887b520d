import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from proto.com.v1 import product_order_pb2 as _product_order_pb2
from proto.shared.v1 import common_pb2 as _common_pb2
from proto.shared.v1 import query_pb2 as _query_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class QualificationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUALIFICATION_STATE_UNSPECIFIED: _ClassVar[QualificationState]
    QUALIFICATION_STATE_ACKNOWLEDGED: _ClassVar[QualificationState]
    QUALIFICATION_STATE_IN_PROGRESS: _ClassVar[QualificationState]
    QUALIFICATION_STATE_DONE: _ClassVar[QualificationState]
    QUALIFICATION_STATE_TERMINATED_WITH_ERROR: _ClassVar[QualificationState]
QUALIFICATION_STATE_UNSPECIFIED: QualificationState
QUALIFICATION_STATE_ACKNOWLEDGED: QualificationState
QUALIFICATION_STATE_IN_PROGRESS: QualificationState
QUALIFICATION_STATE_DONE: QualificationState
QUALIFICATION_STATE_TERMINATED_WITH_ERROR: QualificationState

class ProductOfferingQualification(_message.Message):
    __slots__ = ("id", "version", "state", "requested_date", "expected_date", "effective_date", "expiration_date", "qualification_result", "description", "requested_completion_date", "instant_sync_qualification", "provide_alternative", "provide_only_available", "provide_unavailability_reason", "channel", "category", "related_party", "item", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPIRATION_DATE_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATION_RESULT_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    INSTANT_SYNC_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ONLY_AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_UNAVAILABILITY_REASON_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RELATED_PARTY_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    state: QualificationState
    requested_date: _timestamp_pb2.Timestamp
    expected_date: _timestamp_pb2.Timestamp
    effective_date: _timestamp_pb2.Timestamp
    expiration_date: _timestamp_pb2.Timestamp
    qualification_result: str
    description: str
    requested_completion_date: _timestamp_pb2.Timestamp
    instant_sync_qualification: bool
    provide_alternative: bool
    provide_only_available: bool
    provide_unavailability_reason: bool
    channel: _common_pb2.Ref
    category: _common_pb2.Ref
    related_party: _containers.RepeatedCompositeFieldContainer[_common_pb2.RelatedParty]
    item: _containers.RepeatedCompositeFieldContainer[QualificationItem]
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[QualificationState, str]] = ..., requested_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expected_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expiration_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., qualification_result: _Optional[str] = ..., description: _Optional[str] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., instant_sync_qualification: _Optional[bool] = ..., provide_alternative: _Optional[bool] = ..., provide_only_available: _Optional[bool] = ..., provide_unavailability_reason: _Optional[bool] = ..., channel: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., category: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., related_party: _Optional[_Iterable[_Union[_common_pb2.RelatedParty, _Mapping]]] = ..., item: _Optional[_Iterable[_Union[QualificationItem, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class QualificationItem(_message.Message):
    __slots__ = ("id", "action", "state", "qualification_item_result", "product_offering", "product", "relationship", "extension_json", "alternate", "eligibility_unavailability_reason", "termination_error")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATION_ITEM_RESULT_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    ALTERNATE_FIELD_NUMBER: _ClassVar[int]
    ELIGIBILITY_UNAVAILABILITY_REASON_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_ERROR_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: _product_order_pb2.ItemAction
    state: QualificationState
    qualification_item_result: str
    product_offering: _common_pb2.Ref
    product: _product_order_pb2.ProductRefOrValue
    relationship: _containers.RepeatedCompositeFieldContainer[_product_order_pb2.ItemRelationship]
    extension_json: str
    alternate: _containers.RepeatedCompositeFieldContainer[AlternateProductOfferingProposal]
    eligibility_unavailability_reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    termination_error: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    def __init__(self, id: _Optional[str] = ..., action: _Optional[_Union[_product_order_pb2.ItemAction, str]] = ..., state: _Optional[_Union[QualificationState, str]] = ..., qualification_item_result: _Optional[str] = ..., product_offering: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., product: _Optional[_Union[_product_order_pb2.ProductRefOrValue, _Mapping]] = ..., relationship: _Optional[_Iterable[_Union[_product_order_pb2.ItemRelationship, _Mapping]]] = ..., extension_json: _Optional[str] = ..., alternate: _Optional[_Iterable[_Union[AlternateProductOfferingProposal, _Mapping]]] = ..., eligibility_unavailability_reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ..., termination_error: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ...) -> None: ...

class AlternateProductOfferingProposal(_message.Message):
    __slots__ = ("id", "product_offering")
    ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_OFFERING_FIELD_NUMBER: _ClassVar[int]
    id: str
    product_offering: _common_pb2.Ref
    def __init__(self, id: _Optional[str] = ..., product_offering: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ...) -> None: ...

class CheckProductOfferingQualificationRequest(_message.Message):
    __slots__ = ("product_offering_qualification",)
    PRODUCT_OFFERING_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    product_offering_qualification: ProductOfferingQualification
    def __init__(self, product_offering_qualification: _Optional[_Union[ProductOfferingQualification, _Mapping]] = ...) -> None: ...

class GetProductOfferingQualificationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListProductOfferingQualificationsRequest(_message.Message):
    __slots__ = ("page", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListProductOfferingQualificationsResponse(_message.Message):
    __slots__ = ("product_offering_qualification", "total")
    PRODUCT_OFFERING_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    product_offering_qualification: _containers.RepeatedCompositeFieldContainer[ProductOfferingQualification]
    total: int
    def __init__(self, product_offering_qualification: _Optional[_Iterable[_Union[ProductOfferingQualification, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateProductOfferingQualificationRequest(_message.Message):
    __slots__ = ("id", "description", "requested_completion_date", "extension_json", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COMPLETION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    description: str
    requested_completion_date: _timestamp_pb2.Timestamp
    extension_json: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., description: _Optional[str] = ..., requested_completion_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteProductOfferingQualificationRequest(_message.Message):
    __slots__ = ("id", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteProductOfferingQualificationResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
