"""How log lines look: JSON where programs read them, plain where people do.

Never the values of local variables, nor the secret part of an address that opens something without signing in.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import structlog

#: Addresses whose next part is a secret: whoever has it acts as the person whom it was given.
_SECRET_PART = re.compile(
    r"/((?:account/(?:link|confirm-email|password/reset/key)|startfoto|gesprek|bijwerken|meelezen"
    r"|zoeken/meldingen/(?:stoppen|brieven))/)[^/?\s\"'<>]+"
)


def mask_secrets(logger: object, name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Put `***` where an address in a line has its secret part."""
    return {key: _SECRET_PART.sub(r"/\1***", value) if isinstance(value, str) else value for key, value in line.items()}


#: What happens to every line, whether structlog or the standard library wrote it.
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    mask_secrets,
]


def configure() -> None:
    """Send structlog's lines through the standard library, so that one handler writes all."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter(*, json: bool) -> logging.Formatter:
    """Return the formatter of the setting LOGGING."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
