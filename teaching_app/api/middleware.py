"""Answers below ``/api/`` that no view of the API made, in its shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from . import problems

GetResponse = Callable[[HttpRequest], HttpResponse]
PREFIX = "/api/"


def problems_in_one_shape(get_response: GetResponse) -> GetResponse:
    """Turn pages for people (no such address, too large, signed out) into problems."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path_info.startswith(PREFIX):
            return response
        if response.status_code == HTTPStatus.FOUND:  # first, a password of one's own
            detail = _("Sign in to the site once: it has to ask you something first.")
            return _problem("sign_in_first", detail, HTTPStatus.FORBIDDEN, response)
        is_problem = response.get("Content-Type", "").startswith(problems.MEDIA_TYPE)
        if response.status_code < 400 or is_problem:
            return response
        status = HTTPStatus(response.status_code)
        detail = response.reason_phrase or status.phrase
        return _problem(status.name.lower(), detail, status, response)

    return middleware


def _problem(
    code: str, detail: str, status: HTTPStatus, instead_of: HttpResponse
) -> HttpResponse:
    content = json.dumps(problems.body(code, detail, status=status.value))
    kept = {
        name: value
        for name, value in instead_of.items()
        if name in ("Allow", "Retry-After", "Content-Range")
    }
    return HttpResponse(
        content, status=status, content_type=problems.MEDIA_TYPE, headers=kept
    )
