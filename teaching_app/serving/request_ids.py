"""A number for each request, by which its lines in the log are found together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from teaching_app import log_context

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-ID"
# What proxies send; anything else would be a way to write into the log.
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def with_request_ids(application: WSGIApplication) -> WSGIApplication:
    """Number each request, and say the number in the response.

    The one that a proxy of ours gave it is kept; one that a browser sends is not.
    """

    def numbered(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        number = _given_by_proxy(environ) or uuid4().hex

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, (HEADER, number)], *rest)

        with log_context.about(request=number):
            return application(environ, start)

    return numbered


def _given_by_proxy(environ: WSGIEnvironment) -> str:
    given = environ.get("HTTP_X_REQUEST_ID", "")
    is_trusted = settings.TRUSTED_PROXIES > 0 and ACCEPTED.fullmatch(given)
    return given if is_trusted else ""
