"""SOM's qualifications on a database in memory, with a ROM that has what a test gives it."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from hub.compose.schema import METADATA
from hub.kernel.values import Characteristic, Place, Ref
from hub.messages import base
from hub.messages.rom import (
    AvailableResource,
    CheckResourceAvailability,
    ReleaseReservation,
    ResourceAvailability,
    ResourceAvailabilityAnswer,
    ResourceAvailabilityEvent,
)
from hub.platform.database import sqlite_engine
from hub.platform.database_step import DatabaseStep
from hub.platform.deadlines import Deadlines
from hub.platform.message import Message, compose, read
from hub.platform.unit_of_work import Work
from tests.asyncapi_schemas import validate
from tests.stored import stored
from tests.unit.rooms.making import NOW
from workers.som import handlers as som
from workers.som.catalog import (
    Facing,
    ResourceComponent,
    ServiceCandidate,
    ServiceCategory,
    ServiceComponent,
    ServiceSpecification,
    ServingArea,
)
from workers.som.catalog_store import ENTRIES
from workers.som.qualification.commands import DeleteQualification, RequestQualification
from workers.som.qualification.item import QualificationItem, Search, Service, SpecificationRef
from workers.som.qualification.model import Qualification, QualificationKind
from workers.som.qualification.proposal import proposal
from workers.som.qualification.store import QUALIFICATIONS

ROOM = som.room()
# A resource specification, and the site it is asked for at.
Supply = tuple[str, str]


class Rom:
    """As the real one answers: what is asked for together is taken one behind the other, and held all or not at all."""

    def __init__(self, free: dict[Supply, int]) -> None:
        self.free = free
        self.held: dict[str, list[Supply]] = {}
        self.released: set[str] = set()

    def check(self, asked: CheckResourceAvailability) -> ResourceAvailability:
        left = Counter(self.free)
        items, taken = [], []
        for item in asked.order_item:
            place = item.resource.place
            supply = item.resource.resource_specification.id, place.id if place else ""
            there = left[supply] > 0
            left[supply] -= there
            taken.append(supply)
            text = f"all of {supply[0]} are allocated"
            error = [] if there else [base.ErrorMessage(code="pool-exhausted", reason=text)]
            items.append(
                AvailableResource(
                    id=item.id, available=there, free=self.free.get(supply, 0), error_message=error
                )
            )
        until = asked.reserve_until
        holds = until is not None and all(i.available for i in items) and asked.id not in self.released
        if holds and asked.id not in self.held:
            self.free, self.held[asked.id] = dict(left), taken
        return ResourceAvailability(
            id=asked.id, external_id=asked.external_id, item=items, reserved_until=until if holds else None
        )

    def release(self, asked: ReleaseReservation) -> None:
        self.released.add(asked.id)
        for supply in self.held.pop(asked.id, []):
            self.free[supply] += 1


class Office:
    """What SOM asks of ROM lies in `mail` until it is delivered."""

    def __init__(self, catalog: list[Any], free: dict[Supply, int] | None = None) -> None:
        self.now: datetime = NOW
        self.rom = Rom(free or {})
        # What becomes of a question; None when nobody answers.
        self.answer: Callable[[CheckResourceAvailability], ResourceAvailability | None] = self.rom.check
        self.mail: list[Message] = []
        self.sent: list[Message] = []
        self._engine = sqlite_engine("sqlite://", "BEGIN")
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
            ENTRIES.load(connection, catalog)

    def close(self) -> None:
        self._engine.dispose()

    def load(self, *entries: Any) -> None:
        with self._engine.begin() as connection:
            ENTRIES.load(connection, list(entries))

    def check(self, *items: tuple[str, str], identifier: str = "q", **more: Any) -> Qualification:
        """Asks for services, each at a postcode ('' for nowhere), under the ids 1, 2, …"""
        wanted = [
            QualificationItem(
                id=str(number),
                wanted=proposal(identifier, str(number), specification),
                service=Service(
                    service_specification=SpecificationRef(id=specification),
                    places=places(postcode),
                    characteristics=[Characteristic("bandwidth", 100)],
                ),
            )
            for number, (specification, postcode) in enumerate(items, 1)
        ]
        return self.ask(QualificationKind.CHECK, identifier, items=wanted, **more)

    def query(
        self, postcode: str, identifier: str = "q", category: str = "", specification: str = ""
    ) -> Qualification:
        service = Service(service_specification=SpecificationRef(id=specification), places=places(postcode))
        search = Search(category=Ref(category) if category else None, service=service)
        return self.ask(QualificationKind.QUERY, identifier, search=search)

    def ask(self, kind: QualificationKind, identifier: str, **more: Any) -> Qualification:
        """The request is made, and ROM answers all that it is asked."""
        asked = Qualification(
            id=identifier, kind=kind, **{"fingerprint": "same", "requested_at": NOW, **more}
        )
        self.do(RequestQualification(asked))
        self.run()
        return self.found(identifier)

    def delete(self, identifier: str = "q") -> None:
        self.do(DeleteQualification(identifier))

    def do(self, command: msgspec.Struct) -> Any:
        handler = ROOM.handlers[type(command).__name__]
        message = compose(command, key="q", correlation="q")
        return self._step(Work(message, command, handler, deduplicate=False))

    def tell(self, answer: ResourceAvailability) -> None:
        """ROM says something."""
        event = ResourceAvailabilityEvent(
            event_type="ResourceAvailabilityEvent",
            event_time=self.now,
            event=ResourceAvailabilityAnswer(resource_availability=answer),
        )
        message = compose(event, key="q", correlation="q")
        validate(message)
        handler = ROOM.handlers[message.type]
        self._step(Work(message, read(message, handler.contract), handler))

    def run(self) -> None:
        """ROM answers everything it is asked."""
        while self.mail:
            message = self.mail.pop(0)
            if message.type == "ReleaseReservation":
                self.rom.release(read(message, ReleaseReservation))
            elif (answer := self.answer(read(message, CheckResourceAvailability))) is not None:
                self.tell(answer)

    def lose(self) -> None:
        """What is under way does not arrive."""
        self.mail.clear()

    def pass_time(self, time: timedelta) -> None:
        """Whatever is due then happens, its messages are under way."""
        self.now += time
        with self._engine.connect() as connection:
            due = QUALIFICATIONS.due(connection, self.now, 100)
        for identifier in due:
            self._step(Deadlines(ROOM.deadlines).work(QUALIFICATIONS, identifier))

    def _step(self, work: Work) -> Any:
        with self._engine.begin() as connection:
            step = DatabaseStep(connection, ROOM.name, self.now)
            (result,) = step.run([work])
        for message in step._outbox:
            validate(message)
        self.mail += step._outbox
        self.sent += step._outbox
        return result

    @property
    def all(self) -> list[Qualification]:
        with self._engine.connect() as connection:
            return stored(connection, QUALIFICATIONS)

    def found(self, identifier: str = "q") -> Qualification:
        return next(each for each in self.all if each.id == identifier)

    def asked(self) -> list[CheckResourceAvailability]:
        """All that ROM was asked, in its order."""
        return [
            read(m, CheckResourceAvailability) for m in self.sent if m.type == "CheckResourceAvailability"
        ]


def places(postcode: str) -> list[Place]:
    return [Place(id="somewhere", postcode=postcode)] if postcode else []


def specification(
    identifier: str, *resources: str, under: tuple[str, ...] = (), **more: Any
) -> ServiceSpecification:
    """Resources by the names of their specifications, services under it by theirs."""
    return ServiceSpecification(
        id=identifier,
        name=identifier,
        resources=[ResourceComponent(f"r{number}", name) for number, name in enumerate(resources)],
        services=[ServiceComponent(f"s{number}", name) for number, name in enumerate(under)],
        **{"version": "1", **more},
    )


def area(identifier: str, prefix: str, **sites: str) -> ServingArea:
    """Technology → site."""
    return ServingArea(identifier, "1", identifier, [prefix], sites)


def results(of: Qualification) -> dict[str, str]:
    return {item.id: str(item.result) for item in of.items}


FIBER = specification(
    "fiber", "gpon", "vlan", technology="fiber", alternatives=["dsl", "mobile", "gone", "paper"]
)
DSL = specification("dsl", "copper", "vlan", technology="dsl", alternatives=["fiber"])
#: What is sold, and what lies where.
CATALOG: list[Any] = [
    FIBER,
    DSL,
    specification("mobile", "sim", technology="mobile"),
    specification("gone", lifecycle_status="Retired"),
    specification("paper"),
    specification("line", "gpon", technology="fiber", facing=Facing.RESOURCE),
    specification("home", "box", under=("line", "line")),
    area("town", "AA", fiber="olt", dsl="dslam"),
    area("village", "BB", dsl="dslam-2"),
    ServiceCategory("all", "1", "All"),
    ServiceCategory("fixed", "1", "Fixed", parent_id="all"),
    ServiceCandidate("c-fiber", "1", "Fiber", "fiber", ["fixed"]),
    ServiceCandidate("c-dsl", "1", "DSL", "dsl", ["fixed"], lifecycle_status="Retired"),
    ServiceCandidate("c-mobile", "1", "Mobile", "mobile", ["all"]),
]
#: What ROM has: specification and site → how many.
FREE = {
    ("gpon", "olt"): 5,
    ("vlan", "olt"): 9,
    ("copper", "dslam"): 2,
    ("vlan", "dslam"): 9,
    ("copper", "dslam-2"): 1,
    ("vlan", "dslam-2"): 9,
    ("box", ""): 7,
    ("gpon", ""): 5,
    ("vlan", ""): 9,
    ("copper", ""): 3,
}
