"""A table as CSV, safe from formula injection in spreadsheets."""

from __future__ import annotations

import csv
import io

from .tables import Cell, Table

# What makes spreadsheets treat a cell as a formula (OWASP, "CSV Injection").
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # byte order mark: without it Excel does not recognise UTF-8


def csv_of(table: Table) -> bytes:
    """The table in UTF-8, column names first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(harmless, table.columns))
    writer.writerows(map(harmless, row) for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def harmless(cell: Cell) -> Cell:
    """Prefix text that would be treated as a formula with an apostrophe.

    >>> harmless("=1+1"), harmless(-3), harmless("Ann")
    ("'=1+1", -3, 'Ann')
    """
    is_formula = isinstance(cell, str) and cell.startswith(STARTS_FORMULA)
    return f"'{cell}" if is_formula else cell
