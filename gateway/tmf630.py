"""TMF630's REST rules that every API shares: attribute selection, pages, merge patch, dates."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from gateway.body import same
from gateway.http import Request, json_response
from gateway.page import Page
from hub.kernel.errors import Code, Kind, refuse

ALWAYS = ("id", "href")


def select(resource: Mapping[str, Any], fields: Sequence[str] | None) -> dict[str, Any]:
    """The resource with `id`, `href` and the attributes asked for; all of it when nothing was asked."""
    if fields is None:
        return dict(resource)
    wanted = {*ALWAYS, *fields}
    return {name: value for name, value in resource.items() if name in wanted}


def page_response(request: Request, page: Page, resources: list[dict[str, Any]], total: int) -> Response:
    """A list with its counts and links; 206 only for a client that asked for a page and got not all."""
    headers = {"X-Total-Count": str(total), "X-Result-Count": str(len(resources))}
    if link := _link(request, page, total):
        headers["Link"] = link
    partial = page.asked and len(resources) < total
    return json_response(resources, 206 if partial else 200, headers)


def _link(request: Request, page: Page, total: int) -> str:
    if page.limit == 0:
        return ""
    last = max(total - 1, 0) // page.limit * page.limit
    offsets = {"self": page.offset, "first": 0, "last": last}
    if page.offset > 0:
        offsets["prev"] = max(min(page.offset, total) - page.limit, 0)
    if page.offset + page.limit < total:
        offsets["next"] = page.offset + page.limit

    def address(offset: int) -> str:
        others = [(k, v) for k, v in page.query_without_page if k]
        return f"{request.url_path}?{urlencode([*others, ('offset', offset), ('limit', page.limit)])}"

    return ", ".join(f'<{address(offset)}>; rel="{relation}"' for relation, offset in offsets.items())


def merge_patch(target: Any, patch: Any) -> Any:
    """RFC 7396: objects merge, null takes away, everything else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged


def without_nulls(patch: Any) -> Any:
    """A merge patch without what it takes away: the part that has to fit the schema."""
    if not isinstance(patch, dict):
        return patch
    return {name: without_nulls(value) for name, value in patch.items() if value is not None}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Names of the first-level attributes that differ."""
    missing = object()
    return {
        n for n in before.keys() | after.keys() if not same(before.get(n, missing), after.get(n, missing))
    }


def parse_date(text: str, path: str) -> datetime:
    """An instant; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(text.strip().upper())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        why = f"has to be a date and time such as 2026-12-18T16:00:00Z, not {text[:60]!r}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, why, path) from error


def format_date(moment: datetime) -> str:
    """`2026-12-18T16:00:00.000Z`"""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def etag(version: int) -> str:
    """The version of a resource as an entity tag."""
    return f'"{version}"'


def if_match(headers: Mapping[str, str]) -> int:
    """The version an If-Match header asks for; 0 for any."""
    tag = headers.get("if-match", "*").strip()
    number = tag.removeprefix("W/").strip('"')
    if tag == "*":
        return 0
    if not (number.isascii() and number.isdigit() and 0 < int(number[:19]) < 2**63):
        # Not one of our tags, so the client knows another thing than we have.
        raise refuse(Kind.STALE, Code.VERSION_STALE, f"If-Match {tag[:40]} is not the tag of this resource")
    return int(number[:19])
