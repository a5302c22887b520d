"""What a room does with a `shared.v1.Query`, over messages a fake has in hand: by the functions databases have."""

import json
from collections.abc import Iterable
from typing import Any

from google.protobuf.json_format import MessageToDict

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.search_document import hub_matches, hub_number, hub_text
from hub.platform.search_pattern import checked
from hub.platform.search_query import OPERATORS, attributes, check
from hub.platform.search_value import instant, number
from proto.shared.v1 import query_pb2


def asked_for(messages: Iterable[Any], query: query_pb2.Query) -> list[Any]:
    """The messages that meet a query, as it sorts them."""
    check(query)
    kept = [(message, _document(message)) for message in messages]
    for attribute in attributes(query):
        if attribute.undeclared and not any(
            hub_matches(d, _steps(attribute.path), "ne", "[]") for _, d in kept
        ):
            raise refuse(Kind.INVALID, Code.FILTER_UNKNOWN, "is no attribute", attribute.name)
    found = [
        (message, document)
        for message, document in kept
        if all(any(_holds(document, c) for c in any_of.condition) for any_of in query.all)
    ]
    for key in reversed(query.sort):
        found.sort(key=lambda pair: _sorted(pair[1], key), reverse=key.descending)
    return [message for message, _ in found]


def _document(message: Any) -> str:
    return json.dumps(MessageToDict(message, preserving_proto_field_name=True))


def _steps(path: Iterable[str]) -> str:
    return json.dumps([s for name in path for s in ([name, ["json"]] if name.endswith("_json") else [name])])


def _holds(document: str, condition: query_pb2.Condition) -> bool:
    operator = OPERATORS[condition.operator]
    values = [checked(v, condition.name) if operator == "regex" else v for v in condition.value]
    asked = [(v, None if (n := number(v)) is None else str(n), instant(v)) for v in values]
    return hub_matches(document, _steps(condition.path), operator, json.dumps(asked))


def _sorted(document: str, key: query_pb2.SortKey) -> Any:
    path = _steps(key.path)
    return hub_number(document, path) or 0, hub_text(document, path) or ""
