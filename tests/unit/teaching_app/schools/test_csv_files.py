"""CSV files start no formula and keep every letter."""

from __future__ import annotations

import csv
import io

import pytest

from teaching_app.schools.csv_files import csv_response, safe_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"), [("Ada", "Ada"), (3, "3"), (None, ""), ("a=b", "a=b")]
)
def test_anything_else_stays_as_it_is(value: object, text: str) -> None:
    assert safe_cell(value) == text


def test_a_file_is_read_back_as_it_was_written() -> None:
    rows = [("name", "word"), ("李, 小", 'say "yes"'), ("=1", 2)]
    response = csv_response(rows, name="log.csv")
    assert response["Content-Disposition"] == 'attachment; filename="log.csv"'
    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["name", "word"],
        ["李, 小", 'say "yes"'],
        ["'=1", "2"],
    ]
