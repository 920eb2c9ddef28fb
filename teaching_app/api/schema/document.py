"""The OpenAPI document, made once in a process: that takes half a second."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

MEDIA_TYPE = "application/vnd.oai.openapi"


def document() -> dict[str, Any]:
    """Describe the API of this installation, in English."""
    with translation.override(settings.LANGUAGE_CODE):
        return dict(SchemaGenerator().get_schema(request=None, public=True))


def as_yaml() -> bytes:
    """The document as it is served."""
    return _as_yaml(settings.EXPRESSION_ENABLED)


@cache
def _as_yaml(has_expression: bool) -> bytes:
    return bytes(OpenApiYamlRenderer().render(document(), renderer_context={}))
