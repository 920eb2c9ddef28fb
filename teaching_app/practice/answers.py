"""Helpers shared by views, and the shape of errors as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme


def refusal(code: str, message: object, *, status: int) -> JsonResponse:
    """Answer ``{"code": …, "message": …}``."""
    return JsonResponse({"code": code, "message": str(message)}, status=status)


def local_next(request: HttpRequest) -> str:
    """Where the learner wanted to go, from form or address; "" if off site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def has_seen(request: HttpRequest, version: str) -> bool:
    """Whether a polling part of a page reports that it shows this version already."""
    return bool(version) and request.GET.get("seen") == version


def nothing_new() -> HttpResponse:
    """Tell a polling part not to change, so that its focus and players are kept."""
    return HttpResponse(status=204)


def wants_json(request: HttpRequest) -> bool:
    """Whether the client prefers JSON to a page."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"
