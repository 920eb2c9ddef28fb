"""Pages of lists, by cursor: nothing is skipped or repeated while rows come and go."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.fields import IntegerField
from rest_framework.pagination import Cursor, CursorPagination

MOST_DIGITS = 18  # of a 64-bit key


class ByKey(CursorPagination):
    """The newest first."""

    ordering = "-pk"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

    def get_page_size(self, request: Any) -> int:
        """How many rows are asked for; nonsense is refused rather than ignored."""
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        wanted = IntegerField(min_value=1, max_value=self.max_page_size)
        try:
            return int(wanted.run_validation(asked))
        except ValidationError as error:
            raise ValidationError({self.page_size_query_param: error.detail}) from error

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the bounds too."""
        found: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in found:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"minimum": 1, "maximum": self.max_page_size}
        return found

    def decode_cursor(self, request: Any) -> Cursor | None:
        """Read the cursor; one that no page of ours has given is not found."""
        cursor = super().decode_cursor(request)
        position = cursor.position if cursor else None
        if position is not None and not _is_key(position):
            raise NotFound(self.invalid_cursor_message)
        return cursor


class OldestFirst(ByKey):
    """The oldest first, as for what has an order of its own."""

    ordering = "pk"


def _is_key(position: str) -> bool:
    is_number = position.isascii() and position.isdecimal()
    return is_number and len(position) <= MOST_DIGITS
