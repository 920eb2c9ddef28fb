"""Reports of every earlier shape are read, and what cannot be is named."""

from __future__ import annotations

from typing import Any

import pytest

from emotion_engine.errors import NewerFormatError, ReportFormatError
from emotion_engine.results import REPORT_FORMAT_VERSION, UtteranceReport
from emotion_engine.results.upgrades import UPGRADES
from tests.reports import SHAPES, as_read, native_report, stored_report

# What pages and commands ask the database for without reading the report.
ASKED_OF_THE_DATABASE = (
    ("assessable",),
    ("findings", 0, "code"),
    ("expression", "clear"),
    ("expression", "sounds_like"),
)


def parts(values: Any, *path: str | int) -> Any:
    for name in path:
        values = values[name]
    return values


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_of_every_shape_is_read_and_written_in_the_newest(shape: str) -> None:
    report = as_read(stored_report(shape))
    written = report.to_json()
    assert written["format_version"] == REPORT_FORMAT_VERSION
    assert as_read(written) == report


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_that_was_stored_is_lost_or_changed(shape: str) -> None:
    stored = stored_report(shape)
    assert_within(stored, as_read(stored).to_json())


def assert_within(stored: Any, written: Any) -> None:
    """Every value of the first is in the second; the version alone has moved on."""
    if isinstance(stored, dict):
        for name in stored.keys() - {"format_version"}:
            assert_within(stored[name], written[name])
    elif isinstance(stored, list):
        assert len(stored) == len(written)
        for old, new in zip(stored, written, strict=True):
            assert_within(old, new)
    else:
        assert stored == written


def test_what_the_first_reports_lacked_is_not_known_of_them() -> None:
    report = as_read(stored_report("1-first"))
    assert report.expected_accent == ()
    assert report.comparison.native_nuclear_share == ()
    assert report.expression.carried is None
    assert report.delivery.completeness is None
    for word in report.words:
        assert (word.nuclear, word.accuracy, word.clear) == (None, None, None)
        assert word.accented is (word.accent >= 0.5)
        assert all(p.score is None for s in word.syllables for p in s.phones)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_without_expression_is_read_in_every_shape(shape: str) -> None:
    stored = stored_report(shape)
    del stored["expression"], stored["reference"]["style"]
    report = as_read(stored)
    assert report.expression is None
    assert report.reference.style is None


def test_a_report_that_is_not_finished_is_read() -> None:
    early = UtteranceReport("Hello.", "1").to_json() | {"format_version": 1}
    assert as_read(early) == UtteranceReport("Hello.", "1")


def test_a_report_of_a_later_version_says_so_and_is_not_read() -> None:
    later = native_report() | {"format_version": REPORT_FORMAT_VERSION + 1}
    with pytest.raises(NewerFormatError, match="run the engine that wrote it"):
        UtteranceReport.from_json(later)


@pytest.mark.parametrize("version", [None, 0, -1, "1", True, 1.0])
def test_a_version_that_there_has_never_been_is_refused(version: Any) -> None:
    with pytest.raises(ReportFormatError, match="format_version"):
        UtteranceReport.from_json(native_report() | {"format_version": version})


@pytest.mark.parametrize("stored", [None, [], "report", {}])
def test_what_is_no_report_is_refused(stored: Any) -> None:
    with pytest.raises(ReportFormatError):
        UtteranceReport.from_json(stored)


@pytest.mark.parametrize("part", ["words", "delivery", "comparison"])
def test_an_old_report_that_is_incomplete_is_refused(part: str) -> None:
    stored = stored_report("1-first")
    del stored[part]
    with pytest.raises(ReportFormatError):
        UtteranceReport.from_json(stored)


def test_every_version_but_the_newest_has_an_upgrade() -> None:
    assert sorted(UPGRADES) == list(range(1, REPORT_FORMAT_VERSION))
    assert {int(shape.partition("-")[0]) for shape in SHAPES} == {
        *UPGRADES,
        REPORT_FORMAT_VERSION,
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_what_the_database_is_asked_for_has_its_place_in_every_shape(
    shape: str,
) -> None:
    stored = stored_report(shape)
    written = as_read(stored).to_json()
    for path in ASKED_OF_THE_DATABASE:
        assert parts(stored, *path) == parts(written, *path)
