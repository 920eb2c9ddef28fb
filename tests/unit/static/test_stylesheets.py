"""Stylesheets speak of start and end, so that right-to-left needs no second set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CSS = ROOT / "static" / "css"
# What is in css/print WeasyPrint lays out, which knows left and right alone.
SHEETS = sorted(set(CSS.rglob("*.css")) - set((CSS / "print").rglob("*.css")))
PHYSICAL = re.compile(
    r"""
    \b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b
    | ^\s*(?:left|right)\s*:
    | \b(?:text-align|float|clear)\s*:\s*(?:left|right)\b
    | \bborder-(?:top|bottom)-(?:left|right)-radius\b
    | \btranslateX\(
    | ^\s*(?:margin|padding):\ (?:var\([^)]*\)|[^\s;(),]+)\ ((?:var\([^)]*\)|[^\s;(),]+))\ (?:var\([^)]*\)|[^\s;(),]+)\ (?!\1;)(?:var\([^)]*\)|[^\s;(),]+);
    """,
    re.VERBOSE | re.MULTILINE,
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_rule_names_left_or_right(sheet: Path) -> None:
    assert [found[0].strip() for found in PHYSICAL.finditer(sheet.read_text())] == []


@pytest.mark.parametrize(
    "rule",
    [
        "  margin-left: 1rem;",
        "  right: 0;",
        "  text-align: right;",
        "  padding: 1px 2px 3px 4px;",
        "  border-top-left-radius: 1px;",
    ],
)
def test_such_a_rule_would_be_noticed(rule: str) -> None:
    assert PHYSICAL.search(rule)


def test_there_are_stylesheets() -> None:
    assert len(SHEETS) > 8
