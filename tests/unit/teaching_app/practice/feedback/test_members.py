"""What each model heard, in words."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from emotion_engine.results import MemberAnswer, MemberName
from teaching_app.practice.feedback.members import members_in_words
from teaching_app.practice.feedback.styles import expression_view
from tests.reports import as_read, native_report

HEARD = (
    MemberAnswer(MemberName.REGRESSION, "happy", 0.814, 0.72),
    MemberAnswer(MemberName.CNN, "sad", 0.55, 0.08),
    MemberAnswer(MemberName.FUSION, "happy", 0.6, 0.2),
)
AS_STORED = [
    {"name": "cnn", "style": "sad", "probability": 0.55, "weight": 0.08},
]


def test_the_networks_come_first_with_style_sureness_and_share() -> None:
    cnn, fusion, regression = members_in_words(HEARD)
    assert cnn == (
        "The network that hears the voice alone heard “sad”. It is 55 % sure, and "
        "counts 8 %."
    )
    assert "voice and words together heard “happy”. It is 60 % sure" in fusion
    assert "your usual voice heard “happy”. It is 81 % sure" in regression


def test_a_model_without_a_seat_says_nothing() -> None:
    (only,) = members_in_words(HEARD[1:2])
    assert "voice alone" in only


def test_the_sentences_are_in_the_language_of_the_page() -> None:
    with translation.override("zh-hans"):
        sentences = members_in_words(HEARD)
    assert all("network" not in s and "model" not in s for s in sentences)


def test_until_the_voice_is_known_no_model_says_what_it_heard() -> None:
    report = native_report()
    report["expression"].update(members=AS_STORED, own_takes=6)
    assert len(expression_view(as_read(report)).members) == 1
    report["expression"].update(own_takes=2, clear=False, sounds_like=None)
    assert expression_view(as_read(report)).members == ()


def test_the_sentences_are_folded_away_below_the_styles() -> None:
    report = native_report()
    report["expression"].update(members=AS_STORED, own_takes=6)
    page = rendered(report)
    assert "<summary>What each model heard</summary>" in page
    assert "heard “sad”. It is 55 % sure" in page


def test_where_one_model_decides_alone_there_is_no_such_part() -> None:
    assert "What each model heard" not in rendered(native_report())


def rendered(report: dict) -> str:
    view = expression_view(as_read(report))
    card = "learner/partials/expression_unasked.html"
    return render_to_string(card, {"expression": view})
