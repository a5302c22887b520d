"""PostgreSQL for tests: is it usable, how a private one starts, and databases to throw away."""

import pwd
import signal
import subprocess
import time
from pathlib import Path

import asyncpg

from tests.servers import names, private, urls
from tests.servers.choose import Kind, Running
from tests.servers.loop import blocking
from tests.servers.machine import Machine, NoServer

BINARIES = "usr/lib/postgresql/*/bin/"
CONNECT_SECONDS = 5
# The data lives for one run: what protects it from a power cut only costs time.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


async def _execute(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(urls.plain(url), timeout=CONNECT_SECONDS)
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


def why_not(url: str) -> str | None:
    may = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    try:
        rows = blocking(_execute(url, may))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        return " ".join(str(error).split()) or type(error).__name__
    return None if rows and rows[0][0] else "its user may not create databases"


def create_database(server: str) -> str:
    name = names.throwaway()
    blocking(_execute(server, f'CREATE DATABASE "{name}"'))
    return urls.with_path(server, name)


def drop_database(server: str, database: str) -> None:
    name = database.rpartition("/")[2]
    # By force: a test that failed may have left its connections open.
    blocking(_execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def sweep(server: str) -> None:
    """Drop the databases of runs that were killed long ago."""
    for row in blocking(_execute(server, "SELECT datname FROM pg_database")):
        if names.is_stale(row["datname"], time.time()):
            drop_database(server, urls.with_path(server, row["datname"]))


def installed(machine: Machine) -> bool:
    return all(machine.program(name, BINARIES + name) for name in ("initdb", "postgres"))


def start(machine: Machine) -> Running:
    initdb, postgres = (machine.program(name, BINARIES + name) for name in ("initdb", "postgres"))
    if not initdb or not postgres:
        raise NoServer("The programs initdb and postgres are not installed.")
    owner = _server_user() if machine.is_root() else None
    home = private.folder(owner)
    _initialise(initdb, home / "data", owner)
    port = private.free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    server = private.Leashed.start(
        "postgres",
        [postgres, "-D", home / "data", "-p", str(port), *settings],
        home,
        environment=machine.environment,
        owner=owner,
        stop_signal=signal.SIGQUIT,  # at once: nothing in it is worth a checkpoint
    )
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    server.wait_until(lambda: why_not(url))
    return Running(url, server.stop, {urls.POSTGRES_VARIABLE: url})


def _initialise(initdb: Path, data: Path, owner: pwd.struct_passwd | None) -> None:
    command = [
        str(initdb),
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    done = subprocess.run(
        command,
        cwd=data.parent,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoServer(f"initdb failed:\n{done.stderr[-2000:]}")


def _server_user() -> pwd.struct_passwd:
    """Whom root lets PostgreSQL run as: the server refuses to be root."""
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    raise NoServer("PostgreSQL does not run as root, and there is no other user to run it as.")


KIND = Kind(
    name="PostgreSQL",
    variable=urls.POSTGRES_VARIABLE,
    usual=urls.POSTGRES_USUAL,
    package="postgresql",
    why_not=why_not,
    installed=installed,
    start=start,
)
