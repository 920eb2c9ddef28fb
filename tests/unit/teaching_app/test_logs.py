"""One readable line per event."""

from __future__ import annotations

import logging
import logging.config

import pytest

from teaching_app import logs


def line(logger: str, message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord(logger, logging.INFO, "", 0, message, arguments, None)


def test_a_line_names_time_process_and_level() -> None:
    shape = logs.configuration("worker", "INFO")["formatters"]["line"]
    formatter = logging.Formatter(shape["format"], shape["datefmt"])
    printed = formatter.format(line("teaching_app", "Take %s done", 7))
    _, rest = printed.split(" ", 1)
    assert rest == "worker    INFO    Take 7 done"


def test_what_is_configured_can_be_configured() -> None:
    kept = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(logs.configuration("web", "INFO"))
    finally:
        logging.root.handlers[:], logging.root.level = kept


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/", True),
        ("/takes/1/", True),
        ("/takes/1/result/", False),
        ("/takes/1/status/", False),
        ("/static/x.js", False),
        ("/health/", False),
    ],
)
def test_polling_does_not_fill_the_log(path: str, is_kept: bool) -> None:
    record = line("gunicorn.access", "%(U)s", {"U": path})
    assert logs.WithoutPolls().filter(record) is is_kept
