"""Run one take through the engine, updating its row as it goes."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import native_profiles
from teaching_app.practice.selectors import voices as selected_voices
from teaching_app.practice.selectors.analyses import stage_names
from teaching_app.practice.signals import take_finished

from . import analyses, path, renditions, voices
from .job_run import is_unwanted, working_on

logger = logging.getLogger(__name__)

OWNER = "recording__owner"
Analyze = Callable[..., engine.UtteranceReport]


def run(
    analysis_id: int, *, worker: str, analyze: Analyze = engine.analyze_utterance
) -> None:
    """Claim, analyse and finish the take whose turn it is, if one waits."""
    for claim in jobs.claim_in_turn(Analysis, analysis_id, worker=worker):
        with working_on(claim):
            if is_unwanted(claim, jobs.fetch(claim, OWNER).recording.owner):
                continue
            try:
                _analyze(claim, analyze)
            except engine.AudioError as refusal:
                logger.info("Take %s refused: %s", claim.pk, refusal)
                analyses.reject(claim, code=refusal.code)


def _analyze(claim: jobs.Claim, analyze: Analyze) -> None:
    analysis = jobs.fetch(claim, "recording__phrase")
    profile = native_profiles.find(analysis.phrase, analysis.style)
    stages = stage_names(with_expression=analysis.with_expression)

    def on_progress(stage: engine.Stage, report: engine.UtteranceReport) -> None:
        analyses.progress(
            claim,
            stage=stage.value,
            stages_done=stages.index(stage.value),
            report=report.to_json(),
        )

    traces: list[engine.VoiceTrace] = []
    with analysis.recording.file.open("rb") as file:
        source = file.read()
    report = analyze(
        source,
        text=analysis.text,
        style=analysis.style or None,
        stress=analysis.phrase.stressed_syllables or None,
        accent=tuple(analysis.phrase.accent),
        profile=profile,
        with_expression=analysis.with_expression,
        own_voice=selected_voices.other_takes(analysis),
        config=settings.ENGINE,
        on_progress=on_progress,
        on_voice=traces.append,
    )
    reference = report.reference
    with jobs.writing(claim):
        analyses.finish(
            claim,
            report=_as_agreed(analysis, report).to_json(),
            stages_done=len(stages),
            profile_version=reference.profile_version if reference else "",
        )
        if analysis.with_expression:
            for trace in traces:
                voices.keep(analysis=analysis, trace=trace)
    analysis.refresh_from_db()
    renditions.ask_for_cues(analysis)
    path.note_take(analysis=analysis)
    _notify_others(analysis)
    logger.info(
        "Take %s: %s in %.0f ms",
        claim.pk,
        "done" if report.assessable else f"not assessable ({report.reason})",
        sum(report.timings_ms.values()),
    )


def _notify_others(analysis: Analysis) -> None:
    """Notify other applications; an error of theirs never fails the analysis."""
    answers = take_finished.send_robust(sender=Analysis, analysis=analysis)
    for receiver, answer in answers:
        if isinstance(answer, Exception):
            logger.error("%s failed on take %s", receiver, analysis, exc_info=answer)


def _as_agreed(
    analysis: Analysis, report: engine.UtteranceReport
) -> engine.UtteranceReport:
    """Leave out expression if the learner has switched it off in the meantime."""
    analysis.refresh_from_db(fields=["with_expression"])
    return report if analysis.with_expression else report.without_expression()
