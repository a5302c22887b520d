"""The servers of one run, each provided when it is first asked for, and what is made on them, all removed at the end."""

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

from tests.servers import postgres, rabbitmq, urls
from tests.servers.choose import Running, provide
from tests.servers.machine import Machine
from tests.servers.vhosts import Vhosts


class Given:
    def __init__(self, machine: Machine | None = None) -> None:
        self.machine = machine or Machine()
        self._at_end = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._at_end.close()

    @cached_property
    def postgres(self) -> Running:
        running = provide(postgres.KIND, self.machine)
        self._at_end.callback(running.stop)
        postgres.sweep(running.url)
        return running

    @cached_property
    def rabbitmq(self) -> Running:
        running = provide(rabbitmq.KIND, self.machine)
        self._at_end.callback(running.stop)
        return running

    @cached_property
    def vhosts(self) -> Vhosts:
        usual = self.machine.environment.get(urls.CTL_VARIABLE, urls.CTL_USUAL)
        made = Vhosts(self.rabbitmq.url, self.rabbitmq.environment.get(urls.CTL_VARIABLE, usual))
        self._at_end.callback(made.close)
        return made

    def database(self) -> str:
        """A new empty database that lives as long as this object does."""
        made = postgres.create_database(self.postgres.url)
        self._at_end.callback(postgres.drop_database, self.postgres.url, made)
        return made
