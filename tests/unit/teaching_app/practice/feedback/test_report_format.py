"""The reports these tests use are what the engine writes, key by key."""

from __future__ import annotations

import pytest

from tests.reports import (
    SHAPES,
    as_read,
    native_report,
    stored_report,
    synthetic_report,
)


@pytest.mark.parametrize(
    "report", [native_report(), synthetic_report(), stored_report(SHAPES[-1])]
)
def test_the_fixtures_look_like_a_report_of_the_engine(report: dict) -> None:
    assert as_read(report).to_json() == report
