"""What an error report holds, received as Sentry receives it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import brotli
import pytest

from tests.factories.installation import Installation

# One error while a request is answered, and one of a task.
FAIL = """
from unittest.mock import patch
import sentry_sdk
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.files.base import ContentFile
from django.test import RequestFactory
from teaching_app import log_context
from teaching_app.practice.services import analysis_run
from teaching_app.practice.tasks import analyse
from teaching_app.wsgi import application

def fail(*args, **kwargs):
    voice = "sound-of-a-voice"
    raise RuntimeError("No row for /join/secret-of-an-address/")

browser = RequestFactory(SERVER_NAME="localhost")
browser.cookies["sessionid"] = "secret-of-a-session"
asked = browser.post(
    "/join/secret-of-an-address/?q=what-was-asked",
    {"audio": ContentFile(b"sound-of-a-voice", "take.wav"), "name": "Amira"},
    headers={"Authorization": "Bearer secret-token"},
)
with patch.object(SessionMiddleware, "process_request", fail):
    application(asked.environ, lambda *_: None)
with patch.object(analysis_run, "run", fail), log_context.about(analysis=7):
    analyse.apply(args=[7])
sentry_sdk.flush(10)
"""


@contextmanager
def sentry() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that takes reports; its address, and the events it was sent."""
    events: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Encoding"] == "br"
            lines = brotli.decompress(sent).splitlines()
            parts = [json.loads(line) for line in lines if line]
            events.extend(part for part in parts if "exception" in part)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: the output is the test's."""

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://key@127.0.0.1:{server.server_port}/1", events
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.slow
def test_errors_are_reported_with_their_place_and_nothing_of_who_or_what(
    tmp_path: Path,
) -> None:
    with sentry() as (address, events):
        site = Installation(tmp_path, SENTRY_DSN=address, DEBUG="on")
        site.program(FAIL)
    places = [
        event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"]
        for event in events
    ]
    assert places == ["fail", "fail"]
    view, task = events
    assert view["request"] == {"method": "POST", "url": "http://localhost/join/…/"}
    assert task["tags"]["analysis"] == 7
    written = json.dumps(events, ensure_ascii=False)
    for private in ("secret", "what-was-asked", "sound-of", "Amira", "sessionid"):
        assert private not in written, private
