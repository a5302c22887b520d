"""Who carries out what SOM decides: the seam between it and the systems below.

`DRIVER` is asked; the default one sends our own messages to ROM and to activation. Another system below needs another
driver, and handlers that tell the order what it answers (`workers.som.handlers`); no table and no rule changes.
"""

from typing import Protocol

from hub.platform.unit_of_work import Step
from workers.som.drivers.layers import Layers
from workers.som.model import ServiceOrder
from workers.som.part import Part


class Driver(Protocol):
    """What SOM asks for a part of an order.

    All of it may be asked again: then it is a question, answered with what became of it. Answers come later, as messages.
    """

    def reserve(self, step: Step, order: ServiceOrder, part: Part) -> None:
        """The part's resources are to be had, all or none."""

    def release(self, step: Step, order: ServiceOrder, part: Part, *, late: bool = False) -> None:
        """Its resources go back; `late`, those that came after they had been given up, once more."""

    def apply(self, step: Step, order: ServiceOrder, part: Part) -> None:
        """The network shall have the service as the part wants it."""

    def withdraw(self, step: Step, order: ServiceOrder, part: Part) -> None:
        """The network shall not do what it was asked for, if it has not yet."""

    def undo(self, step: Step, order: ServiceOrder, part: Part) -> None:
        """The network shall have the service as it was before."""


DRIVER: Driver = Layers()
