"""Errors in one shape: problem details for HTTP APIs (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import APIException

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:intona:problem:"


class Problem(APIException):
    """What is refused, with a code that programs may rely on."""

    def __init__(
        self, code: str, detail: object, *, status: int, retry_after_s: int = 0
    ) -> None:
        self.status_code = status
        super().__init__(str(detail), code)
        if retry_after_s:
            self.wait = retry_after_s


def of_refusal(refused: RefusedTakeError) -> Problem:
    """A take that is not accepted."""
    wait = 60 if refused.status in (429, 503) else 0
    detail = uploads.describe(refused.code)
    return Problem(refused.code, detail, status=refused.status, retry_after_s=wait)


def body(code: str, detail: object, *, status: int, **more: Any) -> dict[str, Any]:
    """The members of problem details; ``code`` is their type without its prefix."""
    return {
        "type": f"{TYPE}{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": str(detail),
        **more,
    }
