"""What several views do with a request, and the one shape of an error as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme


def refusal(code: str, message: object, *, status: int) -> JsonResponse:
    """Answer ``{"code": …, "message": …}``."""
    return JsonResponse({"code": code, "message": str(message)}, status=status)


def local_next(request: HttpRequest) -> str:
    """Where the learner wanted to go, as the form or the address says; "" if off site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def has_seen(request: HttpRequest, version: str) -> bool:
    """Whether a polling part says that it shows this version already."""
    return bool(version) and request.GET.get("seen") == version


def nothing_new() -> HttpResponse:
    """Tell a polling part to stay as it is: its focus and its players stay, too."""
    return HttpResponse(status=204)


def wants_json(request: HttpRequest) -> bool:
    """Whether the client would rather have JSON than a page."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"
