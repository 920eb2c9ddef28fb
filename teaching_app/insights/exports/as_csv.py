"""A table as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io

from .tables import Cell, Table

# What makes spreadsheets read a cell as a formula (OWASP, "CSV Injection").
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else


def csv_of(table: Table) -> bytes:
    """The table as UTF-8, the names of the columns first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(harmless, table.columns))
    writer.writerows(map(harmless, row) for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def harmless(cell: Cell) -> Cell:
    """Put an apostrophe before text that would be read as a formula.

    >>> harmless("=1+1"), harmless(-3), harmless("Ann")
    ("'=1+1", -3, 'Ann')
    """
    is_formula = isinstance(cell, str) and cell.startswith(STARTS_FORMULA)
    return f"'{cell}" if is_formula else cell
