"""What becomes of an exception in a view of the API: a problem."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from teaching_app import counters
from teaching_app.practice.errors import RefusedTakeError

from . import problems


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's handler of exceptions; ``None`` for what is not foreseen."""
    if isinstance(error, RefusedTakeError):
        error = problems.of_refusal(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _body_of(error, response)
    if _takes_recordings(context):
        counters.upload_refused(_reason(response.data))
    response.content_type = problems.MEDIA_TYPE
    return response


def _body_of(error: Exception, response: Response) -> dict[str, Any]:
    status = response.status_code
    if isinstance(error, ValidationError):
        errors = list(_errors(error.get_full_details()))
        detail = _("Some values cannot be accepted; “errors” says which and why.")
        return problems.body("invalid", detail, status=status, errors=errors)
    detail = getattr(error, "detail", None)  # of REST framework's own
    code = getattr(detail, "code", None) or HTTPStatus(status).name.lower()
    text = detail or response.data.get("detail", "")
    return problems.body(str(code), text, status=status)


def _takes_recordings(context: dict[str, Any]) -> bool:
    is_door = getattr(context["view"], "takes_recordings", False)
    return is_door and context["request"].method == "POST"


def _reason(body: dict[str, Any]) -> str:
    """Why a recording was refused, in the words of the other doors."""
    if body["code"] != "invalid":
        return str(body["code"])
    return "no_file" if _names(body, "audio") else "bad_form"


def _names(body: dict[str, Any], field: str) -> bool:
    return any(error["field"] == field for error in body["errors"])


def _errors(details: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Every message of nested details, with the field it is about."""
    if isinstance(details, list):
        for each in details:
            yield from _errors(each, path)
    elif set(details) == {"message", "code"} and isinstance(details["message"], str):
        yield {
            "field": ".".join(path),
            "code": str(details["code"]),
            "message": str(details["message"]),
        }
    else:
        for name, below in details.items():
            yield from _errors(below, (*path, str(name)))
