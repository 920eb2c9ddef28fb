"""Whether this process is able to serve."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.health import checks, is_ready

# Without these no take is kept. Without the others takes are kept, and wait.
NEEDED = ("database", "files")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Respond with 200 while takes can be kept, else 503, and with what is wrong."""
    problems = checks.problems()
    for part in NEEDED:
        if part in problems:
            return JsonResponse(
                {"status": problems[part], "problems": problems}, status=503
            )
    if problems:
        return JsonResponse({"status": "degraded", "problems": problems})
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Respond with 200 if requests can be sent here: the database is up to date."""
    if is_ready():
        return JsonResponse({"status": "ready"})
    return JsonResponse({"status": "not ready"}, status=503)
