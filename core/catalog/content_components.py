"""A service component as a reference of a product specification to a service specification, with the rules beside it."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET, UnsetType, field

from core.catalog import components as engine
from hub.platform.content import Members


class Mapping(Members):
    target: str
    source: str = ""
    value: Any = None


class Condition(Members):
    characteristic: str
    one_of: list[Any] = field(default_factory=list)
    minimum: float | None = None
    maximum: float | None = None


class Retry(Members):
    attempts: int
    back_off_seconds: float = 1.0
    jitter: float = 0.0


class ServiceReference(Members):
    """A service specification the product is built of. Without `characteristic` it gets all the product has, by name."""

    id: str
    requires: list[str] = field(default_factory=list)
    characteristic: list[Mapping] | UnsetType = UNSET
    result: list[Mapping] = field(default_factory=list)
    time_limit_seconds: int = 0
    when: list[Condition] = field(default_factory=list)
    quantity_from: str = ""
    importance: str = "mandatory"
    retry: Retry | UnsetType = UNSET
    compensation: str = ""
    point_of_no_return: str = "none"
    on_failure: str = "fail"
    expected_seconds: int = 0


def component(reference: ServiceReference, given: Iterable[str]) -> engine.ServiceComponent:
    mappings = reference.characteristic
    return engine.ServiceComponent(
        reference.id,
        requires=reference.requires,
        characteristics=(
            [engine.Mapping(name, name) for name in given]
            if isinstance(mappings, UnsetType)
            else [_mapping(m) for m in mappings]
        ),
        results=[_mapping(m) for m in reference.result],
        time_limit_seconds=reference.time_limit_seconds,
        when=[engine.Condition(c.characteristic, c.one_of, c.minimum, c.maximum) for c in reference.when],
        quantity_from=reference.quantity_from,
        importance=reference.importance,
        retry=(
            engine.RetryPolicy(
                reference.retry.attempts, reference.retry.back_off_seconds, reference.retry.jitter
            )
            if isinstance(reference.retry, Retry)
            else engine.RetryPolicy()
        ),
        compensation=reference.compensation,
        point_of_no_return=reference.point_of_no_return,
        on_failure=reference.on_failure,
        expected_seconds=reference.expected_seconds,
    )


def to_reference(component: engine.ServiceComponent) -> ServiceReference:
    policy = component.retry
    return ServiceReference(
        id=component.service_specification_id,
        requires=component.requires,
        characteristic=[_to_mapping(m) for m in component.characteristics],
        result=[_to_mapping(m) for m in component.results],
        time_limit_seconds=component.time_limit_seconds,
        when=[
            Condition(characteristic=c.characteristic, one_of=c.one_of, minimum=c.minimum, maximum=c.maximum)
            for c in component.when
        ],
        quantity_from=component.quantity_from,
        importance=component.importance,
        retry=(
            Retry(attempts=policy.attempts, back_off_seconds=policy.back_off_seconds, jitter=policy.jitter)
            if policy != engine.RetryPolicy()
            else UNSET
        ),
        compensation=component.compensation,
        point_of_no_return=component.point_of_no_return,
        on_failure=component.on_failure,
        expected_seconds=component.expected_seconds,
    )


def _mapping(mapping: Mapping) -> engine.Mapping:
    return engine.Mapping(mapping.target, mapping.source, mapping.value)


def _to_mapping(mapping: engine.Mapping) -> Mapping:
    return Mapping(target=mapping.target, source=mapping.source, value=mapping.value)
