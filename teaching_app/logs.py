"""One readable line per event, with the process that wrote it."""

from __future__ import annotations

import logging
from typing import Any

QUIET_PATHS = ("/static/", "/health/")
QUIET_ENDS = ("/result/", "/status/")


class WithoutPolls(logging.Filter):
    """Drops access lines of static files and of requests that poll for progress."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = record.args.get("U", "") if isinstance(record.args, dict) else ""
        return not path.startswith(QUIET_PATHS) and not path.endswith(QUIET_ENDS)


def configuration(process: str, level: str) -> dict[str, Any]:
    """Logging of one process: everything to standard error, in one shape."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
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
            "gunicorn.error": {"level": "INFO", "propagate": True, "handlers": []},
            "gunicorn.access": {
                "level": "INFO",
                "filters": ["without_polls"],
                "propagate": True,
                "handlers": [],
            },
        },
    }
