"""CPU time of processes, from /proc (Linux)."""

import os
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
# Command names of the servers, as the kernel shows them.
SERVERS = {"postgres": "PostgreSQL", "beam.smp": "RabbitMQ"}


def process_ms(pid: int) -> float:
    """User and system time of a process so far, in milliseconds; 0 when it is gone."""
    return _read(Path(f"/proc/{pid}/stat"))[1]


def servers_ms() -> dict[int, tuple[str, float]]:
    """The servers' processes on this machine, whoever uses them: what each is, and its time so far."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        name, used = _read(path)
        if name in SERVERS:
            found[int(path.parent.name)] = (SERVERS[name], used)
    return found


def used_since(before: dict[int, tuple[str, float]]) -> dict[str, float]:
    """What each kind of server has used since then, processes that have started meanwhile included."""
    used = dict.fromkeys(SERVERS.values(), 0.0)
    for pid, (server, now) in servers_ms().items():
        used[server] += now - before.get(pid, (server, 0.0))[1]
    return used


def _read(path: Path) -> tuple[str, float]:
    try:
        text = path.read_text()
    except OSError:
        return "", 0.0
    head, _, tail = text.rpartition(")")
    fields = tail.split()
    return head.partition("(")[2], (int(fields[11]) + int(fields[12])) * TICK_MS
