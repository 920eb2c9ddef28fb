from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from teaching_app.insights.detectors import DETECTORS
from teaching_app.insights.detectors.endings import flat_questions, open_endings
from teaching_app.insights.detectors.focus import focus
from teaching_app.insights.detectors.melody_range import flat_melody
from teaching_app.insights.detectors.pauses import breaks_missing, pauses_inside
from teaching_app.insights.detectors.sounds import sounds
from teaching_app.insights.detectors.speed import speed
from teaching_app.insights.detectors.weak_vowels import weak_vowels
from teaching_app.insights.feedback.patterns import TEXTS, in_words
from tests.factories.insights import finding

from .takes import take, takes_of_class

RISE, FALL = {"natives_end": "rise"}, {"natives_end": "fall"}
CASES = [
    (flat_questions, finding("final_rise_missing", 3), RISE, "flat_questions"),
    (open_endings, finding("final_fall_missing", 3), FALL, "open_endings"),
    (flat_melody, finding("melody_too_flat"), {"melody_range_st": 2.0}, "flat_melody"),
    (speed, finding("too_slow"), {"rate_syllables_per_s": 2.0}, "too_slow"),
    (speed, finding("too_fast"), {"rate_syllables_per_s": 8.0}, "too_fast"),
    (pauses_inside, finding("pause_unexpected", 1, word="of"), {}, "pauses_inside"),
    (breaks_missing, finding("break_missing", 1, word="and"), {}, "breaks_missing"),
    (weak_vowels, finding("vowel_not_reduced", 1, word="to"), {}, "weak_vowels"),
    (focus, finding("focus_on_other_word", 1), {}, "focus"),
    (
        sounds,
        finding("sound_different", 1, expected_sound="TH", heard_sound="S"),
        {},
        "sound",
    ),
]


@pytest.mark.parametrize(("detect", "found", "occasion", "code"), CASES)
def test_findings_are_counted_over_learners(
    detect: Callable, found: dict[str, Any], occasion: dict[str, Any], code: str
) -> None:
    def make(has_habit: bool) -> list[dict[str, Any]]:
        return [occasion | {"findings": [found] if has_habit else []}] * 2

    (pattern,) = detect(takes_of_class(12, 7, make))
    assert (pattern.code, pattern.n_learners, pattern.n_occasion) == (code, 7, 12)
    assert "7 of 12" in in_words(pattern).title


@pytest.mark.parametrize(("detect", "found", "occasion", "_code"), CASES)
def test_there_is_no_pattern_without_findings(
    detect: Callable, found: dict[str, Any], occasion: dict[str, Any], _code: str
) -> None:
    assert not list(detect(takes_of_class(12, 0, lambda _habit: [occasion] * 2)))


def test_only_takes_that_should_rise_are_an_occasion_to_end_flat() -> None:
    rising = [
        take(n, findings=[finding("final_rise_missing")], **RISE) for n in range(4)
    ]
    falling = [take(n, **FALL) for n in range(20)]
    (pattern,) = flat_questions(rising + falling)
    assert (pattern.n_learners, pattern.n_occasion) == (4, 4)


def test_the_words_after_which_most_pauses_came_are_named() -> None:
    takes = [
        take(n, findings=[finding("pause_unexpected", 1, word=word)])
        for n, word in enumerate(["of", "of", "of", "the"])
    ]
    (pattern,) = pauses_inside(takes)
    assert pattern.details["words"] == "“of”, “the”"


def test_every_detector_has_its_sentences() -> None:
    codes = {code for *_rest, code in CASES}
    codes |= {"stress_early", "stress_late", "stress_word", "stress_unclear"}
    assert codes == set(TEXTS)
    assert len(DETECTORS) == 12
