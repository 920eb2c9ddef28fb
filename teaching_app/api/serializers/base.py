"""What serializers share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from rest_framework import serializers


class Answer(serializers.Serializer):
    """Values that are read; without the fields of expression where that is off."""

    of_expression: ClassVar[frozenset[str]] = frozenset()

    def get_fields(self) -> dict[str, Any]:
        """Leave out what tells of expression in an installation without it."""
        fields = super().get_fields()
        if not settings.EXPRESSION_ENABLED:
            for name in self.of_expression:
                fields.pop(name, None)
        return fields
