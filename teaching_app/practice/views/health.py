"""Whether this process is able to serve."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app import private_files


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Respond with 200 if the database answers and a file can be written, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    if not private_files.are_writable():
        return JsonResponse({"status": "no room for files"}, status=503)
    return JsonResponse({"status": "ok"})
