"""Styles compared with natives, and the honest "not clear"."""

from __future__ import annotations

import pytest

from emotion_engine.results import DifferenceCode
from teaching_app.practice.feedback.styles import expression_view
from tests.reports import as_read, native_report, synthetic_report

NEVER_SAID = ("you are", "you feel", "mood", "engagement", "emotion")


def unclear_report() -> dict:
    report = native_report()
    report["expression"].update(clear=False, sounds_like=None, match=None)
    return report


def test_styles_come_nearest_first_beside_the_natives() -> None:
    view = expression_view(as_read(native_report()))
    percents = [bar.percent for bar in view.bars]
    assert percents == sorted(percents, reverse=True)
    assert [bar.is_target for bar in view.bars] == [True] + [False] * 7
    assert view.bars[0].native_percent == 71


def test_when_the_model_is_unsure_no_style_is_named() -> None:
    view = expression_view(as_read(unclear_report()))
    assert not view.clear
    assert "Not clear" in view.headline
    assert "happy" not in view.headline
    assert not any(bar.is_nearest for bar in view.bars)


@pytest.mark.parametrize("target", ["happy", None])
def test_until_the_voice_is_known_only_that_is_said(target: str | None) -> None:
    report = unclear_report()
    report["expression"].update(target=target, own_takes=3)
    view = expression_view(as_read(report))
    assert view.headline == "We are still getting to know your voice: 3 of 5 takes."
    assert "until then we do not say" in view.text
    assert (view.bars, view.nearest, view.match_percent) == ((), "", None)


def test_from_how_many_takes_the_voice_is_known_is_said() -> None:
    report = native_report()
    assert expression_view(as_read(report)).voice == ""
    report["expression"]["own_takes"] = 6
    view = expression_view(as_read(report))
    assert view.voice == "We know your voice from 6 takes."
    assert len(view.bars) == 8


def test_a_probability_has_its_interval_where_that_is_known() -> None:
    report = native_report()
    assert not expression_view(as_read(report)).has_intervals
    report["expression"]["intervals"] = {"happy": [0.4, 0.75]}
    view = expression_view(as_read(report))
    (happy,) = (bar for bar in view.bars if bar.code == "happy")
    assert (happy.low_percent, happy.high_percent, happy.range_percent) == (40, 75, 35)
    assert view.has_intervals


def test_another_style_than_the_target_is_named_as_heard() -> None:
    report = native_report()
    report["expression"]["sounds_like"] = "calm"
    assert "calm" in expression_view(as_read(report)).headline


def test_the_words_are_about_delivery_never_about_the_person() -> None:
    for report in (native_report(), unclear_report()):
        view = expression_view(as_read(report))
        said = f"{view.headline} {view.text}".lower()
        assert not any(word in said for word in NEVER_SAID)


def test_without_expression_there_is_nothing_to_show() -> None:
    assert expression_view(as_read(synthetic_report())) is None


@pytest.mark.parametrize("code", DifferenceCode)
def test_where_voice_and_words_differ_both_are_named(code: DifferenceCode) -> None:
    report = native_report()
    difference = {"code": code.value, "voice": "calm", "words": "happy"}
    report["expression"]["difference"] = difference
    said = expression_view(as_read(report)).difference
    assert "“happy”" in said
    assert "“calm”" in said
    assert not any(word in said.lower() for word in NEVER_SAID)


def test_where_they_agree_nothing_is_said() -> None:
    assert expression_view(as_read(native_report())).difference == ""


def salience_of(*shares: float) -> str:
    report = native_report()
    shares = (*shares, *[0.0] * (len(report["words"]) - len(shares)))
    report["expression"]["carried"] = {
        "style": "happy",
        "words": list(shares),
        "moments": [],
    }
    return expression_view(as_read(report)).salience


def test_the_words_most_salient_for_the_style_are_named() -> None:
    first, second = (word["text"] for word in native_report()["words"][:2])
    assert salience_of(0.7, 0.1) == f"“happy” was heard most in the word “{first}”."
    both = salience_of(0.4, 0.39)
    assert both == f"“happy” was heard most in the words “{first}”, “{second}”."


def test_where_no_word_stands_out_none_is_named() -> None:
    n_words = len(native_report()["words"])
    assert salience_of(*[1 / n_words] * n_words) == ""
