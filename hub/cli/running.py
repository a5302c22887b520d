"""How a command runs: its settings, its logs, its event loop, and what `hub` is called here."""

import asyncio
import gc
import os
import shutil
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from hub.platform.settings import Settings

T = TypeVar("T")


def prepare(**fixed: Any) -> "Settings":
    """The settings, and logs as they say; what is `fixed` is not read from the environment."""
    # What gRPC's core writes about a failed call, the error we raise says better.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    from hub.platform.logs import configure_logs
    from hub.platform.settings import load_settings

    settings = load_settings(**fixed)
    chosen = "log_format" in settings.model_fields_set
    style = "text" if sys.stderr.isatty() and not chosen else settings.log_format
    configure_logs(settings.log_level, style)
    return settings


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """On uvloop, where there is one."""
    # What is there at start stays; looking at it again and again costs more than the rare cycle it would find.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    result: T = uvloop.run(work)
    return result


def program() -> str:
    """What to type for `hub`."""
    if shutil.which("hub"):
        return "hub"
    beside = Path(sys.executable).with_name("hub")
    return near(beside) if beside.exists() else "python -m hub.cli"


def near(path: Path) -> str:
    """A path as short as it can be typed from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
