"""What a PATCH makes of a resource, and whether it may."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway import tmf630
from gateway.facades import owned
from gateway.facades.resource import Change, Resource
from gateway.http import JSON, Request
from gateway.json_patch import json_patch
from gateway.specs import JSON_PATCH
from hub.kernel.errors import Code, HubError, Kind, Reason, refuse


def change(resource: Resource, before: Mapping[str, Any], if_version: int, request: Request) -> Change:
    """What changes; INVALID with a reason for each attribute that may not, or that would be wrong.

    Entries of lists come with or without what the hub has set in them: who reads a resource, changes it and
    sends it back has not asked for it.
    """
    patched = _patched(before, request)
    after = owned.without(patched, resource.owned)
    names = tmf630.changed(owned.without(before, resource.owned), after)
    reasons = [
        *_set_by_hub(resource, before, patched),
        *(Reason(Code.ATTRIBUTE_READ_ONLY, _cannot(resource), name) for name in _refused(resource, names)),
        *_broken(resource, names, patched, request),
    ]
    if reasons:
        raise HubError(Kind.INVALID, *reasons)
    return Change(before["id"], names, after, resource.shape, if_version, request.client)


def _patched(before: Mapping[str, Any], request: Request) -> dict[str, Any]:
    as_json_patch = request.media_type == JSON_PATCH
    patched = (json_patch if as_json_patch else tmf630.merge_patch)(before, request.body)
    if not isinstance(patched, dict):
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, "the resource has to stay an object")
    return patched


def _set_by_hub(resource: Resource, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Reason]:
    for name in resource.owned:
        text = "; ".join(filter(None, (owned.SET_BY_HUB, resource.instead.get(name))))
        gone = [name] if name in before and name not in after else []
        for path in (*gone, *owned.moved(before, after, [name])):
            yield Reason(Code.ATTRIBUTE_READ_ONLY, text, path)


def _refused(resource: Resource, names: set[str]) -> list[str]:
    allowed = names if resource.patchable is None else names & set(resource.patchable)
    return sorted(names - (allowed - set(resource.fixed)))


def _cannot(resource: Resource) -> str:
    if resource.patchable is None:
        return "cannot be changed"
    return f"cannot be changed; {', '.join(sorted(resource.patchable))} can"


def _broken(
    resource: Resource, names: set[str], after: Mapping[str, Any], request: Request
) -> Iterator[Reason]:
    """What a patch leaves has to be something that could have been created, as far as the patch is about it."""
    operations = request.contract.operations
    operation = operations.get(f"create{resource.title}") or operations[request.operation_id]
    try:
        operation.bodies[JSON](after)
    except HubError as error:
        yield from (reason for reason in error.reasons if _first(reason.path) in names)


def _first(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]
