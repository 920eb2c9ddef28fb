"""Downloads resume where they stopped; the server is a real one, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from emotion_engine.weights.download import download

BODY = bytes(range(256)) * 4000  # 1 MB


class Server(ThreadingHTTPServer):
    """Serves ``BODY``; ``breaks_after`` bytes the connection ends."""

    knows_ranges = True
    breaks_after: int | None = None
    breaks_left = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ranges: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/model.bin"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.ranges.append(wanted)
        start = int(wanted[6:-1]) if wanted and self.server.knows_ranges else 0
        if start >= len(BODY):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        end = len(BODY)
        if self.server.breaks_left:
            self.server.breaks_left -= 1
            end = start + self.server.breaks_after
        self.wfile.write(BODY[start:end])

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    # Shutting it down waits for the next poll.
    serve = partial(server.serve_forever, poll_interval=0.01)
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_file_arrives_whole_and_progress_is_reported(server, tmp_path) -> None:
    told = []
    target = tmp_path / "model.bin"
    download(server.url, target, progress=lambda *step: told.append(step))
    assert target.read_bytes() == BODY
    assert told[-1] == ("model.bin", len(BODY), len(BODY))
    assert not target.with_name("model.bin.part").exists()


def test_an_interrupted_download_asks_only_for_the_rest(server, tmp_path) -> None:
    (tmp_path / "model.bin.part").write_bytes(BODY[:300_000])
    download(server.url, tmp_path / "model.bin")
    assert server.ranges == ["bytes=300000-"]
    assert (tmp_path / "model.bin").read_bytes() == BODY


def test_a_server_without_ranges_is_asked_for_all_of_it(server, tmp_path) -> None:
    server.knows_ranges = False
    (tmp_path / "model.bin.part").write_bytes(b"something else")
    download(server.url, tmp_path / "model.bin")
    assert (tmp_path / "model.bin").read_bytes() == BODY


def test_a_part_longer_than_the_file_is_thrown_away(server, tmp_path) -> None:
    (tmp_path / "model.bin.part").write_bytes(BODY + b"too much")
    download(server.url, tmp_path / "model.bin")
    assert (tmp_path / "model.bin").read_bytes() == BODY


def test_a_broken_connection_is_taken_up_where_it_broke(server, tmp_path) -> None:
    server.breaks_after, server.breaks_left = 400_000, 2
    download(server.url, tmp_path / "model.bin")
    assert (tmp_path / "model.bin").read_bytes() == BODY
    assert server.ranges == [None, "bytes=400000-", "bytes=800000-"]


def test_what_arrived_stays_for_the_next_run(server, tmp_path) -> None:
    server.breaks_after, server.breaks_left = 100_000, 99
    with pytest.raises(OSError, match="ended after"):
        download(server.url, tmp_path / "model.bin")
    assert not (tmp_path / "model.bin").exists()
    kept = (tmp_path / "model.bin.part").read_bytes()
    assert kept == BODY[: len(kept)]
    assert kept


def test_a_server_that_is_not_there_is_an_os_error(server, tmp_path) -> None:
    server.server_close()
    with pytest.raises(OSError):  # noqa: PT011 - its text is the system's
        download(server.url, tmp_path / "model.bin", timeout_s=1)
