"""One readable line per event."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest

from teaching_app import logs


def line(logger: str, message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord(logger, logging.INFO, "", 0, message, arguments, None)


def test_a_line_names_time_process_and_level() -> None:
    shape = logs.configuration("worker", "INFO")["formatters"]["line"]
    formatter = logs.Line(shape["format"], shape["datefmt"])
    printed = formatter.format(line("teaching_app", "Take %s done", 7))
    _, rest = printed.split(" ", 1)
    assert rest == "worker    INFO    Take 7 done"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the configured handler writes."""
    kept = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(logs.configuration("web", "INFO"))
    (handler,) = logging.root.handlers
    handler.setStream(io.StringIO())
    try:
        yield handler.stream
    finally:
        logging.root.handlers[:], logging.root.level = kept


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/password/reset/key/2-set-password/",
        "/accounts/confirm-email/2-set-password/",
        "/join/2-set-password/",
        "/guardian/2-set-password/",
        "/teach/invitations/2-set-password/",
    ],
)
def test_no_secret_of_an_address_is_written(written: io.StringIO, address: str) -> None:
    logging.getLogger("access").info("GET %s 200", address)
    logging.getLogger("django.request").warning("Not Found: %s", address)
    assert "2-set-password" not in written.getvalue()
    assert address.partition("2-set")[0] in written.getvalue()


def test_an_address_cannot_forge_a_line(written: io.StringIO) -> None:
    forged = "/x\n17:00:00 web INFO admin signed in\r\x1b[2K\u2028y"
    logging.getLogger("access").info("GET %s 404", forged)
    assert len(written.getvalue().splitlines()) == 1
    assert r"\n17:00:00 web INFO" in written.getvalue()


def test_an_error_that_quotes_input_cannot_forge_a_line(written: io.StringIO) -> None:
    try:
        raise ValueError("bad\n17:00:00 web INFO admin signed in")
    except ValueError:
        logging.getLogger("teaching_app").exception("Failed")
    _, *traceback = written.getvalue().splitlines()
    assert traceback
    assert all(each.startswith("    ") for each in traceback)


def test_what_is_configured_can_be_configured() -> None:
    kept = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(logs.configuration("web", "INFO"))
        (handler,) = logging.root.handlers
        assert isinstance(handler.formatter, logs.Line)
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
        ("/ready/", False),
        ("/metrics", False),
    ],
)
def test_polling_does_not_fill_the_log(path: str, is_kept: bool) -> None:
    record = line("access", "%(path)s", {"path": path})
    assert logs.WithoutPolls().filter(record) is is_kept
