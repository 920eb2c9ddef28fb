"""The report as a table for a terminal."""

from __future__ import annotations

from emotion_engine import Reason
from teaching_app.practice.feedback.rules import describe
from teaching_app.practice.feedback.table import lines_of
from tests.reports import as_read, native_report
from tests.reports import report as report_of


def table() -> str:
    return "\n".join(lines_of(as_read(native_report())))


def test_the_table_says_what_the_page_says() -> None:
    report, text = native_report(), table()
    assert "assessable   yes" in text
    assert report["heard"] in text
    for word in report["words"]:
        assert word["stress_state"] in text
    for finding in as_read(report).findings:
        assert f"{finding.code}: {describe(finding).text}" in text
    assert f"{report['reference']['n_speakers']} native speakers" in text


def test_the_table_says_from_how_many_takes_the_voice_is_known() -> None:
    report = native_report()
    assert "known from" not in table()
    report["expression"]["own_takes"] = 2
    lines = list(lines_of(as_read(report)))
    assert "voice        known from 2 takes, 5 are needed" in lines


def test_the_heard_stress_is_in_capitals() -> None:
    for word in native_report()["words"]:
        for syllable in word["syllables"]:
            if syllable["stressed"] and len(word["syllables"]) > 1:
                assert syllable["text"].upper() in table()


def test_what_cannot_be_judged_says_why_and_scores_nothing() -> None:
    report = report_of(
        assessable=False, reason=Reason.NO_SPEECH, timings_ms={"decode": 3.0}
    )
    assert list(lines_of(report)) == ["assessable   no: no_speech", "time         3 ms"]
