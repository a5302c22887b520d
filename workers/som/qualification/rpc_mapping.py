"""som.v1 qualifications: protobuf ↔ model."""

from hub.messages import rpc
from proto.som.v1 import service_qualification_pb2 as pb
from workers.som.qualification.item import QualificationItem, Search, Service, SpecificationRef
from workers.som.qualification.machine import PUBLISHED
from workers.som.qualification.model import Qualification
from workers.som.qualification.proposal import Proposal, proposal


def to_item(qualification_id: str, number: int, message: pb.ServiceToQualify) -> QualificationItem:
    identifier, service = message.id or str(number), _to_service(message.service)
    return QualificationItem(
        id=identifier,
        wanted=proposal(qualification_id, identifier, service.service_specification.id),
        service=service,
        extension=message.extension_json,
    )


def to_search(message: pb.SearchCriteria) -> Search:
    return Search(
        id=message.id,
        category=rpc.to_ref(message.category) if message.HasField("category") else None,
        service=_to_service(message.service),
        extension=message.extension_json,
    )


def _to_service(message: pb.QualifiedService) -> Service:
    specification = message.service_specification
    return Service(
        service_specification=SpecificationRef(
            id=specification.id,
            version=specification.version,
            name=specification.name,
            href=specification.href,
            referred_type=specification.referred_type,
            extension=specification.extension_json,
        ),
        places=[rpc.to_place(p) for p in message.place],
        characteristics=[rpc.to_characteristic(c) for c in message.characteristic],
        extension=message.extension_json,
    )


def from_qualification(found: Qualification) -> pb.ServiceQualification:
    return pb.ServiceQualification(
        id=found.id,
        version=found.version,
        kind=found.kind,
        state=found.state,
        published_state=PUBLISHED[found.state],
        external_id=found.external_id,
        description=found.description,
        requested_date=rpc.timestamp(found.requested_at),
        expected_qualification_date=rpc.timestamp(found.expected_date),
        estimated_response_date=rpc.timestamp(found.response_by),
        effective_qualification_date=rpc.timestamp(found.completed_at),
        expiration_date=rpc.timestamp(found.reserved_until),
        qualification_result=found.result or "",
        item=[_from_item(found, item) for item in found.answered_items],
        termination_error=rpc.from_reason(found.reason) if found.reason else None,
        reservation=found.reservation,
        provide_alternative=found.provide_alternative,
        provide_only_available=found.provide_only_available,
        provide_unavailability_reason=found.provide_unavailability_reason,
        reserve_until=rpc.timestamp(found.reserve_until),
        search_criteria=_from_search(found.search) if found.search else None,
        extension_json=found.extension,
        instant_sync_qualification=found.instant,
    )


def _from_search(search: Search) -> pb.SearchCriteria:
    return pb.SearchCriteria(
        id=search.id,
        category=rpc.from_ref(search.category),
        service=_from_service(search.service),
        extension_json=search.extension,
    )


def _from_item(of: Qualification, item: QualificationItem) -> pb.ServiceQualificationItem:
    """Nothing is said of an item before all is known."""
    wanted, done = item.wanted, of.done
    available = done and wanted.qualified
    alternatives = item.alternatives if done and not wanted.qualified else []
    reasons = [wanted.reason] if done and of.provide_unavailability_reason and wanted.reason else []
    return pb.ServiceQualificationItem(
        id=item.id,
        state=of.state,
        qualification_result=item.result if done else "",
        service=_from_service(item.service),
        eligibility_unavailability_reason=[rpc.from_reason(reason) for reason in reasons],
        alternate_service_proposal=[_from_alternative(of, a) for a in alternatives if a.qualified],
        expected_service_availability_date=rpc.timestamp(of.completed_at) if available else None,
        free=wanted.free if done else None,
        termination_error=[rpc.from_reason(of.reason)] if of.reason else [],
        extension_json=item.extension,
    )


def _from_alternative(of: Qualification, alternative: Proposal) -> pb.AlternateServiceProposal:
    service = Service(service_specification=SpecificationRef(id=alternative.specification_id))
    service.name(alternative)
    return pb.AlternateServiceProposal(
        id=alternative.id,
        alternate_service=_from_service(service),
        alternate_service_availability_date=rpc.timestamp(of.completed_at),
        free=alternative.free,
    )


def _from_service(service: Service) -> pb.QualifiedService | None:
    """None for one of which nothing was said."""
    message = pb.QualifiedService(
        service_specification=_from_specification(service.service_specification),
        place=[rpc.from_place(p) for p in service.places],
        characteristic=[rpc.from_characteristic(c) for c in service.characteristics],
        extension_json=service.extension,
    )
    return message if message.ByteSize() else None


def _from_specification(ref: SpecificationRef) -> pb.SpecificationRef | None:
    message = pb.SpecificationRef(
        id=ref.id,
        version=ref.version,
        name=ref.name,
        href=ref.href,
        referred_type=ref.referred_type,
        extension_json=ref.extension,
    )
    return message if message.ByteSize() else None
