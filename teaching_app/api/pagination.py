"""Pages of lists, by cursor: nothing is skipped or repeated while rows come and go."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination

MOST_DIGITS = 18  # of a 64-bit key


class ByKey(CursorPagination):
    """The newest first."""

    ordering = "-pk"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"

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
