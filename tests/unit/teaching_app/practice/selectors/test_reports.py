"""Stored reports become values in one place, once, and never by halves."""

from __future__ import annotations

from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import reports
from tests.factories.models import AnalysisFactory
from tests.reports import as_read, native_report, report, stored_report, unheard

pytestmark = pytest.mark.django_db
NEWER = native_report() | {"format_version": 99}
DAMAGED = native_report() | {"words": [{}]}


def test_a_take_without_a_report_has_none_and_no_trouble() -> None:
    analysis = AnalysisFactory()
    assert reports.whole(analysis) is None
    assert reports.visible(analysis) is None
    assert reports.trouble(analysis) == ""
    assert reports.as_json(analysis) is None


@pytest.mark.parametrize(
    ("stored", "trouble"), [(NEWER, reports.NEWER), (DAMAGED, reports.DAMAGED)]
)
def test_what_cannot_be_read_is_no_report_and_says_why(
    stored: dict[str, Any], trouble: str
) -> None:
    analysis = AnalysisFactory(state="done", report=stored)
    assert reports.whole(analysis) is None
    assert reports.visible(analysis) is None
    assert reports.in_brief(analysis) is None
    assert reports.trouble(analysis) == trouble
    assert reports.trouble(analysis, in_brief=True) == trouble
    assert not reports.is_judged(analysis)


def test_a_report_is_read_once_until_another_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []
    from_json = engine.UtteranceReport.from_json
    monkeypatch.setattr(
        engine.UtteranceReport,
        "from_json",
        lambda stored, **how: read.append(stored) or from_json(stored, **how),
    )
    analysis = AnalysisFactory(state="done", report=native_report())
    assert reports.whole(analysis) is reports.whole(analysis)
    assert len(read) == 1
    Analysis.objects.update(report=unheard())
    analysis.refresh_from_db()
    assert reports.whole(analysis).reason == "no_speech"
    assert len(read) == 2


def test_in_brief_a_report_has_neither_contours_nor_syllables() -> None:
    analysis = AnalysisFactory(with_expression=True, report=native_report())
    brief, whole = reports.in_brief(analysis), as_read(native_report())
    assert brief.melody is None
    assert not any(word.syllables for word in brief.words)
    assert [word.stress_state for word in brief.words] == [
        word.stress_state for word in whole.words
    ]
    assert brief.comparison.measures == whole.comparison.measures
    assert (brief.findings, brief.expression) == (whole.findings, whole.expression)


def test_all_of_a_report_serves_where_it_was_read_before() -> None:
    analysis = AnalysisFactory(with_expression=True, report=native_report())
    assert reports.in_brief(analysis) is not reports.whole(analysis)
    assert reports.in_brief(analysis) is reports.whole(analysis)


def test_where_expression_is_off_reports_show_no_trace_of_it(settings: Any) -> None:
    analysis = AnalysisFactory(with_expression=True, report=native_report())
    assert reports.visible(analysis) == as_read(native_report())
    settings.EXPRESSION_ENABLED = False
    assert reports.visible(analysis) == as_read(native_report()).without_expression()
    assert reports.whole(analysis).expression


def test_a_learner_who_did_not_ask_for_expression_is_shown_none() -> None:
    analysis = AnalysisFactory(with_expression=False, report=native_report())
    shown = reports.visible(analysis)
    assert shown.expression is None
    assert shown.reference.style is None
    assert "expression" not in reports.as_json(analysis)


def test_a_copy_has_an_old_report_in_the_newest_version() -> None:
    analysis = AnalysisFactory(report=stored_report("1-first"))
    copied = reports.as_json(analysis)
    assert copied["format_version"] == engine.REPORT_FORMAT_VERSION


def test_an_export_has_unreadable_reports_unless_they_may_hold_expression(
    learner: Learner,
) -> None:
    shown = AnalysisFactory(with_expression=True, report=NEWER)
    hidden = AnalysisFactory(with_expression=False, report=NEWER)
    assert reports.as_json(shown) == NEWER
    assert reports.as_json(hidden) is None


@pytest.mark.parametrize(
    ("state", "stored", "is_judged"),
    [
        ("done", report().to_json(), True),
        ("done", unheard(), False),
        ("running", report(assessable=None).to_json(), False),
    ],
)
def test_a_take_is_judged_once_it_is_done_and_could_be(
    state: str, stored: dict[str, Any], is_judged: bool
) -> None:
    analysis = AnalysisFactory(running=state == "running", state=state, report=stored)
    assert reports.is_judged(analysis) is is_judged
