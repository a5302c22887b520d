"""Structured logs: one JSON object a line, or text for people; ids of order, message and correlation as fields."""

import logging
import sys
from typing import Any

import structlog


def configure_logs(level: str, style: str, **context: Any) -> None:
    """Sends the logs of this process to standard error. `context` is on every line."""
    number = logging.getLevelNamesMapping()[level.upper()]
    # A traceback says where; the values of all variables would fill the screen, and may be secret.
    text = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderer = structlog.processors.JSONRenderer() if style == "json" else text
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last = [*([structlog.processors.format_exc_info] if style == "json" else []), renderer]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        # Loggers of modules are as old as their modules: what is configured later has to hold for them, too.
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.bind_contextvars(**context)
    # Libraries only speak up when something is wrong, and in the same format.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler])
    # What it says of a connection that cannot be made, the error it raises says too, and we log that.
    logging.getLogger("aiormq").setLevel(logging.CRITICAL)
