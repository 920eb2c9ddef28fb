"""The OpenAPI document, for everybody: it tells of no row."""

from __future__ import annotations

from typing import Any

from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response


class Document(SpectacularAPIView):
    """What the API takes and answers, in this installation."""

    authentication_classes = []
    permission_classes = []
    renderer_classes = [OpenApiYamlRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **options: Any) -> Response:
        """The document as YAML."""
        return super().get(request, *args, **options)
