"""One line for each request that a view has answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger("access")


def with_access_log(application: WSGIApplication) -> WSGIApplication:
    """Log method, path, status and the view's seconds; never what was asked or sent."""

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
            values = {
                "method": environ["REQUEST_METHOD"],
                "path": environ.get("PATH_INFO", ""),
                "status": status,
                "seconds": time.perf_counter() - begun,
            }
            logger.info("%(method)s %(path)s %(status)s %(seconds).3f s", values)

    return logged
