"""Lines are found by bisection."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.sorted_lines import lines_with

DATA = b"a 1\na 2\nab 3\nb 4\n"


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        (b"a ", ["a 1\n", "a 2\n"]),
        (b"ab ", ["ab 3\n"]),
        (b"b ", ["b 4\n"]),
        (b"0 ", []),
        (b"aa ", []),
        (b"c ", []),
    ],
)
def test_lines_of_a_key_are_found(key: bytes, lines: list[str]) -> None:
    assert lines_with(DATA, key) == lines
