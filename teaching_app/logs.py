"""One readable line per event, with the process that wrote it."""

from __future__ import annotations

import logging
import re
import textwrap
from typing import Any

QUIET_PATHS = ("/static/", "/health/", "/ready/", "/metrics")
QUIET_ENDS = ("/result/", "/status/")
# Whoever has the address may set a password, confirm a mail address, join or agree.
SECRET = re.compile(
    r"(/(?:password/reset/key|confirm-email|join|guardian|invitations)/)[^/\s]+"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Line(logging.Formatter):
    """One line per event; what it quotes can neither forge a line nor tell a secret."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Escape control characters, and leave the secret out of a secret address."""
        record.message = CONTROL.sub(
            _escaped, SECRET.sub(r"\1…", record.message.strip())
        )
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Indent the traceback, so that no line of it looks like an event."""
        return textwrap.indent(SECRET.sub(r"\1…", super().formatException(ei)), "    ")


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class WithoutPolls(logging.Filter):
    """Drops access lines of static files and of requests that poll for progress."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = record.args.get("path", "") if isinstance(record.args, dict) else ""
        return not path.startswith(QUIET_PATHS) and not path.endswith(QUIET_ENDS)


def configuration(process: str, level: str) -> dict[str, Any]:
    """Logging of one process: everything to standard error, in one shape."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": Line,
                "format": f"%(asctime)s {process:<9} %(levelname)-7s %(message)s",
                "datefmt": "%H:%M:%S",
            }
        },
        "filters": {"without_polls": {"()": WithoutPolls}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "teaching_app": {"level": level},
            "emotion_engine": {"level": level},
            "celery.worker": {"level": "WARNING"},
            "celery.apps": {"level": "INFO"},
            "waitress": {"level": "INFO"},
            "waitress.queue": {"level": "ERROR"},  # a warning for each that waits
            "access": {"level": "INFO", "filters": ["without_polls"]},
        },
    }
