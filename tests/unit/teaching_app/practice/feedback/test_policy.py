"""What is reported under a policy, on reports of known truth."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import emotion_engine as engine
from emotion_engine.results import (
    PhoneSegment,
    Span,
    SyllableComparison,
    SyllableResult,
    WordResult,
)
from teaching_app.practice.feedback.facts import asked_of_stress
from teaching_app.practice.feedback.policy import apply_policy, lead_of
from teaching_app.practice.feedback.words import said_words
from teaching_app.practice.feedback_policy import AS_FOUND, FeedbackPolicy
from tests.reports import as_read, finding, native_report, report, synthetic_report

State = engine.StressState
GENTLE = FeedbackPolicy(
    elsewhere_from=2.0, asks_from=math.inf, unclear_below=7.0, least_severity=0.5
)
STRICT = FeedbackPolicy(asks_from=0.5)
GARAGE_IN_FRONT = FeedbackPolicy(accepted=frozenset({("garage", 0)}))


def syllable(text: str, start_s: float, share: float, *, stress: int) -> SyllableResult:
    span = Span(start_s, start_s + 0.2)
    phone = PhoneSegment("AA1", start_s, start_s + 0.2)
    return SyllableResult(
        text, span.start_s, span.end_s, span, (phone,), stress, share, share > 0.5
    )


def garage(state: State, *, first: float, **facts: object) -> WordResult:
    """ "Garage", which the dictionary stresses at its end, and how strong "ga" was."""
    known = {
        "index": 0,
        "text": "Garage.",
        "start_s": 0.0,
        "end_s": 0.4,
        "confidence": 0.9,
        "in_dictionary": True,
        "heard": True,
        "stress_state": state,
        "stressed_syllable": 0 if first > 0.5 else 1,
        "expected_syllable": 1,
        "accent": 0.5,
        "syllables": (
            syllable("ga", 0.0, first, stress=0),
            syllable("rage", 0.2, 1 - first, stress=1),
        ),
    } | facts
    return WordResult(**known)


def elsewhere(severity: float = 0.8) -> engine.Finding:
    return finding(
        "stress_elsewhere",
        severity,
        word_index=0,
        details={"word": "Garage", "expected_text": "rage", "heard_text": "ga"},
    )


def asked() -> engine.Finding:
    """The same, where the engine is not sure enough to tell it."""
    return replace(elsewhere(), certainty=engine.Certainty.ASKED)


def codes(reported: engine.UtteranceReport) -> list[str]:
    return [f.code.value for f in reported.findings]


@pytest.mark.parametrize("stored", [native_report(), synthetic_report()])
def test_by_default_the_report_is_returned_unchanged(stored: dict) -> None:
    found = as_read(stored)
    assert apply_policy(found, AS_FOUND) is found


def test_the_lead_is_the_negated_margin() -> None:
    logits = (0.4, -1.2)
    first = math.exp(logits[0]) / sum(math.exp(logit) for logit in logits)
    word = garage(State.ELSEWHERE, first=first)
    assert lead_of(word) == pytest.approx(logits[0] - logits[1])


@pytest.mark.parametrize("state", [State.ELSEWHERE, State.UNCLEAR])
def test_an_accepted_stress_is_right_and_marked_as_accepted(state: State) -> None:
    found = report(elsewhere(), words=(garage(state, first=0.9),))
    reported = apply_policy(found, GARAGE_IN_FRONT)
    (word,) = said_words(reported)
    assert reported.words[0].stress_state is State.AS_EXPECTED
    assert word.label == "accepted in this class"
    assert word.summary == "Stress on “ga”, which is accepted in this class."
    assert [dot.expected for dot in word.syllables] == ["strong", "weak"]
    assert [dot.mine for dot in word.syllables] == ["strong", "weak"]
    assert codes(reported) == ["well_done"]


def test_an_accepted_word_with_the_dictionarys_stress_is_reported_as_before() -> None:
    found = report(words=(garage(State.AS_EXPECTED, first=0.1),))
    (word,) = said_words(apply_policy(found, GARAGE_IN_FRONT))
    assert word.label == "stress in place"


def test_a_syllable_or_word_that_is_not_accepted_is_reported() -> None:
    found = report(elsewhere(), words=(garage(State.ELSEWHERE, first=0.9),))
    for accepted in (("garage", 1), ("record", 0)):
        reported = apply_policy(found, FeedbackPolicy(accepted=frozenset({accepted})))
        assert reported.words == found.words
        assert reported.findings == found.findings


def test_effects_of_an_accepted_stress_are_not_reported_and_all_else_is() -> None:
    found = report(
        elsewhere(),
        finding("vowel_not_reduced", word_index=0),
        finding("sound_different", word_index=0, details={"expected_sound": "AA"}),
        finding("sound_different", word_index=0, details={"expected_sound": "JH"}),
        finding("vowel_not_reduced", word_index=1),
        words=(garage(State.ELSEWHERE, first=0.9, clear=False),),
    )
    reported = apply_policy(found, GARAGE_IN_FRONT)
    assert [(f.code.value, f.word_index) for f in reported.findings] == [
        ("sound_different", 0),
        ("vowel_not_reduced", 1),
    ]


def test_gentle_does_not_report_a_stress_with_a_small_lead() -> None:
    found = report(elsewhere(), words=(garage(State.ELSEWHERE, first=0.8),))
    reported = apply_policy(found, GENTLE)
    (word,) = said_words(reported)
    assert codes(reported) == ["well_done"]
    assert (word.state, word.summary) == ("not_graded", "2 syllables.")
    assert {dot.mine for dot in word.syllables} == {"unknown"}


def test_gentle_reports_what_is_quite_certain() -> None:
    found = report(elsewhere(), words=(garage(State.ELSEWHERE, first=0.95),))
    reported = apply_policy(found, GENTLE)
    assert reported.words[0].stress_state is State.ELSEWHERE
    assert reported.findings == found.findings


def test_gentle_leaves_refinements_out_but_not_what_is_wrong_with_the_sound() -> None:
    found = report(
        finding("melody_too_flat", 0.6),
        finding("break_missing", 0.4),
        finding("noisy_take", 0.4),
    )
    assert codes(apply_policy(found, GENTLE)) == ["melody_too_flat", "noisy_take"]


@pytest.mark.parametrize(("accuracy", "is_reported"), [(7.5, False), (6.5, True)])
def test_gentle_calls_sounds_unclear_only_where_they_clearly_were(
    accuracy: float, is_reported: bool
) -> None:
    score = engine.ScoreEstimate(accuracy, accuracy - 1, accuracy + 1)
    word = garage(State.AS_EXPECTED, first=0.1, accuracy=score, clear=False)
    found = report(finding("word_unclear", 0.6, word_index=0), words=(word,))
    reported = apply_policy(found, GENTLE)
    assert ("word_unclear" in codes(reported)) is is_reported
    assert said_words(reported)[0].is_unclear is is_reported


def test_strict_asks_about_what_is_usually_withheld_and_tells_no_more() -> None:
    found = report(
        finding("melody_too_flat", 0.6),
        words=(
            garage(State.UNCLEAR, first=0.7),
            garage(State.UNCLEAR, first=0.55, index=1),
        ),
    )
    reported = apply_policy(found, STRICT)
    assert [word.stress_state for word in reported.words] == [
        State.UNCLEAR,
        State.NOT_GRADED,
    ]
    assert [f.code.value for f in reported.told] == ["melody_too_flat"]
    (question,) = reported.asked
    assert (question.code.value, question.word_index) == ("stress_elsewhere", 0)
    assert question.details["heard_text"] == "ga"


def test_strict_tells_what_the_engine_tells() -> None:
    found = report(elsewhere(), words=(garage(State.ELSEWHERE, first=0.95),))
    assert apply_policy(found, STRICT).findings == found.findings


def test_strict_asks_once_about_a_word() -> None:
    found = report(
        finding("well_done", 0.0), asked(), words=(garage(State.UNCLEAR, first=0.8),)
    )
    assert apply_policy(found, STRICT).findings == found.findings


def test_gentle_asks_nothing_and_keeps_the_praise() -> None:
    found = report(
        finding("well_done", 0.0), asked(), words=(garage(State.UNCLEAR, first=0.95),)
    )
    reported = apply_policy(found, GENTLE)
    assert codes(reported) == ["well_done"]
    assert reported.words[0].stress_state is State.NOT_GRADED


@pytest.mark.parametrize(
    ("policy", "n_asked"), [(AS_FOUND, 1), (STRICT, 1), (GENTLE, 0)]
)
def test_a_sound_is_asked_unless_nothing_is(
    policy: FeedbackPolicy, n_asked: int
) -> None:
    sound = finding("sound_different", word_index=0, details={"expected_sound": "G"})
    question = replace(sound, certainty=engine.Certainty.ASKED)
    word = garage(State.AS_EXPECTED, first=0.2)
    reported = apply_policy(
        report(finding("well_done", 0.0), question, words=(word,)), policy
    )
    assert codes(reported)[0] == "well_done"
    assert len(reported.asked) == n_asked


def test_a_word_of_which_only_a_sound_is_asked_has_its_stress() -> None:
    sound = finding("sound_different", word_index=0, details={"expected_sound": "G"})
    question = replace(sound, certainty=engine.Certainty.ASKED)
    word = garage(State.UNCLEAR, first=0.6)
    given = report(finding("well_done", 0.0), question, asked(), words=(word,))
    assert asked_of_stress(given) == {0}
    assert not asked_of_stress(report(question, words=(word,)))


def test_no_question_is_asked_about_an_accepted_stress() -> None:
    found = report(
        finding("well_done", 0.0), asked(), words=(garage(State.UNCLEAR, first=0.95),)
    )
    assert codes(apply_policy(found, GARAGE_IN_FRONT)) == ["well_done"]


def test_strict_does_not_correct_what_natives_do() -> None:
    compared = engine.Comparison(
        melody=(),
        melody_inside_share=None,
        syllables=(SyllableComparison(0, 1, 0.2, None, None, None, None),),
        measures=(),
    )
    found = report(words=(garage(State.UNCLEAR, first=0.7),), comparison=compared)
    assert codes(apply_policy(found, STRICT)) == []


def test_praise_stays_beside_a_question() -> None:
    found = report(finding("well_done", 0.0), words=(garage(State.UNCLEAR, first=0.7),))
    assert codes(apply_policy(found, STRICT)) == ["well_done", "stress_elsewhere"]


def test_a_recorded_report_has_findings_at_each_strictness() -> None:
    found = as_read(synthetic_report())
    before = found.to_json()
    for policy in (GENTLE, STRICT, GARAGE_IN_FRONT):
        reported = apply_policy(found, policy)
        assert [word.text for word in reported.words] == [w.text for w in found.words]
        assert reported.findings
    assert found.to_json() == before, "the report itself stays"


def test_a_take_that_is_not_assessable_stays_unchanged() -> None:
    found = replace(report(elsewhere()), assessable=False)
    assert apply_policy(found, GENTLE) is found
