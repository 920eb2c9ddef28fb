"""One line for each request that was answered."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

from teaching_app.serving.access_log import with_access_log

ENVIRON = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/takes/1/",
    "QUERY_STRING": "q=secret",
}


def test_a_line_has_method_path_status_and_seconds_and_not_what_was_asked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def found(_: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("404 Not Found", [])
        return [b"nothing here"]

    with caplog.at_level(logging.INFO, "access"):
        answer = with_access_log(found)(ENVIRON, lambda *_: None)
    assert answer == [b"nothing here"], "as it was: the server may send it as a file"
    (line,) = caplog.messages
    assert re.fullmatch(r"GET /takes/1/ 404 0\.\d{3} s", line)


def test_a_fault_is_a_line_too(caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> list[bytes]:
        raise OSError("made by the test")

    with caplog.at_level(logging.INFO, "access"), pytest.raises(OSError, match="made"):
        with_access_log(broken)(ENVIRON, lambda *_: None)
    assert caplog.messages[0].startswith("GET /takes/1/ 500 ")
