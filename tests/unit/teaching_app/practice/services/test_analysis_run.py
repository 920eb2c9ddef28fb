"""One take through a double of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, VoiceTrace
from teaching_app.practice.selectors.analyses import stage_names
from teaching_app.practice.services import analyses, analysis_run, consents, path
from teaching_app.practice.signals import take_finished
from tests.factories import engines
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.factories.sound import wav_bytes
from tests.reports import as_read, native_report

pytestmark = pytest.mark.django_db
State = Analysis.State


def run(analysis: Analysis, analyze: Any) -> Analysis:
    analysis_run.run(analysis.pk, worker="worker-a", analyze=engines.each_by(analyze))
    analysis.refresh_from_db()
    return analysis


def test_a_take_goes_through_every_stage_and_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, int]] = []
    keep = analyses.progress

    def watch(claim: jobs.Claim, **values: Any) -> None:
        seen.append((values["stage"], values["stages_done"]))
        keep(claim, **values)

    monkeypatch.setattr(analyses, "progress", watch)
    analysis = run(AnalysisFactory(), engines.analyze)
    assert seen == [(name, n) for n, name in enumerate(stage_names())]
    assert analysis.state == State.DONE
    assert analysis.report["assessable"] is True
    assert analysis.stages_done == len(stage_names())


def test_the_engine_is_asked_what_the_learner_was_asked() -> None:
    asked: dict[str, Any] = {}

    def listen(source: bytes, **values: Any) -> engine.UtteranceReport:
        asked.update(values, source=source)
        return engines.analyze(source, **values)

    phrase = PhraseFactory(stress={"1": 1, "3": "L AY1 V"}, accent=[2])
    analysis = AnalysisFactory(style="happy", recording__phrase=phrase)
    run(analysis, listen)
    assert asked["source"] == wav_bytes()
    assert asked["text"] == analysis.recording.phrase.text
    assert asked["style"] == "happy"
    assert asked["stress"] == {1: 1, 3: "L AY1 V"}
    assert asked["accent"] == (2,)


def test_a_waiting_take_is_not_analysed_once_consent_is_withdrawn() -> None:
    analysis = AnalysisFactory()
    learner = analysis.recording.owner
    consents.agree(learner=learner)
    consents.withdraw(learner=learner)
    analysis = run(analysis, engines.failing(AssertionError("analysed")))
    assert analysis.state == State.FAILED
    assert analysis.report is None
    consents.agree(learner=learner)
    assert analyses.retry(analysis)
    assert run(analysis, engines.analyze).state == State.DONE


def test_what_is_no_recording_is_rejected() -> None:
    refuse = engines.refusing(engine.AudioRefusal.NO_AUDIO_STREAM)
    analysis = run(AnalysisFactory(), refuse)
    assert (analysis.state, analysis.refusal) == (State.REJECTED, "no_audio_stream")


def test_a_fault_is_logged_kept_and_raised(caplog: pytest.LogCaptureFixture) -> None:
    analysis = AnalysisFactory(attempts=Analysis.MAX_ATTEMPTS - 1)
    broken = engines.failing(engine.CheckpointError("no weights"))
    with pytest.raises(engine.CheckpointError):
        run(analysis, broken)
    analysis.refresh_from_db()
    assert analysis.state == State.FAILED
    assert analysis.error == "CheckpointError: no weights"
    assert "no weights" in caplog.text


def test_a_take_that_another_worker_has_is_left_alone() -> None:
    analysis = AnalysisFactory(running=True)
    run(analysis, engines.failing(AssertionError("must not be called")))
    assert analysis.claimed_by == "worker-a/token"


def test_a_worker_that_lost_its_take_stops_quietly() -> None:
    def lose(source: bytes, **values: Any) -> engine.UtteranceReport:
        Analysis.objects.update(claimed_by="worker-b/token")
        return engines.analyze(source, **values)

    analysis = run(AnalysisFactory(), lose)
    assert analysis.state == State.RUNNING
    assert analysis.report is None


@pytest.fixture
def told() -> Iterator[list[Any]]:
    """Lets another application do something about each result."""
    actions: list[Any] = []

    def receive(analysis: Analysis, **_: Any) -> None:
        for action in actions:
            action(analysis)

    take_finished.connect(receive)
    yield actions
    take_finished.disconnect(receive)


def test_a_worker_that_dies_before_others_have_heard_of_a_result_has_stored_none(
    told: list[Any],
) -> None:
    def die(_: Analysis) -> None:
        raise SystemExit

    told.append(die)
    analysis = AnalysisFactory()
    with pytest.raises(SystemExit):
        run(analysis, engines.analyze)
    analysis.refresh_from_db()
    assert (analysis.state, analysis.report["assessable"]) == (State.QUEUED, None)
    told.clear()
    assert run(analysis, engines.analyze).state == State.DONE


def test_what_others_fail_to_do_about_a_result_does_not_cost_it(
    told: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_the_transaction(_: object = None, **__: object) -> None:
        Analysis.objects.create(pk=1, recording_id=None)

    told.append(break_the_transaction)
    monkeypatch.setattr(path, "note_take", break_the_transaction)
    analysis = run(AnalysisFactory(), engines.analyze)
    assert analysis.state == State.DONE
    assert "_reschedule failed" in caplog.text
    assert "receive" in caplog.text


@pytest.fixture
def waiting(settings: Any) -> list[Analysis]:
    """Three takes that one worker hears together."""
    settings.TAKES_AT_ONCE = 4
    return AnalysisFactory.create_batch(3)


def run_together(waiting: list[Analysis], analyze_all: Any) -> list[str]:
    """The states of takes once the message about the first of them was served."""
    analysis_run.run(waiting[0].pk, worker="worker-a", analyze=analyze_all)
    return [Analysis.objects.get(pk=analysis.pk).state for analysis in waiting]


def test_takes_that_wait_are_heard_in_one_call(waiting: list[Analysis]) -> None:
    calls: list[int] = []

    def listen(requests: list[engine.UtteranceRequest], **values: Any) -> list:
        calls.append(len(requests))
        return engines.each_by(engines.analyze)(requests, **values)

    assert run_together(waiting, listen) == [State.DONE] * 3
    assert calls == [3]
    assert VoiceTrace.objects.count() == 3


def test_what_the_engine_refuses_or_cannot_do_fails_alone(
    waiting: list[Analysis], caplog: pytest.LogCaptureFixture
) -> None:
    outcomes = iter(
        [
            engines.refusing(engine.AudioRefusal.NOT_AUDIO),
            engines.failing(engine.MemoryExhaustedError("no memory is left")),
            engines.analyze,
        ]
    )

    def each(source: bytes, **values: Any) -> engine.UtteranceReport:
        return next(outcomes)(source, **values)

    with pytest.raises(engine.MemoryExhaustedError):
        run_together(waiting, engines.each_by(each))
    for analysis in waiting:
        analysis.refresh_from_db()
    states = [analysis.state for analysis in waiting]
    assert states == [State.REJECTED, State.QUEUED, State.DONE]
    assert waiting[1].error == "MemoryExhaustedError: no memory is left"
    assert f"analysis {waiting[1].pk} failed" in caplog.text


def test_the_time_limit_puts_back_what_is_not_done_and_each_is_tried_alone(
    waiting: list[Analysis],
) -> None:
    begun: list[bytes] = []

    def hang_in_the_second(source: bytes, **values: Any) -> engine.UtteranceReport:
        begun.append(source)
        if len(begun) == 2:
            raise SoftTimeLimitExceeded
        return engines.analyze(source, **values)

    with pytest.raises(SoftTimeLimitExceeded):
        run_together(waiting, engines.each_by(hang_in_the_second))
    attempts = Analysis.objects.order_by("pk").values_list("state", "attempts")
    assert list(attempts) == [("done", 1), ("queued", 1), ("queued", 1)]
    states = run_together(waiting, engines.each_by(engines.analyze))
    assert states == [State.DONE, State.DONE, State.QUEUED]


@pytest.mark.parametrize("stage", [engine.Stage.DECODE, engine.Stage.FINDINGS])
def test_a_take_that_was_lost_or_deleted_does_not_stop_the_others(
    waiting: list[Analysis], stage: engine.Stage
) -> None:
    def delete_the_second(
        requests: list[engine.UtteranceRequest], on_progress: Any, **values: Any
    ) -> list:
        def deleting(index: int, begins: engine.Stage, report: Any) -> None:
            if index == 1 and begins is stage:
                Analysis.objects.filter(pk=waiting[1].pk).delete()
            on_progress(index, begins, report)

        all_by = engines.each_by(engines.analyze)
        return all_by(requests, on_progress=deleting, **values)

    states = run_together([waiting[0], waiting[2]], delete_the_second)
    assert states == [State.DONE, State.DONE]
    assert not Analysis.objects.filter(pk=waiting[1].pk).exists()


def test_of_takes_that_wait_together_only_those_with_consent_are_heard(
    waiting: list[Analysis],
) -> None:
    consents.withdraw(learner=waiting[1].recording.owner)
    states = run_together(waiting, engines.each_by(engines.analyze))
    assert states == [State.DONE, State.FAILED, State.DONE]


@pytest.mark.parametrize("is_wanted", [True, False])
def test_expression_is_analysed_only_for_a_learner_who_asked_for_it(
    is_wanted: bool,
) -> None:
    asked: dict[str, Any] = {}

    def listen(source: bytes, **values: Any) -> engine.UtteranceReport:
        asked.update(values)
        return engines.analyze(source, **values)

    analysis = run(AnalysisFactory(with_expression=is_wanted), listen)
    assert asked["with_expression"] is is_wanted
    assert (analysis.stages_done == len(engine.Stage)) is is_wanted


def test_what_was_switched_off_while_the_worker_ran_is_not_kept() -> None:
    analysis = AnalysisFactory()

    def change_of_mind(source: bytes, **values: Any) -> engine.UtteranceReport:
        Analysis.objects.update(with_expression=False)
        return as_read(native_report())

    assert "expression" not in run(analysis, change_of_mind).report


def test_a_take_leaves_its_voice_and_the_next_is_heard_against_it() -> None:
    told: list[int] = []

    def listen(source: bytes, **values: Any) -> engine.UtteranceReport:
        told.append(len(values["own_voice"]))
        return engines.analyze(source, **values)

    first = run(AnalysisFactory(style="happy"), listen)
    owner = first.recording.owner
    run(AnalysisFactory(recording__owner=owner), listen)
    again = AnalysisFactory(recording=first.recording)
    run(again, listen)
    assert told == [0, 1, 1]
    styles = VoiceTrace.objects.order_by("pk").values_list("style", flat=True)
    assert list(styles) == ["neutral", "neutral"]


def test_a_take_that_a_teacher_asked_for_leaves_no_voice() -> None:
    run(AnalysisFactory(with_expression=False), engines.analyze)
    assert not VoiceTrace.objects.exists()


@pytest.mark.parametrize(
    "change", [{"with_expression": False}, {"claimed_by": "worker-b/token"}]
)
def test_no_voice_is_kept_of_a_take_that_was_withdrawn_or_lost(
    change: dict[str, Any],
) -> None:
    def listen(source: bytes, **values: Any) -> engine.UtteranceReport:
        Analysis.objects.update(**change)
        return engines.analyze(source, **values)

    run(AnalysisFactory(), listen)
    assert not VoiceTrace.objects.exists()
