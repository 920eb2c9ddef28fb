"""Stress on another syllable: told where that is sure, else asked."""

from __future__ import annotations

from dataclasses import replace

from emotion_engine.findings import find
from emotion_engine.findings.stress import only_sure
from emotion_engine.profiles.build import Origin, build_profiles
from emotion_engine.profiles.compare import compare
from emotion_engine.results import (
    FindingCode,
    StressState,
)
from tests.faults import (
    NORMS,
    codes,
    found,
    report,
    stressed,
)
from tests.spoken import native_takes, said_word


def test_stress_elsewhere_says_where_it_was_and_where_it_belongs() -> None:
    wrong, _ = words = stressed(StressState.ELSEWHERE)
    (finding,) = found(words=words)
    assert finding.code is FindingCode.STRESS_ELSEWHERE
    assert (finding.word_index, finding.syllable_index) == (0, 1)
    assert (finding.start_s, finding.end_s) == (wrong.start_s, wrong.end_s)
    assert finding.details["expected_text"] == "s1"
    assert finding.details["heard_text"] == "s0"


def test_words_natives_themselves_stress_elsewhere_are_not_blamed() -> None:
    varying = native_takes()
    varying = [
        replace(t, words=(replace(t.words[0], stressed_syllable=0), t.words[1]))
        for t in varying
    ]
    profile = build_profiles(varying, Origin("", "", ""))[0]
    wrong = said_word(
        0, (0, 1), stress_state=StressState.ELSEWHERE, stressed_syllable=0
    )
    take = report(words=(wrong, said_word(1, (1,))))
    compared = compare(take.words, take.melody, take.pauses, profile)
    assert [
        f.code for f in find(replace(take, comparison=compared), profile, NORMS)
    ] == [FindingCode.WELL_DONE]


def test_stress_that_may_be_elsewhere_is_asked_about_beside_the_praise() -> None:
    praise, question = found(words=stressed(StressState.UNCLEAR))
    assert praise.code is FindingCode.WELL_DONE
    assert question.code is FindingCode.STRESS_ELSEWHERE
    assert (question.is_asked, question.word_index) == (True, 0)
    assert (question.details["heard_text"], question.details["expected_text"]) == (
        "s0",
        "s1",
    )


def test_questions_come_after_all_that_is_told() -> None:
    words = stressed(StressState.UNCLEAR)
    told, question = found(words=(words[0], replace(words[1], heard=False)))
    assert told.code is FindingCode.WORDS_MISSING
    assert question.is_asked


def test_nothing_is_asked_about_a_word_whose_place_is_not_sure() -> None:
    word, rest = stressed(StressState.UNCLEAR)
    assert codes(words=(replace(word, confidence=0.5), rest)) == [FindingCode.WELL_DONE]


def test_only_a_clear_lead_is_told_and_more_words_need_a_clearer_one() -> None:
    word, rest = stressed(StressState.ELSEWHERE)
    graded = [said_word(i, (1, 0)) for i in range(1, 12)]
    assert only_sure((word, rest))[0].stress_state is StressState.ELSEWHERE
    assert only_sure((word, *graded))[0].stress_state is StressState.UNCLEAR
    slight = replace(word, syllables=stressed(StressState.UNCLEAR)[0].syllables)
    assert only_sure((slight, rest))[0].stress_state is StressState.UNCLEAR


def test_a_tiny_lead_of_another_syllable_is_not_reported() -> None:
    word, rest = stressed(StressState.UNCLEAR)
    said = tuple(
        replace(s, prominence=share)
        for s, share in zip(word.syllables, (0.55, 0.45), strict=True)
    )
    assert codes(words=(replace(word, syllables=said), rest)) == [FindingCode.WELL_DONE]
