"""The OpenAPI document, for everybody: it tells of no row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from teaching_app.api.schema.document import MEDIA_TYPE, as_yaml


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """What the API takes and answers, in this installation."""
    response = HttpResponse(as_yaml(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="intona.yaml"'
    return response
