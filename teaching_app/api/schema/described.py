"""How views are described: each with the problems that it may answer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from teaching_app.api.problems import MEDIA_TYPE

# What may come of any request, of those that change something, and of those with a body.
ALWAYS = (400, 401, 403, 404, 406, 429)
CHANGING = (409,)
WITH_BODY = (413, 415)


class Described(AutoSchema):
    """Adds what is true of all views, so that none has to say it."""

    def get_operation_id(self) -> str:
        """The name of the view's method: ``takes_create``, ``take_read``."""
        named: dict[str, str] = getattr(self.view, "operations", {})
        return named.get(self.method) or str(super().get_operation_id())

    def get_tags(self) -> list[str]:
        """The part of the API that a view belongs to."""
        return [self.view.part]

    def get_operation(self, *args: Any, **options: Any) -> dict[str, Any] | None:
        """Describe one method of a view."""
        operation = super().get_operation(*args, **options)
        if operation is None:
            return None
        statuses = (
            *ALWAYS,
            *(CHANGING if self.method != "GET" else ()),
            *(WITH_BODY if "requestBody" in operation else ()),
        )
        problem = {"$ref": "#/components/schemas/ProblemDetails"}
        for status in statuses:
            operation["responses"].setdefault(
                str(status),
                {
                    "description": "Problem details (RFC 9457).",
                    "content": {MEDIA_TYPE: {"schema": problem}},
                },
            )
        return operation
