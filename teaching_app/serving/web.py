"""The web server of one machine: ``python -m teaching_app.serving.web``."""

from __future__ import annotations

import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from waitress.server import BaseWSGIServer, create_server

from .access_log import with_access_log
from .channel import PunctualChannel
from .request_ids import with_request_ids

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

THREADS = 8  # which our pages never fill
MAX_CONNECTIONS = 1000
# The connection, and temporary files for a large body in either direction.
FILES_PER_CONNECTION = 3
OTHER_FILES = 200
IDLE_S = 30


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; requests under way have five seconds to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from teaching_app.wsgi import application

    bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
    server = make_server(with_request_ids(with_access_log(application)), bind)
    server.print_listen("Listening at http://{}:{}")
    server.run()


def make_server(application: WSGIApplication, bind: str) -> Any:
    """A server that listens at ``bind``, which is ``host:port``."""
    sockets: dict[int, Any] = {}
    server = create_server(
        application,
        map=sockets,
        listen=bind,
        threads=THREADS,
        connection_limit=connection_limit(),
        asyncore_use_poll=True,  # select() ends at 1024 files
        channel_timeout=IDLE_S,
        cleanup_interval=5,
        max_request_header_size=32 * 1024,
        max_request_body_size=largest_body(),
        # A view that streams a whole recording does not wait for a slow reader.
        outbuf_high_watermark=2 * settings.ENGINE.limits.max_bytes,
        # The settings decide whose X-Forwarded-For counts: TRUSTED_PROXIES.
        clear_untrusted_proxy_headers=False,
        log_socket_errors=False,
        ident=None,
    )
    for listening in sockets.values():
        if isinstance(listening, BaseWSGIServer):
            listening.channel_class = PunctualChannel
    return server


def connection_limit() -> int:
    """How many connections to hold, having asked the system for enough open files."""
    wanted = MAX_CONNECTIONS * FILES_PER_CONNECTION + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(MAX_CONNECTIONS, (soft - OTHER_FILES) // FILES_PER_CONNECTION))


def largest_body() -> int:
    """Bytes above which a request is refused unread.

    What is too large for a view, but not by far, reaches ``SizeLimit``, which answers in
    the learner's language.
    """
    return 3 * settings.ENGINE.limits.max_bytes


if __name__ == "__main__":
    main()
