"""SOM's service inventory, as far as the core sees it: what it answers when it is asked to compare and to repair."""

from typing import Any

import msgspec

from core.inventory.model import Product
from core.reconciliation.commands import RepairMismatch, StartReconciliation
from core.reconciliation.mismatch import Mismatch
from core.reconciliation.model import Policy, Reconciliation, policies
from core.reconciliation.store import MISMATCHES, RECONCILIATIONS
from hub.kernel.errors import Code, Reason
from hub.messages.base import RelatedEntity, SpecificationRef, error_messages, values
from hub.messages.reconciliation import (
    Between,
    Difference,
    MismatchesFound,
    RepairService,
    ReportedService,
    ServiceRepaired,
    ServicesReported,
)
from hub.messages.reconciliation import Mismatch as Found
from hub.messages.som import ChangedService, ServiceEvent, ServiceStateChangeEvent
from hub.platform.message import Message, compose
from tests.asyncapi_schemas import validate
from tests.unit.rooms.core_room import Core
from tests.unit.rooms.making import CharacteristicSpecification, Mapping, component, item, offering

ENTRIES = [
    offering(
        "tv",
        component("tune", characteristics=[Mapping("speed", "speed")]),
        component("screen", "tune"),
        characteristics=[CharacteristicSpecification("speed", "integer")],
    )
]


class Som:
    """Knows services as the core's products list them, until a test changes that; answers when it is told to."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.services: dict[str, ReportedService] = {}
        # What is found between its services and the layers below, a list for each range.
        self.found: list[list[Found]] = [[]]
        self.repairs: list[RepairService] = []
        core.sell(*ENTRIES)

    # -- what there is ------------------------------------------------------------------------

    def sell(self, *numbers: str, order: str = "o") -> None:
        """Each number is a product of two services that stand, everywhere."""
        self.core.submit(*(item(n, "tv", speed=100) for n in numbers), order=order)
        for number in numbers:
            self.core.complete(f"{number}/tune", f"{number}/screen", order=order)
        self.core.asked.clear()
        for product in self.core.products().values():
            for s in product.services:
                self.services.setdefault(
                    s.service_id,
                    ReportedService(
                        id=s.service_id,
                        product_id=product.id,
                        specification_id=s.specification_id,
                        state="active",
                        service_characteristic=values(s.characteristics),
                        external_id=order,
                    ),
                )

    def change(self, identifier: str, **members: Any) -> None:
        self.services[identifier] = msgspec.structs.replace(self.services[identifier], **members)

    def lose(self, *identifiers: str) -> None:
        for identifier in identifiers:
            del self.services[identifier]

    def product(self, number: str = "1") -> Product:
        return self.core.products()[number]

    # -- what the core asks -------------------------------------------------------------------

    def start(self, identifier: str = "r", **policy: Policy) -> Reconciliation:
        """Without its answers; `product_service=…` and so on say the policies."""
        given = {Between(name.replace("_", "-")): of for name, of in policy.items()}
        started: Reconciliation = self.core.do(
            StartReconciliation(identifier, policies(given), "Kim", "because"), identifier
        )
        return started

    def reconcile(self, identifier: str = "r", **policy: Policy) -> Reconciliation:
        """All of it; the reconciliation as it then is."""
        self.start(identifier, **policy)
        while self.answer():
            pass
        return self.run(identifier)

    def answer(self) -> list[Message]:
        """To all it was asked since; what it has said, to be said again."""
        asked, self.core.asked = self.core.asked, []
        said = []
        for kind, body in asked:
            if kind == "ReportServices":
                said.append(
                    self.report(**{k: body.get(k, "") for k in ("reconciliationId", "after", "through")})
                )
            elif kind == "ReconcileServices":
                said += self.compared(body["reconciliationId"])
            else:
                self.repairs.append(msgspec.convert(body, RepairService))
        return said

    def report(self, reconciliationId: str, after: str, through: str) -> Message:  # noqa: N803 (the contract's name)
        inside = [
            s
            for s in self.services.values()
            if s.product_id > after and (not through or s.product_id <= through)
        ]
        return self.say(
            ServicesReported(reconciliation_id=reconciliationId, after=after, through=through, service=inside)
        )

    def compared(self, identifier: str) -> list[Message]:
        *first, last = self.found
        found = [MismatchesFound(reconciliation_id=identifier, mismatch=page) for page in first]
        end = MismatchesFound(reconciliation_id=identifier, mismatch=last, last=True, compared=2)
        return [self.say(m) for m in (*found, end)]

    def repaired(self, state: str = "completed", code: Code | None = None, **other: Any) -> Message:
        """Of the latest repair it was asked for."""
        self.answer()
        asked = self.repairs[-1]
        said = {"id": asked.id, "attempt": asked.attempt, **other}
        errors = error_messages(Reason(code, "it is so")) if code else []
        return self.say(ServiceRepaired(state=state, error_message=errors, **said))

    def tell(self, identifier: str, state: str, product_id: str = "") -> Message:
        """The service has a new state."""
        known = self.services[identifier]
        changed = ChangedService(
            id=identifier,
            state=state,
            service_specification=SpecificationRef(id=known.specification_id),
            related_entity=[RelatedEntity(id=product_id or known.product_id, referred_type="Product")],
        )
        event = ServiceStateChangeEvent(
            event_type="ServiceStateChangeEvent",
            event_time=self.core.now,
            event=ServiceEvent(service=changed),
        )
        return self.say(event)

    def say(self, contract: Any) -> Message:
        message = compose(contract, key="k", correlation="c")
        validate(message)
        self.core.deliver(message)
        return message

    # -- what a test sees ---------------------------------------------------------------------

    def run(self, identifier: str = "r") -> Reconciliation:
        found: dict[str, Reconciliation] = self.core.read(lambda c: RECONCILIATIONS.load(c, [identifier]))
        return found[identifier]

    def mismatches(self) -> list[Mismatch]:
        return sorted(self.core.all(MISMATCHES), key=lambda m: str(m.subject_id))

    def one(self) -> Mismatch:
        (found,) = self.mismatches()
        return found

    def decide(self, action: str, mismatch: str = "") -> Mismatch:
        identifier = mismatch or self.one().id
        self.core.do(RepairMismatch(identifier, action, "Kim", "looked"), identifier)
        found: dict[str, Mismatch] = self.core.read(lambda c: MISMATCHES.load(c, [identifier]))
        return found[identifier]


def below(subject: str = "s-1/tune", **members: Any) -> Found:
    """A mismatch SOM has found between a service and the network."""
    said = {
        "id": f"m-{subject}",
        "between": Between.SERVICE_NETWORK,
        "difference": Difference.MISSING,
        "subject_id": subject,
        "service_id": subject,
        "upper": {"state": "active"},
        **members,
    }
    return Found(**said)
