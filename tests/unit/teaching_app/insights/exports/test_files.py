from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from teaching_app.insights.exports import html_to_pdf, pdf
from teaching_app.insights.exports.as_csv import csv_of
from teaching_app.insights.exports.as_xlsx import xlsx_of
from teaching_app.insights.exports.tables import Table

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def table(*cells: object) -> Table:
    return Table("Learners: all", ("name",), tuple((cell,) for cell in cells))


def test_no_cell_of_csv_begins_as_a_formula() -> None:
    text = csv_of(table(*FORMULAS)).decode("utf-8-sig")
    for formula in FORMULAS:
        assert f"'{formula}" in text


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert csv_of(table(-3, "Ann")).decode("utf-8-sig").splitlines() == [
        "name",
        "-3",
        "Ann",
    ]


def test_a_workbook_holds_text_where_a_formula_was_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([table(*FORMULAS, 5)])))
    cells = [row[0] for row in book["Learners  all"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(FORMULAS) + ["n"]


def test_a_page_becomes_a_pdf() -> None:
    context = {"enrolment": {"name": "Ann"}, "school_class": {"name": "9b"}}
    made = pdf.pdf_of("learner/print/plain_report.html", context)
    assert made.startswith(b"%PDF-")


def test_a_pdf_that_takes_too_long_is_aborted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST_S", 0.01)
    with pytest.raises(pdf.NoPdfError):
        pdf.pdf_of("learner/print/plain_report.html", {})


def test_a_missing_library_is_distinguished(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "none.py"
    program.write_text(f"raise SystemExit({html_to_pdf.NO_LIBRARY})")
    monkeypatch.setattr(pdf, "PROGRAM", program)
    with pytest.raises(pdf.NoPdfError, match="Pango"):
        pdf.pdf_of("learner/print/plain_report.html", {})


def test_a_page_can_fetch_nothing() -> None:
    with pytest.raises(ValueError, match="nothing outside"):
        html_to_pdf.refuse("file:///etc/passwd")
