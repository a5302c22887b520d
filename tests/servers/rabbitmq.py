"""RabbitMQ for tests: is it usable, and how a private one starts beside whatever else runs on the machine."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from tests.servers import private, urls, vhosts
from tests.servers.choose import Kind, Running
from tests.servers.machine import Machine, NoServer

BINARIES = "usr/lib/rabbitmq/bin/"
EPMD = "usr/lib/erlang/erts-*/bin/epmd"
SETTINGS = """\
listeners.tcp.local = 127.0.0.1:{port}
disk_free_limit.absolute = 50MB
log.console = true
log.console.level = warning
log.file = false
"""


def why_not(url: str) -> str | None:
    """Usable is a broker that answers and whose virtual hosts we can make: what `rabbitmqctl` talks to may be another."""
    reason = vhosts.why_closed(url)
    if reason:
        return reason
    ours = vhosts.Vhosts(url, os.environ.get(urls.CTL_VARIABLE, urls.CTL_USUAL), batch=1)
    try:
        ours.sweep()
        ours.take()
        ours.close()
    except NoServer as error:
        return str(error)
    return None


def installed(machine: Machine) -> bool:
    return all(_programs(machine))


def _programs(machine: Machine) -> tuple[Path | None, Path | None, Path | None]:
    server = machine.program("rabbitmq-server", BINARIES + "rabbitmq-server")
    ctl = machine.program("rabbitmqctl", BINARIES + "rabbitmqctl")
    return server, ctl, machine.program("epmd", EPMD)


def start(machine: Machine) -> Running:
    server, ctl, epmd = _programs(machine)
    if not server or not ctl or not epmd:
        raise NoServer("The programs rabbitmq-server, rabbitmqctl and epmd are not all installed.")
    home = private.folder()
    port = private.free_port()
    own = _own_environment(home)
    (home / "rabbitmq.conf").write_text(SETTINGS.format(port=port))
    (home / "enabled_plugins").write_text("[].\n")
    (home / "rabbitmq-env.conf").touch()
    environment = {**_without_rabbit(machine.environment), **own}
    # Its own name daemon, started by us: the one a broker starts for itself would stay when the broker has gone.
    names = private.Leashed.start("epmd", [epmd], home, environment=environment, remove=False)
    broker = private.Leashed.start("rabbitmq", [server], home, environment=environment)

    def stop() -> None:
        broker.stop()
        names.stop()

    url = f"amqp://guest:guest@127.0.0.1:{port}/"
    try:
        broker.wait_until(lambda: vhosts.why_closed(url))
    except NoServer:
        names.stop()
        raise
    script = _control_script(home, ctl, own)
    return Running(url, stop, {urls.AMQP_VARIABLE: url, urls.CTL_VARIABLE: str(script)})


def _own_environment(home: Path) -> dict[str, str]:
    """Everything a broker shares with its neighbours unless told otherwise: name, ports, folders, cookie, settings."""
    return {
        "HOME": str(home),  # where the cookie is made
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(private.free_port()),
        "RABBITMQ_NODENAME": f"hub-test-{os.getpid()}-{home.name.rpartition('-')[2]}@localhost",
        "RABBITMQ_DIST_PORT": str(private.free_port()),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_CONF_ENV_FILE": str(home / "rabbitmq-env.conf"),
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(home / "advanced.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
    }


def _without_rabbit(environment: Mapping[str, str]) -> dict[str, str]:
    """Settings for another broker on this machine must not reach ours."""
    return {name: value for name, value in environment.items() if not name.startswith(("RABBITMQ_", "ERL_"))}


def _control_script(home: Path, ctl: Path, own: Mapping[str, str]) -> Path:
    """`rabbitmqctl` for this broker and no other, for any process that is given its path."""
    words = " ".join(shlex.quote(f"{name}={value}") for name, value in own.items())
    script = home / "rabbitmqctl"
    script.write_text(f'#!/bin/sh\nexec env {words} {shlex.quote(str(ctl))} "$@"\n')
    script.chmod(0o755)
    return script


KIND = Kind(
    name="RabbitMQ",
    variable=urls.AMQP_VARIABLE,
    usual=urls.AMQP_USUAL,
    package="rabbitmq-server",
    why_not=why_not,
    installed=installed,
    start=start,
)
