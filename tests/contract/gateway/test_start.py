"""What it costs to start the gateway with all its documents."""

import json
import subprocess
import sys

import pytest

START = """
import asyncio, json, re, time
from pathlib import Path

import grpc
from gateway.app import build_app

async def start():
    core, *below = (grpc.aio.insecure_channel("127.0.0.1:1") for _ in range(4))
    build_app(core, below=dict(zip(("som", "rom", "activation"), below)))

asyncio.run(start())
# Not getrusage: its peak begins with that of the process that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps({"seconds": time.process_time(), "megabytes": int(peak[1]) / 1024}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_the_gateway_starts_within_3_seconds_and_250_megabytes() -> None:
    """Seconds of processor time: what else this machine does is not the gateway's cost."""
    output = subprocess.run([sys.executable, "-c", START], check=True, capture_output=True, text=True).stdout
    cost = json.loads(output)
    assert cost["seconds"] < 3
    assert cost["megabytes"] < 250
