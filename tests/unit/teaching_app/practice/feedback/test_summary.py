"""What came across, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice.feedback.summary import what_came_across
from tests.reports import as_read, native_report, synthetic_report
from tests.reports import report as report_of


def with_states(report: dict[str, Any], state: str) -> dict[str, Any]:
    """The same report with every word heard, and its longer ones in one state."""
    for word in report["words"]:
        word["heard"] = True
        if len(word["syllables"]) > 1:
            word["stress_state"] = state
    return report


def reported_as_unclear(report: dict[str, Any]) -> dict[str, Any]:
    """The same report with a finding for each word of unclear stress."""
    (found,) = (f for f in report["findings"] if f["code"] == "stress_elsewhere")
    report["findings"] = [
        found | {"code": "stress_unclear", "word_index": word["index"]}
        for word in report["words"]
        if word["stress_state"] == "unclear"
    ]
    return report


def test_words_that_were_not_heard_are_said_first() -> None:
    headline = what_came_across(as_read(synthetic_report())).headline
    assert headline == "Most of the phrase came across; we did not hear “a”."


def test_a_word_that_was_hard_to_make_out_did_not_come_across() -> None:
    report = with_states(synthetic_report(), "as_expected")
    report["findings"][0].update(code="word_unclear", details={"word": "photographer"})
    headline = what_came_across(as_read(report)).headline
    assert headline == (
        "Most of the phrase came across; “photographer” was hard to make out."
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("elsewhere", "the stresses of “photographer”, “photograph.” sat elsewhere"),
        ("unclear", "the stresses of “photographer”, “photograph.” were not clear"),
        ("as_expected", "with the stress of “photographer”, “photograph.” in place"),
    ],
)
def test_the_stress_of_the_words_is_named(state: str, words: str) -> None:
    report = with_states(synthetic_report(), state)
    report = reported_as_unclear(report) if state == "unclear" else report
    assert words in what_came_across(as_read(report)).headline


def test_an_unclear_stress_that_is_not_reported_is_not_summarised() -> None:
    report = with_states(synthetic_report(), "unclear")
    assert what_came_across(as_read(report)).headline == "The phrase came across."


def test_a_phrase_of_short_words_just_came_across() -> None:
    report = with_states(native_report(), "not_graded")
    assert what_came_across(as_read(report)).headline == "The phrase came across."


def leaning_on(report: dict[str, Any], word: int, native_word: int) -> str:
    for i, said in enumerate(report["words"]):
        said.update(accent=0.5, nuclear=i == word)
    shares = [0.9 if i == native_word else 0.02 for i in range(len(report["words"]))]
    report["comparison"]["native_nuclear_share"] = shares
    return what_came_across(as_read(report)).text


def test_the_word_that_stood_out_is_laid_beside_the_natives() -> None:
    assert "“talking” stood out most, as with most native speakers" in leaning_on(
        native_report(), 2, 2
    )
    apart = leaning_on(native_report(), 0, 2)
    assert "“Kids” stood out most; with most native speakers it is “talking”" in apart


def test_a_report_of_before_knows_the_strongest_word_alone() -> None:
    report = native_report()
    for i, word in enumerate(report["words"]):
        word.update(accent=0.9 if i == 2 else 0.1, nuclear=None)
    report["comparison"].update(native_nuclear_share=[], native_accent_share=[0.1] * 6)
    report["comparison"]["native_accent_share"][2] = 0.9
    text = what_came_across(as_read(report)).text
    assert "“talking” stood out most, as with most native speakers" in text


def test_where_natives_do_not_agree_no_word_is_named() -> None:
    report = native_report()
    report["comparison"]["native_nuclear_share"] = [0.1] * len(report["words"])
    assert "You leaned" not in what_came_across(as_read(report)).text
    assert "You leaned" not in what_came_across(as_read(synthetic_report())).text


def test_a_word_that_the_phrase_has_twice_is_named_once() -> None:
    report = with_states(synthetic_report(), "as_expected")
    report["words"][4]["text"] = "photographer"
    assert what_came_across(as_read(report)).headline.count("photographer") == 1


def ending(value: float, median: float, position: str) -> str:
    report = native_report()
    measure = {
        "name": "final_movement_st",
        "unit": "st",
        "value": value,
        "low": median - 2,
        "median": median,
        "high": median + 2,
        "position": position,
    }
    report["comparison"]["measures"] = [measure]
    return what_came_across(as_read(report)).text


def test_the_end_of_the_melody_is_compared_with_the_natives() -> None:
    assert "moved as native speakers’ does here" in ending(-0.5, -1.5, "inside")
    assert "At the end the voice fell." in ending(-9.0, -3.0, "below")
    assert "the voice rose; native speakers’ falls" in ending(3.0, -3.0, "above")
    assert "stayed level; native speakers’ rises" in ending(0.2, 3.0, "below")


def test_an_end_of_which_nothing_is_expected_is_compared_with_nothing() -> None:
    report = native_report()
    report["comparison"]["measures"] = []
    said = what_came_across(as_read(report)).text
    assert "At the end the voice" in said
    assert "native speakers’" not in said


@pytest.mark.parametrize(
    ("step_st", "words"), [(0.2, "rose"), (-0.2, "fell"), (0.0, "stayed level")]
)
def test_without_natives_the_end_is_the_learners_own(
    step_st: float, words: str
) -> None:
    report = synthetic_report()
    start_s, end_s = (report["words"][-1][key] for key in ("start_s", "end_s"))
    n_frames = int((end_s - start_s) / 0.01)
    report["melody"] = {
        "hop_s": 0.01,
        "start_s": start_s,
        "f0_st": [step_st * i for i in range(n_frames)],
        "median_hz": 180.0,
    }
    assert f"At the end the voice {words}." in what_came_across(as_read(report)).text


def test_the_whole_is_a_band_never_a_number() -> None:
    text = what_came_across(as_read(native_report())).text
    assert "understandable to good" in text
    assert not any(letter.isdigit() for letter in text)


def test_a_report_with_little_in_it_still_has_a_first_sentence() -> None:
    summary = what_came_across(report_of())
    assert summary.headline == "The phrase came across."
    assert summary.sentences == ()


def test_of_a_voice_that_was_not_known_no_style_is_told() -> None:
    report = native_report()
    told = what_came_across(as_read(report)).sentences
    report["expression"].update(own_takes=2, clear=False, sounds_like=None)
    untold = what_came_across(as_read(report)).sentences
    assert untold == told[1:]
    assert "delivery sounds like" in told[0]
