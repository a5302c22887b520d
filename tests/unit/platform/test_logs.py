"""Logs are one JSON object a line, whoever writes them."""

import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from hub.platform.logs import configure_logs
configure_logs("info", {style!r})
structlog.get_logger().info("ours", order="1")
logging.getLogger("uvicorn.error").warning("Invalid %s", "request")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("library").exception("failed")
logging.getLogger("library").info("chatter")
"""


def logged(style: str) -> list[str]:
    command = (sys.executable, "-c", PROGRAM.format(style=style))
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()


def test_libraries_log_as_we_do() -> None:
    ours, warning, failure = map(json.loads, logged("json"))

    assert (ours["event"], ours["level"], ours["order"]) == ("ours", "info", "1")
    assert (warning["event"], warning["level"]) == ("Invalid request", "warning")
    assert warning["logger"] == "uvicorn.error"
    assert warning.keys() == {"event", "level", "timestamp", "logger"}
    assert "ZeroDivisionError" in failure["exception"]


def test_for_people_too() -> None:
    lines = logged("text")

    assert any("Invalid request" in line for line in lines)
    assert lines[-1].startswith("ZeroDivisionError")
