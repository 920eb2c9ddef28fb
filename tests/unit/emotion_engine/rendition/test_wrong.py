"""Only what is off by the report is to be mended."""

from __future__ import annotations

from typing import Any

import emotion_engine as engine
from emotion_engine.rendition.wrong import wrong_pauses, wrong_words
from tests.reports import native_report

INSIDE = {"position": "inside"}
ABOVE = {"position": "above"}


def report(*syllables: dict[str, Any], findings: tuple = ()) -> dict[str, Any]:
    """Three words of one syllable; what is not said of them lies inside the band."""
    compared = [
        {"word_index": index, "duration": INSIDE, "level": INSIDE}
        | {"melody_inside_share": 1.0}
        | facts
        for index, facts in enumerate(syllables)
    ]
    words = [{"index": index, "heard": index != 2} for index in range(3)]
    return {
        "words": words,
        "comparison": {"syllables": compared},
        "findings": list(findings),
    }


def test_a_word_is_off_by_its_length_its_level_or_most_of_its_melody() -> None:
    assert wrong_words(report({"duration": ABOVE}, {})) == (0,)
    assert wrong_words(report({}, {"level": ABOVE})) == (1,)
    assert wrong_words(report({}, {"melody_inside_share": 0.4})) == (1,)
    assert wrong_words(report({}, {"melody_inside_share": None})) == ()


def test_a_finding_on_prosody_names_its_word() -> None:
    stress = {"code": "stress_elsewhere", "word_index": 1}
    assert wrong_words(report({}, {}, findings=(stress,))) == (1,)


def test_a_finding_on_something_else_names_none() -> None:
    noisy = {"code": "noisy_take", "word_index": None}
    missing = {"code": "words_missing", "word_index": 1}
    assert wrong_words(report({}, {}, findings=(noisy, missing))) == ()


def test_a_word_that_was_not_heard_cannot_be_mended() -> None:
    assert wrong_words(report({}, {}, {"duration": ABOVE})) == ()


def test_a_pause_where_natives_go_on_is_named_by_the_word_before() -> None:
    pause = {"code": "pause_unexpected", "word_index": 1}
    found = report({}, {}, findings=(pause,))
    assert wrong_pauses(found) == (1,)
    assert wrong_words(found) == ()


def test_without_natives_the_findings_alone_count() -> None:
    alone = report(findings=({"code": "stress_unclear", "word_index": 0},))
    alone["comparison"] = None
    assert wrong_words(alone) == (0,)


def test_a_real_report_is_read_by_the_facade() -> None:
    said = native_report()
    heard = {word["index"] for word in said["words"] if word["heard"]}
    assert set(engine.wrong_words(said)) <= heard
