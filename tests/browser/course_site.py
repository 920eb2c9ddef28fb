"""A learning platform that serves pages: a course with frames around the tool's."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.factories.platforms import LEARNER, TEACHER, SimulatedPlatform

PAGE = "<!doctype html><html lang='en'><title>Course</title><main>{}</main></html>"
FRAME = "<iframe src='/start?{}' title='Tool' width='900' height='700'></iframe>"
POST = """<form method="post" action="{}"><input name="state" value="{}">
<input name="id_token" value="{}"></form><script>document.forms[0].submit()</script>"""


class CourseSite(SimulatedPlatform):
    """The platform on a port of its own, another site than the tool's for a browser.

    ``/links`` is a teacher choosing links, ``/work`` a learner opening the first of
    them; both in a frame. ``/start`` is what the frames show. ``links`` are those the tool has sent back, ``made`` the
    public ids of school, platform and class on the tool's site.
    """

    def __init__(self, url: str, tool: str) -> None:
        super().__init__(url, tool=tool)
        self.links: list[dict[str, Any]] = []
        self.made: list[str] = []
        self.tool_keys = self._keys_of_tool

    def _keys_of_tool(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.tool}/lti/keys/") as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def page(self, path: str, query: dict[str, str]) -> tuple[str, str]:
        """A page, or the address to go on to: one of the two is empty."""
        if path in ("/links", "/work"):
            return PAGE.format(FRAME.format(urlencode({"hint": path[1:]}))), ""
        if path == "/start":
            begin = self.login_request(login_hint=query["hint"])
            return "", f"{self.tool}/lti/login/?{urlencode(begin)}"
        return (self._message(query) if path == "/auth" else ""), ""

    def _message(self, query: dict[str, str]) -> str:
        if query["login_hint"] == "links":
            about = {"sub": "teacher-1", "roles": TEACHER, "name": "Ann Byron"}
            about["links_back_to"] = f"{self.url}/links/back"
        else:
            sub = {"work": "learner-1", "new": "learner-2"}[query["login_hint"]]
            about = {"sub": sub, "roles": LEARNER, "name": "Mia Wang"}
            about["custom"] = self.links[0]["custom"] if self.links else {}
        claims = self.claims(query["nonce"], in_frame=True, **about)
        return POST.format(query["redirect_uri"], query["state"], self.sign(claims))

    def take_links(self, form: dict[str, str]) -> str:
        """Take what the tool sends back, if it has signed it."""
        self.links = self.links_of(form["JWT"])
        return PAGE.format(f"<p>{len(self.links)} link in the course</p>")


class _Handler(BaseHTTPRequestHandler):
    site: CourseSite

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/keys":
            return self._json("")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        page, onward = self.site.page(parts.path, query)
        if onward:
            self.send_response(302)
            self.send_header("Location", onward)
            self.end_headers()
            return None
        return self._send(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/links/back":
            form = {name: values[0] for name, values in parse_qs(body).items()}
            page = self.site.take_links(form)
            return self._send(page.encode(), "text/html; charset=utf-8")
        return self._json(body)

    def _json(self, body: str) -> None:
        _status, found = self.site.answer(self.command, self.path, body)
        self._send(json.dumps(found).encode(), "application/json")

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test says what matters."""


@contextmanager
def course_site(port: int, tool: str) -> Iterator[CourseSite]:
    """Serve the platform until the block ends."""
    site = CourseSite(f"http://127.0.0.1:{port}", tool)
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
