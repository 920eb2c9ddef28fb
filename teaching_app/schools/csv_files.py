"""CSV that spreadsheets open as text, whatever users have typed into the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What makes a spreadsheet treat a cell as a formula (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """Return a value as text that no spreadsheet evaluates.

    >>> safe_cell("=1+1"), safe_cell("Ada"), safe_cell(3)
    ("'=1+1", 'Ada', '3')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_response(rows: Iterable[Sequence[object]], *, name: str) -> HttpResponse:
    """A download in UTF-8, with the byte order mark that spreadsheets look for."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return response
