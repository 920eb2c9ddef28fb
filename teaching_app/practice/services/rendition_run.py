"""Make one rendition in a worker, and write it to its row."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Rendition
from teaching_app.practice.selectors import analyses as shown
from teaching_app.practice.selectors import (
    native_profiles,
    reading_voices,
    reports,
    voices,
)

from . import renditions
from .job_run import is_unwanted, working_on

logger = logging.getLogger(__name__)

OWNER = "analysis__recording__owner"
Resynthesize = Callable[..., engine.RenditionResult]
TryCues = Callable[..., engine.CueAdvice]


def run(
    rendition_id: int,
    *,
    worker: str,
    resynthesize: Resynthesize = engine.resynthesize_with_natives,
    try_cues: TryCues = engine.try_cues,
) -> None:
    """Claim, make and store the rendition whose turn it is, if one waits."""
    for claim in jobs.claim_in_turn(Rendition, rendition_id, worker=worker):
        with working_on(claim):
            if is_unwanted(claim, jobs.fetch(claim, OWNER).analysis.recording.owner):
                continue
            try:
                _make(claim, resynthesize, try_cues)
            except (engine.RenditionError, engine.AudioError) as reason:
                logger.info("Rendition %s cannot be made: %s", claim.pk, reason)
                renditions.give_up(claim, error=str(reason))


def _make(claim: jobs.Claim, resynthesize: Resynthesize, try_cues: TryCues) -> None:
    rendition = jobs.fetch(claim, "analysis__recording__phrase")
    if rendition.kind == Rendition.Kind.CUES:
        _try_cues(claim, rendition.analysis, try_cues)
    else:
        _resynthesize(claim, rendition, resynthesize)


def _resynthesize(
    claim: jobs.Claim, rendition: Rendition, resynthesize: Resynthesize
) -> None:
    analysis = rendition.analysis
    style = analysis.style if shown.shows_expression(analysis) else ""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "rendition.wav"
        result = resynthesize(
            _source(analysis),
            _report(analysis),
            native_profiles.find(analysis.phrase, style),
            parts=engine.RenditionPart(rendition.kind),
            voice=reading_voices.chosen_by(analysis.recording.owner),
            stress=analysis.phrase.stressed_syllables or None,
            accent=tuple(analysis.phrase.accent),
            config=settings.ENGINE,
            out=wav,
        )
        renditions.keep(claim, wav=wav, details=result.to_json())


def _try_cues(claim: jobs.Claim, analysis: Analysis, try_cues: TryCues) -> None:
    if not shown.shows_expression(analysis):
        renditions.give_up(claim, error="Expression is off.")
        return
    advice = try_cues(
        _source(analysis),
        _report(analysis),
        style=analysis.style,
        own_voice=voices.other_takes(analysis),
        config=settings.ENGINE,
    )
    renditions.keep_advice(claim, advice.to_json())


def _report(analysis: Analysis) -> engine.UtteranceReport:
    """The report of the take."""
    report = reports.whole(analysis)
    if report is None:
        raise engine.RenditionError("There is no report that can be read.")
    return report


def _source(analysis: Analysis) -> bytes:
    """The take as it was uploaded."""
    recording = analysis.recording
    if not recording.file:
        raise engine.RenditionError("The take has been deleted.")
    with recording.file.open("rb") as file:
        return bytes(file.read())
