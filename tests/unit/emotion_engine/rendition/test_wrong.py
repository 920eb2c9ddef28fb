"""Only what is off by the report is corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest

import emotion_engine as engine
from emotion_engine.rendition.wrong import wrong_pauses, wrong_words
from emotion_engine.results import (
    FACTS,
    BandMeasure,
    BandPosition,
    Comparison,
    Finding,
    FindingCode,
    Remedy,
    SyllableComparison,
    UtteranceReport,
)
from tests.reports import as_read, finding, native_report
from tests.reports import report as report_of
from tests.spoken import said_word

INSIDE = BandMeasure("", "", 1.0, 0.0, 1.0, 2.0, BandPosition.INSIDE)
ABOVE = replace(INSIDE, value=3.0, position=BandPosition.ABOVE)
HEARD = (True, True, False)


def report(*syllables: dict, findings: tuple[Finding, ...] = ()) -> UtteranceReport:
    """Three words of one syllable; what is not said of them lies inside the band."""
    compared = tuple(
        replace(SyllableComparison(index, 0, 1.0, INSIDE, INSIDE, INSIDE, 1.0), **facts)
        for index, facts in enumerate(syllables)
    )
    words = tuple(
        replace(said_word(index, (1.0,)), heard=heard)
        for index, heard in enumerate(HEARD)
    )
    return report_of(
        *findings, words=words, comparison=Comparison((), None, compared, ())
    )


def test_a_word_is_off_by_its_length_its_level_or_most_of_its_melody() -> None:
    assert wrong_words(report({"duration": ABOVE}, {})) == (0,)
    assert wrong_words(report({}, {"level": ABOVE})) == (1,)
    assert wrong_words(report({}, {"melody_inside_share": 0.4})) == (1,)
    assert wrong_words(report({}, {"melody_inside_share": None})) == ()


@pytest.mark.parametrize(
    "code",
    [
        "stress_elsewhere",
        "accent_on_other_word",
        "nucleus_on_other_word",
        "focus_on_other_word",
    ],
)
def test_a_finding_on_prosody_names_its_word(code: str) -> None:
    assert wrong_words(report({}, {}, findings=(finding(code, word_index=1),))) == (1,)


def test_a_finding_on_something_else_names_none() -> None:
    noisy, missing = finding("noisy_take"), finding("words_missing", word_index=1)
    assert wrong_words(report({}, {}, findings=(noisy, missing))) == ()


def test_a_word_that_was_not_heard_cannot_be_mended() -> None:
    assert wrong_words(report({}, {}, {"duration": ABOVE})) == ()


def test_a_pause_where_natives_go_on_is_named_by_the_word_before() -> None:
    found = report({}, {}, findings=(finding("pause_unexpected", word_index=1),))
    assert wrong_pauses(found) == (1,)
    assert wrong_words(found) == ()


def test_without_natives_the_findings_alone_count() -> None:
    stress = finding("stress_unclear", word_index=0)
    assert wrong_words(replace(report(findings=(stress,)), comparison=None)) == (0,)


def test_a_real_report_is_read_by_the_facade() -> None:
    said = as_read(native_report())
    heard = {word.index for word in said.words if word.heard}
    assert set(engine.wrong_words(said)) <= heard


def test_every_code_has_its_facts_and_no_facts_are_without_code() -> None:
    assert set(FACTS) == set(FindingCode)


@pytest.mark.parametrize("code", FindingCode)
def test_what_mends_a_finding_is_what_the_table_says(code: FindingCode) -> None:
    found = report({}, {}, findings=(finding(code, word_index=1),))
    remedy = FACTS[code].remedy
    assert remedy is None or remedy in Remedy
    assert wrong_words(found) == ((1,) if remedy is Remedy.WORD else ())
    assert wrong_pauses(found) == ((1,) if remedy is Remedy.PAUSE else ())
