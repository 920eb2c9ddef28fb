"""How the document describes tokens."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class TokenScheme(OpenApiAuthenticationExtension):
    """A bearer token."""

    target_class = "teaching_app.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """A scheme of its own, beside the session's cookie."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made on the page “Programs” of an account.",
        }
