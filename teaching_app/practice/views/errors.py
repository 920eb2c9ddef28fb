"""Errors in one shape: a page for people, ``{"code", "message"}`` for scripts."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.csrf import csrf_failure as csrf_page

from teaching_app import counters
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import refusal, wants_json
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.services import learners


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    if wants_json(request):
        message = _("That request did not make sense.")
        return refusal("bad_request", message, status=400)
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if wants_json(request):
        return refusal("forbidden", _("You may not do that."), status=403)
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if wants_json(request):
        return refusal("not_found", _("There is nothing here."), status=404)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 while the database restarts, so that pages and scripts try again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _database_away(request)
    if wants_json(request):
        message = _("Something went wrong on our side. Try again in a moment.")
        return refusal("server_error", message, status=500)
    return defaults.server_error(request)


def _database_away(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        message = _("We cannot get at our data just now. Try again in a moment.")
        response: HttpResponse = refusal("database_away", message, status=503)
    else:
        response = defaults.server_error(request)
        response.status_code = 503
    response["Retry-After"] = "2"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long."""
    if wants_json(request):
        message = _("This page was open for too long. Reload it, then try again.")
        return refusal("page_expired", message, status=403)
    return csrf_page(request, reason=reason)


def too_large(request: HttpRequest, slug: str | None) -> HttpResponse:
    """413, on the practice page if a take was sent by its form; else on one of its own."""
    from .handing_in import refused_take

    request.POST = QueryDict()  # the page must not read the refused body
    if not slug or not request.user.is_authenticated:
        return _too_large_elsewhere(request)
    request.learner = learners.of(user=request.user)
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    return refused_take(request, phrase, RefusedTakeError("too_large", status=413))


def _too_large_elsewhere(request: HttpRequest) -> HttpResponse:
    counters.upload_refused("too_large")
    if wants_json(request):
        message = _("That is more than can be sent at once.")
        return refusal("too_large", message, status=413)
    return render(request, "413.html", {"back_url": _came_from(request)}, status=413)


def _came_from(request: HttpRequest) -> str:
    """The page with the form that was sent; "" where the browser does not tell."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours else ""
