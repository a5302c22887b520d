"""Playing a story: on a hub of its own, through its REST API, with a clock that stands still while anything moves."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hub.cli.after import fill
from hub.cli.operator import Operator
from hub.cli.story_outcome import collect
from hub.cli.story_script import Script, Step
from hub.compose.addresses import in_one_database
from hub.compose.catalog import load_catalog
from hub.compose.client import Client
from hub.compose.embedded import embedded
from hub.compose.pace import Pace
from hub.compose.rooms import PARTS
from hub.compose.web import Web
from hub.kernel.clock import ManualClock
from hub.kernel.errors import Code, HubError, Kind, refuse
from hub.platform.files import shipped
from hub.platform.rpc import call
from hub.platform.settings import Settings
from proto.activation.v1.activation_pb2 import LoadScenarioRequest

Say = Callable[[str], None]
# Longer does no story wait for anything.
PATIENCE = timedelta(days=2000)
PLAIN = "plain"
MOMENT = timedelta(milliseconds=10)


async def play(script: Script, say: Say = lambda _: None) -> dict[str, Any]:
    """Plays it to its end; what has become of everything, with names in the place of ids."""
    with tempfile.TemporaryDirectory(prefix="hub-story-") as folder:
        url = f"sqlite:///{Path(folder) / 'hub.db'}"
        settings = Settings(**in_one_database(url), http_port=0, scenario=None, validate_responses=True)
        clock = ManualClock()
        process = await embedded(settings, clock, dict.fromkeys(PARTS, "127.0.0.1:0"))
        async with process, Client(process.targets) as client:
            await load_catalog(client, [shipped("examples") / "catalog"])
            async with Web(settings, process.targets) as web, Operator(web.url) as operator:
                player = _Player(script, client, operator, Pace(process, clock), clock, say)
                for step in script.steps:
                    await player.carry_out(step)
                return await collect(player.orders, {step.after for step in script.steps}, operator)


@dataclass
class _Player:
    script: Script
    client: Client
    operator: Operator
    pace: Pace
    clock: ManualClock
    say: Say
    # Name of the file → id; the latest last.
    orders: dict[str, str] = field(default_factory=dict)

    async def carry_out(self, step: Step) -> None:
        # Whoever does something does it after all that has happened.
        self.clock.advance(MOMENT)
        await self.pace.quiet()
        if step.refused:
            await self._refused(step)
        else:
            await getattr(self, f"_{step.action}")(step)
        await self.pace.quiet()
        if step.until:
            await self._until(step)

    async def _refused(self, step: Step) -> None:
        try:
            await getattr(self, f"_{step.action}")(step)
        except HubError as error:
            codes = [reason.code for reason in error.reasons]
            self.say(f"refused: {'; '.join(reason.text for reason in error.reasons)}")
            if codes == list(step.refused):
                return
            raise _otherwise(f"{step.action} was refused with {codes}, not with {step.refused}") from error
        raise _otherwise(f"{step.action} was not refused")

    def _of(self, step: Step) -> str:
        return self.orders[step.of] if step.of else next(reversed(self.orders.values()))

    def _file(self, name: str) -> bytes:
        return self.script.path.with_name(name).read_bytes()

    async def _submit(self, step: Step) -> None:
        name = step.what.removesuffix(".json")
        earlier = await self.operator.order(self.orders[step.after]) if step.after else None
        body = fill(self._file(step.what), earlier)
        answer = await self.operator.submit(body)
        self.orders[name] = answer["id"]
        self.say(f"hub order submit {step.what}" + (f" --after {step.after}" if step.after else ""))

    async def _amend(self, step: Step) -> None:
        self.say(f"hub order amend {step.what}")
        order = self._of(step)
        await self.operator.amend(order, fill(self._file(step.what), await self.operator.order(order)))

    async def _answer(self, step: Step) -> None:
        await self._act(step)

    async def _hold(self, step: Step) -> None:
        await self._act(step)

    async def _release(self, step: Step) -> None:
        await self._act(step)

    async def _cancel(self, step: Step) -> None:
        await self._act(step)

    async def _act(self, step: Step) -> None:
        self.say(f"hub order {step.action} {_words(step.what)}")
        await self.operator.act(self._of(step), step.action, step.what)

    async def _resolve(self, step: Step) -> None:
        self.say(f"hub fallout resolve {_words(step.what)}")
        found, _ = await self.operator.fallout({"state": "open", "productOrderId": f'"{self._of(step)}"'})
        if len(found) != 1:
            raise _otherwise(f"{len(found)} fallouts are open, not one")
        await self.operator.resolve(found[0]["id"], step.what)

    async def _network(self, step: Step) -> None:
        if step.what == PLAIN:
            self.say("the network plays nothing special any more")
            await call(self.client.activation.LoadScenario, LoadScenarioRequest())
        else:
            self.say(f"hub catalog load scenarios/{step.what}")
            await load_catalog(self.client, [shipped("examples") / "scenarios" / step.what])

    async def _wait(self, step: Step) -> None:
        time = timedelta(**step.what)
        if time:
            self.say(" and ".join(f"{number} {unit}" for unit, number in step.what.items()) + " pass")
        await self.pace.pass_time(time)

    async def _until(self, step: Step) -> None:
        limit = self.clock.now() + PATIENCE
        while (found := await self._state(step)) != step.until:
            if self.clock.now() > limit or not await self.pace.go_on():
                raise _otherwise(f"after {step.action} it is {found}, and never {step.until}")
            await self.pace.quiet()
        said = (
            found if isinstance(found, str) else ", ".join(f"{key} {state}" for key, state in found.items())
        )
        self.say(f"    {self.clock.now():%Y-%m-%d %H:%M:%S}  {said}")

    async def _state(self, step: Step) -> str | dict[str, str]:
        order = self._of(step)
        if isinstance(step.until, str):
            return str((await self.operator.view(order))["state"])
        nodes = (await self.operator.plan_of(order))["node"]
        return {node["key"]: node["state"] for node in nodes if node["key"] in step.until}


def _words(what: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in what.items())


def _otherwise(text: str) -> HubError:
    return refuse(Kind.INVALID, Code.INTERNAL_ERROR, f"the story goes another way: {text}")
