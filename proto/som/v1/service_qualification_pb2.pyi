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

class CheckServiceQualificationRequest(_message.Message):
    __slots__ = ("id", "external_id", "description", "item", "provide_alternative", "provide_only_available", "provide_unavailability_reason", "reserve_until", "expected_qualification_date", "wait_seconds", "extension_json", "instant_sync_qualification")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ONLY_AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_UNAVAILABILITY_REASON_FIELD_NUMBER: _ClassVar[int]
    RESERVE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_QUALIFICATION_DATE_FIELD_NUMBER: _ClassVar[int]
    WAIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    INSTANT_SYNC_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    external_id: str
    description: str
    item: _containers.RepeatedCompositeFieldContainer[ServiceToQualify]
    provide_alternative: bool
    provide_only_available: bool
    provide_unavailability_reason: bool
    reserve_until: _timestamp_pb2.Timestamp
    expected_qualification_date: _timestamp_pb2.Timestamp
    wait_seconds: float
    extension_json: str
    instant_sync_qualification: bool
    def __init__(self, id: _Optional[str] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., item: _Optional[_Iterable[_Union[ServiceToQualify, _Mapping]]] = ..., provide_alternative: _Optional[bool] = ..., provide_only_available: _Optional[bool] = ..., provide_unavailability_reason: _Optional[bool] = ..., reserve_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expected_qualification_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., wait_seconds: _Optional[float] = ..., extension_json: _Optional[str] = ..., instant_sync_qualification: _Optional[bool] = ...) -> None: ...

class QueryServiceQualificationRequest(_message.Message):
    __slots__ = ("id", "external_id", "description", "expected_qualification_date", "wait_seconds", "extension_json", "search_criteria", "instant_sync_qualification")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_QUALIFICATION_DATE_FIELD_NUMBER: _ClassVar[int]
    WAIT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    SEARCH_CRITERIA_FIELD_NUMBER: _ClassVar[int]
    INSTANT_SYNC_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    external_id: str
    description: str
    expected_qualification_date: _timestamp_pb2.Timestamp
    wait_seconds: float
    extension_json: str
    search_criteria: SearchCriteria
    instant_sync_qualification: bool
    def __init__(self, id: _Optional[str] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., expected_qualification_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., wait_seconds: _Optional[float] = ..., extension_json: _Optional[str] = ..., search_criteria: _Optional[_Union[SearchCriteria, _Mapping]] = ..., instant_sync_qualification: _Optional[bool] = ...) -> None: ...

class ServiceToQualify(_message.Message):
    __slots__ = ("id", "extension_json", "service")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    id: str
    extension_json: str
    service: QualifiedService
    def __init__(self, id: _Optional[str] = ..., extension_json: _Optional[str] = ..., service: _Optional[_Union[QualifiedService, _Mapping]] = ...) -> None: ...

class SearchCriteria(_message.Message):
    __slots__ = ("id", "category", "service", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    category: _common_pb2.Ref
    service: QualifiedService
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., category: _Optional[_Union[_common_pb2.Ref, _Mapping]] = ..., service: _Optional[_Union[QualifiedService, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class QualifiedService(_message.Message):
    __slots__ = ("service_specification", "place", "characteristic", "extension_json")
    SERVICE_SPECIFICATION_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    CHARACTERISTIC_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    service_specification: SpecificationRef
    place: _containers.RepeatedCompositeFieldContainer[_common_pb2.Place]
    characteristic: _containers.RepeatedCompositeFieldContainer[_common_pb2.Characteristic]
    extension_json: str
    def __init__(self, service_specification: _Optional[_Union[SpecificationRef, _Mapping]] = ..., place: _Optional[_Iterable[_Union[_common_pb2.Place, _Mapping]]] = ..., characteristic: _Optional[_Iterable[_Union[_common_pb2.Characteristic, _Mapping]]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class SpecificationRef(_message.Message):
    __slots__ = ("id", "version", "name", "href", "referred_type", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    HREF_FIELD_NUMBER: _ClassVar[int]
    REFERRED_TYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    name: str
    href: str
    referred_type: str
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., name: _Optional[str] = ..., href: _Optional[str] = ..., referred_type: _Optional[str] = ..., extension_json: _Optional[str] = ...) -> None: ...

class ServiceQualification(_message.Message):
    __slots__ = ("id", "version", "kind", "state", "published_state", "external_id", "description", "requested_date", "expected_qualification_date", "estimated_response_date", "effective_qualification_date", "expiration_date", "qualification_result", "item", "termination_error", "reservation", "provide_alternative", "provide_only_available", "provide_unavailability_reason", "reserve_until", "extension_json", "search_criteria", "instant_sync_qualification")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_STATE_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_QUALIFICATION_DATE_FIELD_NUMBER: _ClassVar[int]
    ESTIMATED_RESPONSE_DATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_QUALIFICATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPIRATION_DATE_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATION_RESULT_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_ERROR_FIELD_NUMBER: _ClassVar[int]
    RESERVATION_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_ONLY_AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PROVIDE_UNAVAILABILITY_REASON_FIELD_NUMBER: _ClassVar[int]
    RESERVE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    SEARCH_CRITERIA_FIELD_NUMBER: _ClassVar[int]
    INSTANT_SYNC_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    kind: str
    state: str
    published_state: str
    external_id: str
    description: str
    requested_date: _timestamp_pb2.Timestamp
    expected_qualification_date: _timestamp_pb2.Timestamp
    estimated_response_date: _timestamp_pb2.Timestamp
    effective_qualification_date: _timestamp_pb2.Timestamp
    expiration_date: _timestamp_pb2.Timestamp
    qualification_result: str
    item: _containers.RepeatedCompositeFieldContainer[ServiceQualificationItem]
    termination_error: _common_pb2.Reason
    reservation: str
    provide_alternative: bool
    provide_only_available: bool
    provide_unavailability_reason: bool
    reserve_until: _timestamp_pb2.Timestamp
    extension_json: str
    search_criteria: SearchCriteria
    instant_sync_qualification: bool
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., kind: _Optional[str] = ..., state: _Optional[str] = ..., published_state: _Optional[str] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., requested_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expected_qualification_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., estimated_response_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effective_qualification_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expiration_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., qualification_result: _Optional[str] = ..., item: _Optional[_Iterable[_Union[ServiceQualificationItem, _Mapping]]] = ..., termination_error: _Optional[_Union[_common_pb2.Reason, _Mapping]] = ..., reservation: _Optional[str] = ..., provide_alternative: _Optional[bool] = ..., provide_only_available: _Optional[bool] = ..., provide_unavailability_reason: _Optional[bool] = ..., reserve_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ..., search_criteria: _Optional[_Union[SearchCriteria, _Mapping]] = ..., instant_sync_qualification: _Optional[bool] = ...) -> None: ...

class ServiceQualificationItem(_message.Message):
    __slots__ = ("id", "qualification_result", "eligibility_unavailability_reason", "alternate_service_proposal", "expected_service_availability_date", "free", "extension_json", "service", "state", "termination_error")
    ID_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATION_RESULT_FIELD_NUMBER: _ClassVar[int]
    ELIGIBILITY_UNAVAILABILITY_REASON_FIELD_NUMBER: _ClassVar[int]
    ALTERNATE_SERVICE_PROPOSAL_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_SERVICE_AVAILABILITY_DATE_FIELD_NUMBER: _ClassVar[int]
    FREE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_ERROR_FIELD_NUMBER: _ClassVar[int]
    id: str
    qualification_result: str
    eligibility_unavailability_reason: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    alternate_service_proposal: _containers.RepeatedCompositeFieldContainer[AlternateServiceProposal]
    expected_service_availability_date: _timestamp_pb2.Timestamp
    free: int
    extension_json: str
    service: QualifiedService
    state: str
    termination_error: _containers.RepeatedCompositeFieldContainer[_common_pb2.Reason]
    def __init__(self, id: _Optional[str] = ..., qualification_result: _Optional[str] = ..., eligibility_unavailability_reason: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ..., alternate_service_proposal: _Optional[_Iterable[_Union[AlternateServiceProposal, _Mapping]]] = ..., expected_service_availability_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., free: _Optional[int] = ..., extension_json: _Optional[str] = ..., service: _Optional[_Union[QualifiedService, _Mapping]] = ..., state: _Optional[str] = ..., termination_error: _Optional[_Iterable[_Union[_common_pb2.Reason, _Mapping]]] = ...) -> None: ...

class AlternateServiceProposal(_message.Message):
    __slots__ = ("id", "alternate_service_availability_date", "free", "alternate_service")
    ID_FIELD_NUMBER: _ClassVar[int]
    ALTERNATE_SERVICE_AVAILABILITY_DATE_FIELD_NUMBER: _ClassVar[int]
    FREE_FIELD_NUMBER: _ClassVar[int]
    ALTERNATE_SERVICE_FIELD_NUMBER: _ClassVar[int]
    id: str
    alternate_service_availability_date: _timestamp_pb2.Timestamp
    free: int
    alternate_service: QualifiedService
    def __init__(self, id: _Optional[str] = ..., alternate_service_availability_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., free: _Optional[int] = ..., alternate_service: _Optional[_Union[QualifiedService, _Mapping]] = ...) -> None: ...

class GetServiceQualificationRequest(_message.Message):
    __slots__ = ("id", "kind")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class ListServiceQualificationsRequest(_message.Message):
    __slots__ = ("page", "id", "kind", "state", "query")
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page: _common_pb2.Page
    id: _containers.RepeatedScalarFieldContainer[str]
    kind: _containers.RepeatedScalarFieldContainer[str]
    state: _containers.RepeatedScalarFieldContainer[str]
    query: _query_pb2.Query
    def __init__(self, page: _Optional[_Union[_common_pb2.Page, _Mapping]] = ..., id: _Optional[_Iterable[str]] = ..., kind: _Optional[_Iterable[str]] = ..., state: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[_query_pb2.Query, _Mapping]] = ...) -> None: ...

class ListServiceQualificationsResponse(_message.Message):
    __slots__ = ("service_qualification", "total")
    SERVICE_QUALIFICATION_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    service_qualification: _containers.RepeatedCompositeFieldContainer[ServiceQualification]
    total: int
    def __init__(self, service_qualification: _Optional[_Iterable[_Union[ServiceQualification, _Mapping]]] = ..., total: _Optional[int] = ...) -> None: ...

class UpdateServiceQualificationRequest(_message.Message):
    __slots__ = ("id", "kind", "if_version", "external_id", "description", "expected_qualification_date", "extension_json")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_QUALIFICATION_DATE_FIELD_NUMBER: _ClassVar[int]
    EXTENSION_JSON_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    if_version: int
    external_id: str
    description: str
    expected_qualification_date: _timestamp_pb2.Timestamp
    extension_json: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., if_version: _Optional[int] = ..., external_id: _Optional[str] = ..., description: _Optional[str] = ..., expected_qualification_date: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., extension_json: _Optional[str] = ...) -> None: ...

class DeleteServiceQualificationRequest(_message.Message):
    __slots__ = ("id", "kind", "if_version")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    if_version: int
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., if_version: _Optional[int] = ...) -> None: ...

class DeleteServiceQualificationResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
