"""One line for each request that a view has answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from teaching_app.counters import REQUEST_SECONDS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger("access")


def with_access_log(application: WSGIApplication) -> WSGIApplication:
    """Log and count: method, path, status and the view's seconds; never what was asked or sent."""

    def logged(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun = time.perf_counter()
        status = "500"

        def start(line: str, *rest: Any) -> Any:
            nonlocal status
            status = line.split(" ", 1)[0]
            return start_response(line, *rest)

        try:
            return application(environ, start)
        finally:
            seconds = time.perf_counter() - begun
            REQUEST_SECONDS.labels(f"{status[0]}xx").observe(seconds)
            values = {
                "method": environ["REQUEST_METHOD"],
                "path": environ.get("PATH_INFO", ""),
                "status": status,
                "seconds": seconds,
            }
            logger.info("%(method)s %(path)s %(status)s %(seconds).3f s", values)

    return logged
