"""The one shape in which a JSON view answers an error."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse


def refusal(code: str, message: object, *, status: int) -> JsonResponse:
    """Answer ``{"code": …, "message": …}``."""
    return JsonResponse({"code": code, "message": str(message)}, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the client would rather have JSON than a page."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"
