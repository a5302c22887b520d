"""The layers with inventories that are compared and repaired; what the network and ROM hold is read from their tables."""

from typing import Any

import msgspec

from hub.messages.base import Payload, SpecificationRef, values
from hub.messages.reconciliation import (
    ConfigurationsReported,
    Mismatch,
    MismatchesFound,
    ReconcileServices,
    Repair,
    RepairService,
    ReportedConfiguration,
    ReportedResource,
    ReportResources,
    ResourcesReported,
    ServiceRepaired,
    ServicesReported,
)
from hub.messages.rom import CreateResourceOrder, Resource, ResourceOrderItem
from hub.platform.message import Message, read
from hub.platform.store import Store
from tests.asyncapi_schemas import validate
from tests.unit.rooms.layers import ROOM_OF, Layers
from workers.activation.drivers.emulator.store import CONFIGURATIONS
from workers.rom.store import RESOURCES
from workers.som.catalog import ServiceSpecification
from workers.som.catalog_store import ENTRIES
from workers.som.reconciliation.store import REPAIRS
from workers.som.store import SERVICE_ORDERS, SERVICES
from workers.som.values import RelatedEntity

_TOLD = {kind.__name__: kind for kind in (MismatchesFound, ServiceRepaired, ServicesReported)}
_ANSWERED_HERE = {"ReportConfigurations", "ReportResources"} - ROOM_OF.keys()


class Inventories(Layers):
    """What SOM tells of mismatches and repairs is in `heard`."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            if message.type in _TOLD:
                validate(message)
                self.sent.append(message)
                self.heard.append(read(message, _TOLD[message.type]))
            elif message.type in _ANSWERED_HERE:
                validate(message)
                self.sent.append(message)
                self.mail.append(message)
            else:
                super()._post([message])

    def handle(self, message: Message, *, dies: bool = False) -> None:
        if message.type not in _ANSWERED_HERE:
            super().handle(message, dies=dies)
            return
        asked = read(message, ReportResources)
        about = {"reconciliation_id": asked.reconciliation_id, "after": asked.after, "through": asked.through}
        answer: Payload
        if message.type == "ReportResources":
            answer = ResourcesReported(**about, resource=self._resources(asked))
        else:
            answer = ConfigurationsReported(**about, configuration=self._configurations(asked))
        self.put(answer, asked.reconciliation_id)

    def _configurations(self, asked: ReportResources) -> list[ReportedConfiguration]:
        return [
            ReportedConfiguration(
                service_id=c.id,
                element=c.element,
                state=getattr(c, "state", "active"),
                sequence=c.sequence,
                service_characteristic=values(c.characteristics),
            )
            for c in self.all(CONFIGURATIONS)
            if c.element and _inside(c.id, asked)
        ]

    def _resources(self, asked: ReportResources) -> list[ReportedResource]:
        owners = {o.id: o.service_id for store in (SERVICE_ORDERS, REPAIRS) for o in self.all(store)}
        return [
            ReportedResource(
                id=r.id,
                service_id=owner,
                service_order_id=r.service_order_id,
                specification_id=r.specification_id,
                value=r.value,
            )
            for r in self.all(RESOURCES)
            if _inside(owner := owners.get(r.service_order_id, ""), asked)
        ]

    def offer(self, *specifications: ServiceSpecification) -> None:
        """More in the catalogue."""
        with self._engine.begin() as connection:
            ENTRIES.load(connection, specifications)

    def belongs(self, service: str, product: str) -> None:
        self.change(SERVICES, service, related=[RelatedEntity(id=product, referred_type="Product")])

    # -- drift --------------------------------------------------------------------------------

    def change(self, store: Store[Any], identifier: str, **members: Any) -> None:
        """Somebody writes a row behind everybody's back."""
        with self._engine.begin() as connection:
            found = store.load(connection, [identifier])[identifier]
            for name, value in members.items():
                setattr(found, name, value)
            store.save(connection, [found])

    def forget(self, service: str) -> None:
        """The network does not hold the service any more."""
        self.change(CONFIGURATIONS, service, element="", characteristics={})

    def reconfigure(self, service: str, **characteristics: Any) -> None:
        """The network holds the service with something else."""
        has = self.network()[service] | characteristics
        self.change(CONFIGURATIONS, service, characteristics={n: v for n, v in has.items() if v is not None})

    def configure(
        self, service: str, element: str = "olt", sequence: int = 0, **characteristics: Any
    ) -> None:
        """The network holds something nobody has ordered."""
        found = next((c for c in self.all(CONFIGURATIONS) if c.id == service), None)
        made = found or CONFIGURATIONS.kind(id=service)
        made.element, made.characteristics = element, characteristics
        made.sequence = max(made.sequence, sequence)
        with self._engine.begin() as connection:
            CONFIGURATIONS.save(connection, [made])

    def allocate(self, pool: str, order: str = "leak", item: str = "1") -> None:
        """Somebody takes a resource for a service order."""
        self._resource_order(pool, order, item, "add", "")

    def give_back(self, pool: str, resource: str) -> None:
        """Somebody gives a resource back."""
        self._resource_order(pool, "somebody", "1", "delete", resource)

    def _resource_order(self, pool: str, order: str, item: str, action: str, resource: str) -> None:
        of = self.service(order).id if order in {o.id for o in self.all(SERVICE_ORDERS)} else None
        asked = Resource(id=resource or None, resource_specification=SpecificationRef(id=pool), service_id=of)
        items = [ResourceOrderItem(id=item, action=action, resource=asked)]
        identifier = f"{action}-{order}-{item}-{resource}-{len(self.sent)}"
        self.put(CreateResourceOrder(id=identifier, external_id=order, order_item=items), order)
        self.handle(self.take("CreateResourceOrder"))
        self.mail = [m for m in self.mail if m.type != "ResourceOrderStateChangeEvent"]

    def reports(self) -> list[ServicesReported]:
        """What SOM has said of the services of products."""
        return [h for h in self.heard if isinstance(h, ServicesReported)]

    def item(self, order: str, pool: str) -> str:
        """What ROM knows the resource by that a service order has from a pool."""
        return next(
            str(item["id"])
            for asked in self.asked("CreateResourceOrder")
            if asked["externalId"] == order
            for item in asked["orderItem"]
            if item["resource"]["resourceSpecification"]["id"] == pool
        )

    def allocated(self, pool: str, value: str) -> str:
        """The id of the resource that has this value."""
        return str(next(r.id for r in self.all(RESOURCES) if (r.specification_id, r.value) == (pool, value)))

    # -- asking -------------------------------------------------------------------------------

    def mismatches(self, walk: str = "") -> list[Mismatch]:
        """What a new walk finds."""
        identifier = walk or f"walk-{len(self.sent)}"
        self.put(ReconcileServices(reconciliation_id=identifier), identifier)
        self.run()
        told = [h for h in self.heard if isinstance(h, MismatchesFound)]
        pages = [page for page in told if page.reconciliation_id == identifier]
        assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
        return [m for page in pages for m in page.mismatch]

    def repair(self, mismatch: Mismatch, repair: Repair, attempt: int = 1, **more: Any) -> ServiceRepaired:
        """How a repair ends."""
        self.ask_to_repair(mismatch, repair, attempt, **more)
        self.run()
        return self.repaired()

    def ask_to_repair(self, mismatch: Mismatch, repair: Repair, attempt: int = 1, **more: Any) -> None:
        asked = RepairService(id=mismatch.id, attempt=attempt, repair=repair, mismatch=mismatch, **more)
        self.put(asked, mismatch.id)

    def repaired(self) -> ServiceRepaired:
        """What was said last of a repair."""
        return next(h for h in reversed(self.heard) if isinstance(h, ServiceRepaired))

    def resource(self, service: str, name: str) -> Any:
        """What a service stands on, by name."""
        (found,) = [s for s in self.all(SERVICES) if s.id == service]
        return next((r for r in found.resources if r.name == name), None)


def _inside(identifier: str, asked: ReportResources) -> bool:
    beyond = bool(asked.through) and identifier > asked.through
    return not beyond and (identifier > asked.after or not asked.after)


def said(repaired: ServiceRepaired) -> tuple[str, list[str]]:
    """The state of a repair, and its codes."""
    return repaired.state, [error.code for error in repaired.error_message]


def copy(message: Message, identifier: str) -> Message:
    """The same message under another id: to the inbox it is a new one."""
    return msgspec.structs.replace(message, id=identifier)
