"""One line per event, readable or as JSON."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from teaching_app import log_context, logs


def line(logger: str, message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord(logger, logging.INFO, "", 0, message, arguments, None)


def test_a_line_names_time_process_and_level() -> None:
    shape = logs.configuration("worker", "INFO")["formatters"]["line"]
    formatter = logs.Line(shape["format"], shape["datefmt"])
    printed = formatter.format(line("teaching_app", "Take %s done", 7))
    _, rest = printed.split(" ", 1)
    assert rest == "worker    INFO    Take 7 done"


@pytest.fixture(params=["line", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the configured handler writes, in each form."""
    with written_as(request.param) as stream:
        yield stream


@pytest.fixture
def objects() -> Iterator[io.StringIO]:
    """What the configured handler writes as JSON."""
    with written_as("json") as stream:
        yield stream


@contextmanager
def written_as(form: str) -> Iterator[io.StringIO]:
    kept = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(logs.configuration("web", "INFO", form))
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


def test_an_object_names_process_request_and_take(objects: io.StringIO) -> None:
    with log_context.about(request="r-1"):
        with log_context.about(analysis=7):
            logging.getLogger("teaching_app").info("Take %s done", 7)
        logging.getLogger("teaching_app").info("Next")
    first, second = map(json.loads, objects.getvalue().splitlines())
    time = first.pop("time")
    assert first == {
        "level": "INFO",
        "process": "web",
        "logger": "teaching_app",
        "message": "Take 7 done",
        "request": "r-1",
        "analysis": 7,
    }
    assert time.endswith("+00:00")
    assert "analysis" not in second


def test_an_object_of_the_access_log_has_its_values(objects: io.StringIO) -> None:
    values = {"method": "GET", "path": "/join/secret/", "status": "200", "seconds": 0.1}
    logging.getLogger("access").info("%(method)s %(path)s %(status)s", values)
    (written,) = map(json.loads, objects.getvalue().splitlines())
    assert (written["path"], written["status"], written["seconds"]) == (
        "/join/…/",
        "200",
        0.1,
    )


def test_what_libraries_attach_to_a_record_is_not_written(objects: io.StringIO) -> None:
    attached = {"request": "GET /?q=secret", "data": {"args": ["secret"]}}
    logging.getLogger("teaching_app").warning("Not Found", extra=attached)
    assert "secret" not in objects.getvalue()


def fail_with(message: str) -> None:
    try:
        raise ValueError(message)
    except ValueError:
        logging.getLogger("teaching_app").exception("Failed")


def test_an_error_that_quotes_input_cannot_forge_a_line() -> None:
    with written_as("line") as stream:
        fail_with("bad\n17:00:00 web INFO admin signed in")
    _, *traceback = stream.getvalue().splitlines()
    assert traceback
    assert all(each.startswith("    ") for each in traceback)


def test_an_error_is_one_object_without_secrets(objects: io.StringIO) -> None:
    fail_with('no page "/join/secret/"\n{"level": "INFO", "message": "signed in"}')
    (line,) = objects.getvalue().splitlines()
    assert "ValueError: no page" in json.loads(line)["traceback"]
    assert "secret" not in line


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
