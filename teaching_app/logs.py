"""One line per event, readable or as JSON, with the process that wrote it."""

from __future__ import annotations

import logging
import re
import textwrap
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from . import log_context

QUIET_PATHS = ("/static/", "/health/", "/ready/", "/metrics")
QUIET_ENDS = ("/result/", "/status/")
# Whoever has the address may set a password, confirm a mail address, join or agree.
SECRET = re.compile(
    r"(/(?:password/reset/key|confirm-email|join|guardian|invitations|natives/invited|natives/mine)/)[^/\s]+"
)
ACCESS_FIELDS = ("method", "path", "status", "seconds")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Line(logging.Formatter):
    """One line per event; what it quotes can neither forge a line nor tell a secret."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Escape control characters, and leave the secret out of a secret address."""
        record.message = CONTROL.sub(_escaped, without_secrets(record.message.strip()))
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Indent the traceback, so that no line of it looks like an event."""
        return textwrap.indent(without_secrets(super().formatException(ei)), "    ")


class Json(JsonFormatter):
    """One JSON object per event, with what ``log_context`` says it is about.

    Only what is named here is written: attributes that libraries attach to a record may
    be whole requests or the arguments of tasks.
    """

    def __init__(self, process: str) -> None:
        super().__init__(json_ensure_ascii=True)
        self.process = process

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        """Fill in the object."""
        at = datetime.fromtimestamp(record.created, UTC)
        log_data.update(
            time=at.isoformat(timespec="milliseconds"),
            level=record.levelname,
            process=self.process,
            logger=record.name,
            message=without_secrets(record.getMessage().strip()),
            **log_context.current(),
        )
        if record.name == "access" and isinstance(record.args, dict):
            values = {k: v for k, v in record.args.items() if k in ACCESS_FIELDS}
            values["path"] = without_secrets(str(values.get("path", "")))
            log_data.update(values)
        if record.exc_info:
            log_data["traceback"] = without_secrets(
                self.formatException(record.exc_info)
            )


def without_secrets(text: str) -> str:
    """The text with what is secret in addresses left out."""
    return SECRET.sub(r"\1…", text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class WithoutPolls(logging.Filter):
    """Drops access lines of static files and of requests that poll for progress."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = record.args.get("path", "") if isinstance(record.args, dict) else ""
        return not path.startswith(QUIET_PATHS) and not path.endswith(QUIET_ENDS)


def configuration(process: str, level: str, form: str = "line") -> dict[str, Any]:
    """Logging of one process: everything to standard error, as ``line`` or ``json``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": Line,
                "format": f"%(asctime)s {process:<9} %(levelname)-7s %(message)s",
                "datefmt": "%H:%M:%S",
            },
            "json": {"()": Json, "process": process},
        },
        "filters": {"without_polls": {"()": WithoutPolls}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
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
