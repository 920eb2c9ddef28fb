"""The expected profile of a phrase: whole, in order, and labelled as expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.profiles.expected.expectation import (
    Expectation,
    load_expectation,
    read_expectation,
)
from emotion_engine.profiles.measures import MEASURES
from emotion_engine.profiles.store import Band, Evidence, NativeProfile
from emotion_engine.results.comparison import NATIVES_AGREE


@pytest.fixture(scope="module")
def expectation() -> Expectation:
    return load_expectation()


def profile_of(
    expectation: Expectation, text: str, style: str | None = None
) -> NativeProfile:
    found = expectation.profile_of(plan_phrase(text), style)
    assert found is not None
    return found


def bands_of(profile: NativeProfile) -> list[Band]:
    syllables = [
        band
        for s in profile.syllables
        for band in (s.duration, s.f0, s.level, s.prominence, *s.melody)
    ]
    return [*syllables, *profile.measures.values()]


@pytest.mark.parametrize(
    "text", ["Go.", "We need 205 apples, Xyzzy!", "You know him, don't you?"]
)
def test_any_phrase_has_a_whole_profile(expectation: Expectation, text: str) -> None:
    profile = profile_of(expectation, text)
    plan = plan_phrase(text)
    assert profile.evidence is Evidence.EXPECTED
    assert len(profile.syllables) == len(plan.syllables)
    assert len(profile.word_accent_share) == len(plan.words)
    assert sum(profile.nuclear_share) == pytest.approx(1.0)
    assert set(profile.measures) == set(MEASURES)
    assert all(b.low <= b.median <= b.high for b in bands_of(profile))
    assert NativeProfile.from_json(profile.to_json()).text == text


@pytest.mark.parametrize(
    ("text", "is_known"),
    [("It is free.", True), ("Where is it?", True), ("Is it free?", False)],
)
def test_nothing_is_expected_of_the_end_of_a_question_of_yes_or_no(
    expectation: Expectation, text: str, is_known: bool
) -> None:
    profile = profile_of(expectation, text)
    assert ("final_movement_st" in profile.measures) is is_known
    assert set(MEASURES) - set(profile.measures) <= {"final_movement_st"}


def test_the_dictionary_rules_where_nobody_was_heard(expectation: Expectation) -> None:
    profile = profile_of(expectation, "The photographer took a photograph.")
    strong = [s for s in profile.syllables if s.stressed_share >= NATIVES_AGREE]
    assert {"tog", "pho"} <= {s.text for s in strong}


def test_a_vowel_before_the_end_is_expected_to_be_longer_than_a_weak_one(
    expectation: Expectation,
) -> None:
    profile = profile_of(expectation, "He went to the lake.")
    lengths = {s.text: s.duration.median for s in profile.syllables}
    assert lengths["lake"] > 1.3 * lengths["the"]


def test_a_style_that_was_never_heard_has_no_expectation(
    expectation: Expectation,
) -> None:
    assert expectation.knows(None)
    assert expectation.profile_of(plan_phrase("Go on."), "surprised") is None
    assert profile_of(expectation, "Go on.", "angry").style == "angry"


def test_an_expectation_is_read_as_it_was_written(
    expectation: Expectation, tmp_path: Path
) -> None:
    expectation.write(tmp_path)
    again = read_expectation(tmp_path)
    texts = [profile_of(e, "Call me soon.").to_json() for e in (expectation, again)]
    assert texts[0] == texts[1]
