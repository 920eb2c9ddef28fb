"""The feedback page in each of its states."""

from __future__ import annotations

from dataclasses import replace

import pytest

import emotion_engine as engine
from teaching_app.practice.feedback.labels import STAGES
from teaching_app.practice.feedback.presentation import arrange, poll_ms, summarize
from tests.reports import as_read, finding, native_report, synthetic_report
from tests.reports import report as report_of


def test_one_finding_comes_first_and_the_others_after_it() -> None:
    view = arrange(as_read(native_report()), state="done")
    assert view.main.code == "melody_too_flat"
    assert [f.code for f in view.others] == ["stress_unclear", "too_slow"]
    assert view.main.title
    assert view.main.next_action
    assert view.main.place.first == "2.0"
    assert view.problem is None


def test_stages_are_done_current_or_waiting() -> None:
    view = arrange(None, state="running", stage="alignment")
    assert [s.state for s in view.stages[:5]] == [
        "done",
        "done",
        "done",
        "current",
        "waiting",
    ]
    assert view.current_stage.label == str(STAGES["alignment"])
    assert view.is_pending


def test_a_queued_take_has_a_place_and_no_current_stage() -> None:
    view = arrange(None, state="queued", queue_position=3)
    assert view.queue_position == 3
    assert view.current_stage is None


def test_where_expression_is_off_no_stage_mentions_it() -> None:
    stages = tuple(code for code in STAGES if code != "expression")
    view = arrange(None, state="running", stage="decode", stages=stages)
    assert "expression" not in [stage.code for stage in view.stages]


def test_partial_results_are_shown_as_they_come() -> None:
    whole = native_report()
    early = report_of(
        text=whole["text"],
        assessable=None,
        quality=as_read(whole).quality,
        phrase_check=as_read(whole).phrase_check,
    )
    view = arrange(early, state="running", stage="alignment")
    assert view.heard.text == whole["phrase_check"]["heard"]
    assert view.quality
    assert not view.words
    assert view.melody is None
    assert view.main is None


@pytest.mark.parametrize(
    "reason",
    [
        "too_short",
        "too_long",
        "too_quiet",
        "no_speech",
        "too_noisy",
        "clipped",
        "other_phrase",
        "other_language",
        "not_aligned",
    ],
)
def test_each_reason_for_not_assessable_says_what_to_do(reason: str) -> None:
    report = {**native_report(), "assessable": False, "reason": reason}
    view = arrange(as_read(report), state="done")
    assert view.problem.kind == "not_assessable"
    assert view.problem.code == reason
    assert view.problem.title
    assert view.problem.next_action
    assert view.main is None


@pytest.mark.parametrize("refusal", [code.value for code in engine.AudioRefusal])
def test_a_rejected_file_says_why(refusal: str) -> None:
    view = arrange(None, state="rejected", refusal=refusal)
    assert view.problem.kind == "rejected"
    assert view.problem.title
    assert not view.is_pending


def test_our_own_failure_is_no_fault_of_the_learner() -> None:
    view = arrange(None, state="failed")
    assert view.problem.kind == "failed"
    assert "our side" in view.problem.title


def test_missing_words_are_named() -> None:
    view = arrange(as_read(synthetic_report()), state="done")
    assert "Not heard: a." in view.heard.sentence


def test_a_transcript_in_doubt_is_not_quoted() -> None:
    known = as_read(synthetic_report())
    check = replace(known.phrase_check, is_quotable=False)
    view = arrange(replace(known, phrase_check=check), state="done")
    assert view.heard.text == ""
    assert view.heard.sentence


def test_the_page_asks_less_often_the_longer_it_waits() -> None:
    waits = [poll_ms(seconds) for seconds in (0, 14, 30, 90, 600)]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]


def test_the_announcement_changes_with_the_state_alone() -> None:
    early = arrange(None, state="running", stage="decode").announcement
    later = arrange(None, state="running", stage="stress").announcement
    done = arrange(as_read(native_report()), state="done").announcement
    assert early == later != done


def test_what_is_drawn_again_is_only_what_changed() -> None:
    report = as_read(native_report())
    early = replace(report, comparison=None)
    alone = arrange(early, state="running", stage="delivery")
    compared = arrange(report, state="done")
    assert alone.words_key != compared.words_key
    assert alone.melody_key != compared.melody_key
    later = arrange(early, state="running", stage="comparison")
    assert alone.words_key == later.words_key


@pytest.mark.parametrize(
    ("state", "tone"),
    [("queued", "mine"), ("running", "mine"), ("failed", "bad"), ("rejected", "bad")],
)
def test_a_take_without_result_is_summed_up_by_its_state(state: str, tone: str) -> None:
    assert summarize(None, state=state).tone == tone


def test_a_take_with_a_result_is_summed_up_by_its_first_finding() -> None:
    view = arrange(as_read(native_report()), state="done")
    assert summarize(as_read(native_report()), state="done").text == view.main.title


@pytest.mark.parametrize("trouble", ["newer", "damaged"])
def test_a_result_that_cannot_be_read_says_so_and_what_to_do(trouble: str) -> None:
    view = arrange(None, state="done", unreadable=trouble)
    assert (view.problem.kind, view.problem.code) == ("unreadable", trouble)
    assert view.problem.title
    assert view.problem.next_action
    assert view.announcement == view.problem.title
    line = summarize(None, state="done", unreadable=trouble)
    assert (line.text, line.tone) == (view.problem.title, "unclear")


def take_of(*findings: engine.Finding, total: float = 8.5) -> engine.UtteranceReport:
    """A take with these findings, of which listeners would think so."""
    score = engine.ScoreEstimate(total, total - 0.4, total + 0.4)
    rated = engine.DeliveryResult(score, score, score, score)
    return replace(as_read(native_report()), findings=findings, delivery=rated)


def test_a_question_is_shown_apart_and_is_no_verdict() -> None:
    (wrong,) = as_read(synthetic_report()).findings
    asked = replace(wrong, certainty=engine.Certainty.ASKED)
    said = replace(
        as_read(synthetic_report()), findings=(finding("well_done", 0.0), asked)
    )
    words = list(said.words)
    words[1] = replace(words[1], stress_state=engine.StressState.UNCLEAR)
    view = arrange(replace(said, words=tuple(words)), state="done")
    assert view.main.code == "well_done"
    assert view.others == ()
    (question,) = view.questions
    assert question.title == "Listen again: “photographer”"
    assert question.text == "Did you stress “pho” or “tog”?"
    assert question.place is not None
    assert (view.words[1].state, view.words[1].label) == ("asked", "listen again")
    assert {dot.mine for dot in view.words[1].syllables} == {"unknown"}
    assert "photographer" not in view.summary.headline


def test_a_stress_of_which_nothing_is_told_carries_no_mark() -> None:
    said = as_read(synthetic_report())
    words = list(said.words)
    words[1] = replace(words[1], stress_state=engine.StressState.UNCLEAR)
    quiet = replace(said, words=tuple(words), findings=(finding("well_done", 0.0),))
    word = arrange(quiet, state="done").words[1]
    assert word.state == "in_doubt"
    assert {dot.mine for dot in word.syllables} == {"unknown"}


def test_praise_needs_a_take_that_listeners_would_call_good() -> None:
    praise = finding("well_done", 0.0)
    good, weak = (arrange(take_of(praise, total=t), state="done") for t in (8.5, 6.0))
    assert (good.main.is_praise, good.main.title) == (True, "That came across well")
    assert (weak.main.is_praise, weak.main.title) == (
        False,
        "Say it along with the reference",
    )
    line = summarize(take_of(praise, total=6.0), state="done").text
    assert line == "Say it along with the reference"


def test_few_remarks_are_shown_and_few_of_one_kind() -> None:
    paused = [
        finding("pause_unexpected", word_index=i, details={"word": "w", "pause_s": 0.5})
        for i in range(4)
    ]
    view = arrange(take_of(*paused, finding("noisy_take")), state="done")
    assert view.main.code == "pause_unexpected"
    assert [f.code for f in view.others] == ["pause_unexpected", "noisy_take"]


def test_a_transcript_that_differs_is_not_quoted_where_the_phrase_was_heard() -> None:
    said = as_read(native_report())
    other = replace(said.phrase_check, heard="Kits are walking by the door.")
    assert arrange(said, state="done").heard.text
    assert not arrange(replace(said, phrase_check=other), state="done").heard.text
    apart = replace(other, verdict=engine.PhraseVerdict.OTHER_PHRASE)
    assert arrange(replace(said, phrase_check=apart), state="done").heard.text


def test_a_style_that_was_clearly_another_is_no_praise() -> None:
    said = as_read(native_report())
    praised = replace(said, findings=(finding("well_done"),), delivery=None)
    missed = replace(said.expression, target="sad", clear=True, sounds_like="happy")
    view = arrange(replace(praised, expression=missed), state="done")
    assert not view.main.is_praise
    assert view.main.text == "It sounded more like “happy” than like “sad”."
    for heard in (
        replace(missed, sounds_like="sad"),
        replace(missed, clear=False, sounds_like=None),
        replace(missed, target=None),
    ):
        view = arrange(replace(praised, expression=heard), state="done")
        assert view.main.is_praise
