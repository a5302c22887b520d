"""The broker's topology is what the AsyncAPI documents say, and they agree with the contracts in code."""

import importlib
import pkgutil
from typing import Any

import msgspec
import pytest
import yaml

import hub.messages
from hub.messages.base import Event, Payload
from hub.platform.message import compose
from hub.platform.topology import Binding, Queue, Route, Topology, load_topology, read_topology
from tests.asyncapi_schemas import defined_messages, documents, examples, resolve, validate, violations


def matching(pattern: str, key: str) -> bool:
    queue = Queue("q", "room", 1, "q.parked", (Binding("x", pattern),))
    return Topology(("x",), (queue,), {}).destinations(Route("x", key)) == (queue,)


@pytest.mark.parametrize(
    ("pattern", "key", "fits"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.c", False),
        ("a.b", "a", False),
        ("a.b", "a.b.c", False),
        ("a.*", "a.b", True),
        ("a.*", "a", False),
        ("a.*", "a.b.c", False),
        ("*.b", "a.b", True),
        ("#", "a.b.c", True),
        ("#", "", True),
        ("a.#", "a", True),
        ("a.#", "a.b.c", True),
        ("a.#", "b.a", False),
        ("a.#.z", "a.z", True),
        ("a.#.z", "a.b.c.z", True),
        ("a.#.z", "a.b.c", False),
        ("#.*", "a", True),
        ("#.#", "", True),
    ],
)
def test_a_binding_matches_as_amqp_says(pattern: str, key: str, fits: bool) -> None:
    """`*` is exactly one word, `#` any number of them."""
    assert matching(pattern, key) is fits


def test_a_binding_counts_for_its_own_exchange_only() -> None:
    queue = Queue("q", "room", 1, "q.parked", (Binding("x", "#"),))

    assert Topology(("x", "y"), (queue,), {}).destinations(Route("y", "a")) == ()


def test_the_default_exchange_leads_to_the_queue_of_that_name() -> None:
    queues = (Queue("a", "r", 1, "p", ()), Queue("b", "r", 1, "p", (Binding("", "a"),)))

    assert Topology((), queues[:1], {}).destinations(Route("", "a")) == queues[:1]


def test_what_is_read_from_a_document() -> None:
    document = yaml.safe_load("""
      channels:
        commands:
          address: r.commands
          messages: {Do: {}, Undo: {}}
          bindings: {amqp: {is: queue, queue: {name: r.commands}}}
          x-delivery: {limit: 5, parked: r.commands.parked}
          x-bindings: [{exchange: s.events, routingKey: 'a.*'}]
        events:
          address: thing.happened
          messages: {Happened: {}}
          bindings: {amqp: {is: routingKey, exchange: {name: r.events}}}
        hints:
          address: thing.hinted
          messages: {Hinted: {}}
          bindings: {amqp: {is: routingKey, exchange: {name: r.events}}}
          x-listeners: optional
      operations:
        hint: {action: send, channel: {$ref: '#/channels/hints'}}
        do: {action: send, channel: {$ref: '#/channels/commands'}, messages: [{$ref: '#/channels/commands/messages/Do'}]}
        tell: {action: send, channel: {$ref: '#/channels/events'}}
        hear: {action: receive, channel: {$ref: '#/channels/commands'}}
    """)

    topology = read_topology({"r": document})

    assert topology.exchanges == ("r.events",)
    assert topology.queues == (
        Queue("r.commands", "r", 5, "r.commands.parked", (Binding("s.events", "a.*"),)),
    )
    assert topology.routes == {
        "Do": Route("", "r.commands"),
        "Happened": Route("r.events", "thing.happened"),
        "Hinted": Route("r.events", "thing.hinted", optional=True),
    }


def test_every_message_of_ours_has_a_route_that_ends_in_a_queue_or_may_go_unheard() -> None:
    topology = load_topology()

    assert set(topology.routes) == set(defined_messages())
    assert [k for k, r in topology.routes.items() if not (r.optional or topology.destinations(r))] == []


def test_every_queue_of_ours_is_fed_by_somebody_with_what_its_channel_names() -> None:
    topology = load_topology()

    fed: dict[str, set[str]] = {queue.name: set() for queue in topology.queues}
    for kind, route in topology.routes.items():
        for queue in topology.destinations(route):
            fed[queue.name].add(kind)

    named = {
        channel["bindings"]["amqp"]["queue"]["name"]: set(channel["messages"])
        for document in documents().values()
        for channel in document["channels"].values()
        if channel["bindings"]["amqp"]["is"] == "queue"
    }
    assert fed == named


def test_a_room_has_the_queues_of_its_own_document() -> None:
    topology = load_topology()

    assert {queue.name for queue in topology.queues_of("com")} == {
        "com.product-order.commands",
        "com.service-order.events",
        "com.inventory.events",
    }
    assert topology.queues_of("nobody") == ()


def test_every_binding_names_an_exchange_that_is_declared() -> None:
    topology = load_topology()

    assert {b.exchange for q in topology.queues for b in q.bindings} <= set(topology.exchanges)


def test_every_queue_of_ours_has_a_place_of_its_own_to_park_in() -> None:
    queues = load_topology().queues

    assert all(queue.parked == f"{queue.name}.parked" and queue.delivery_limit > 1 for queue in queues)


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for value in node.values() for found in references(value)]
    return [found for value in node for found in references(value)] if isinstance(node, list) else []


def test_every_reference_in_our_documents_leads_somewhere() -> None:
    for room, document in documents().items():
        for reference in references(document):
            assert resolve(room, reference) is not None, f"{room}: {reference}"


def test_every_operation_of_ours_names_a_channel_and_a_direction() -> None:
    for room, document in documents().items():
        for name, operation in document["operations"].items():
            assert operation["action"] in {"send", "receive"}, f"{room}: {name}"
            assert resolve(room, operation["channel"]["$ref"])["messages"]


def test_what_a_room_receives_lies_in_its_own_document() -> None:
    for document in documents().values():
        receiving = [o for o in document["operations"].values() if o["action"] == "receive"]
        assert {o["channel"]["$ref"].rpartition("/")[2] for o in receiving} == {
            name
            for name, channel in document["channels"].items()
            if channel["bindings"]["amqp"]["is"] == "queue"
        }


def contracts() -> dict[str, type[msgspec.Struct]]:
    """The types that are messages: those the documents name, and whatever nothing else is made of."""
    modules = (
        importlib.import_module(f"hub.messages.{m.name}") for m in pkgutil.iter_modules(hub.messages.__path__)
    )
    found: dict[str, type[msgspec.Struct]] = {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Payload) and kind not in {Payload, Event}
    }
    used = {
        part.__name__
        for kind in found.values()
        for field in msgspec.structs.fields(kind)
        for part in found.values()
        if part.__name__ in str(field.type)
    }
    return {name: kind for name, kind in found.items() if name not in used}


def test_the_contracts_in_code_are_the_messages_of_the_documents() -> None:
    parts_of_none = {"RelatedParty"}  # nothing but parts; here in case one is not used yet

    assert set(contracts()) - parts_of_none == set(defined_messages())
    assert all(message["name"] == name for name, (_, message) in defined_messages().items())


def test_every_message_has_an_example() -> None:
    assert {name for name, _ in examples()} == set(defined_messages())


@pytest.mark.parametrize(("name", "payload"), examples(), ids=[name for name, _ in examples()])
def test_an_example_is_valid_is_read_and_written_again_without_loss(name: str, payload: Any) -> None:
    assert violations(name, payload) == []

    contract = msgspec.json.decode(msgspec.json.encode(payload), type=contracts()[name])
    written = compose(contract, key="k", correlation="c")

    validate(written)
    assert written.type == name
    kept = msgspec.json.decode(written.body)
    defaults = {"attempt": 1}
    assert without(kept, defaults) == without(payload, defaults)


def without(node: Any, defaults: dict[str, Any]) -> Any:
    """A payload without the members that say what is so anyway."""
    if isinstance(node, dict):
        return {k: without(v, defaults) for k, v in node.items() if (k, v) not in defaults.items()}
    return [without(v, defaults) for v in node] if isinstance(node, list) else node


def test_a_payload_that_breaks_its_schema_is_found_with_its_place() -> None:
    payload = next(p for name, p in examples() if name == "CreateServiceOrder")

    broken = msgspec.json.decode(msgspec.json.encode(payload))
    broken["serviceOrderItem"][0]["action"] = "destroy"
    del broken["externalId"]

    found = violations("CreateServiceOrder", broken)
    assert any(place.startswith("serviceOrderItem/0/action: ") for place in found)
    assert any("externalId" in place for place in found)


def test_a_message_no_document_defines_is_no_valid_message() -> None:
    class Surprise(msgspec.Struct):
        pass

    with pytest.raises(AssertionError, match="no AsyncAPI document defines Surprise"):
        validate(compose(Surprise(), key="k", correlation="c"))
