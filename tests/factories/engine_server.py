"""A double of the engine's server: answers as it does, or as one that is in trouble."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import emotion_engine as engine
from teaching_app.engine_server import wire
from tests.factories.engines import trace
from tests.reports import native_report


@dataclass
class EngineServer:
    """Hears every take; first come the ``troubles``, one for each request.

    A trouble is a status, "hangs up", "dawdles", or the body of an answer.
    """

    url: str = ""
    troubles: list[int | str] = field(default_factory=list)
    refusal: engine.EngineError | None = None
    paths: list[str] = field(default_factory=list)
    takes: list[engine.UtteranceRequest] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> bytes:
        report = engine.UtteranceReport.from_json(native_report())
        heard = wire.Heard(self.refusal or report, (trace(),))
        return json.dumps(wire.heard_to_json(heard)).encode()


@contextmanager
def engine_server(*troubles: int | str) -> Iterator[EngineServer]:
    """Run one on this machine."""
    state = EngineServer(troubles=list(troubles))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            state.paths.append(self.path)
            state.takes.append(wire.request_from_json(body))
            trouble = state.troubles.pop(0) if state.troubles else 200
            if trouble == "hangs up":
                self.close_connection = True
                return
            if trouble == "dawdles":
                state.released.wait(10)
            status = trouble if isinstance(trouble, int) else 200
            is_body = isinstance(trouble, str) and trouble != "dawdles"
            self.send_response(status)
            self.end_headers()
            self.wfile.write(str(trouble).encode() if is_body else state.answer())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
