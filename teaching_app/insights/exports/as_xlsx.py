"""Tables as a workbook in which text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .tables import Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDEST = 60  # letters
# Characters that Excel refuses in the name of a sheet, and its greatest length.
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_NAME = 31
CONSTANTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_of(tables: Iterable[Table]) -> bytes:
    """One sheet per table, with a frozen header row."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, CONSTANTS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            _write(book.add_worksheet(_name(table)), table, bold)
    return out.getvalue()


def _write(sheet: Worksheet, table: Table, bold: Format) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, bold)
        cells = [name, *(str(row[column]) for row in table.rows)]
        sheet.set_column(column, column, min(WIDEST, max(map(len, cells)) + 2))
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 0)


def _name(table: Table) -> str:
    return table.name.translate(NOT_IN_NAMES)[:LONGEST_NAME]
