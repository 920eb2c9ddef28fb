"""One rendition made by a worker, and written to its row."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

import emotion_engine as engine
from teaching_app.practice.models import Rendition
from teaching_app.practice.selectors import analyses as shown
from teaching_app.practice.selectors import native_profiles, reports

from . import renditions

logger = logging.getLogger(__name__)

Resynthesize = Callable[..., engine.RenditionResult]
TryCues = Callable[..., engine.CueAdvice]


def run(
    rendition_id: int,
    *,
    worker: str,
    resynthesize: Resynthesize = engine.resynthesize_with_natives,
    try_cues: TryCues = engine.try_cues,
) -> None:
    """Claim, make and keep; a row that another worker has is left alone."""
    held = renditions.claim(rendition_id, worker=worker)
    if held is None:
        return
    try:
        if held.kind == Rendition.Kind.CUES:
            _try_cues(held, try_cues)
        else:
            _resynthesize(held, resynthesize)
    except (engine.RenditionError, engine.AudioError) as reason:
        logger.info("Rendition %s cannot be made: %s", rendition_id, reason)
        renditions.give_up(held, error=str(reason))
    except Exception as error:
        logger.error("Rendition %s failed: %s", rendition_id, error)
        renditions.fail(held, error=f"{type(error).__name__}: {error}")
        raise


def _resynthesize(held: Rendition, resynthesize: Resynthesize) -> None:
    analysis = held.analysis
    style = analysis.style if shown.shows_expression(analysis) else ""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "rendition.wav"
        result = resynthesize(
            _source(held),
            _report(held),
            native_profiles.find(analysis.phrase, style),
            parts=engine.RenditionPart(held.kind),
            stress=analysis.phrase.stressed_syllables or None,
            config=settings.ENGINE,
            out=wav,
        )
        renditions.keep(held, wav=wav, details=result.to_json())


def _try_cues(held: Rendition, try_cues: TryCues) -> None:
    analysis = held.analysis
    if not shown.shows_expression(analysis):
        renditions.give_up(held, error="Expression is off.")
        return
    advice = try_cues(
        _source(held), _report(held), style=analysis.style, config=settings.ENGINE
    )
    renditions.keep_advice(held, advice.to_json())


def _report(held: Rendition) -> engine.UtteranceReport:
    """What was found of the take."""
    report = reports.whole(held.analysis)
    if report is None:
        raise engine.RenditionError("There is no report that can be read.")
    return report


def _source(held: Rendition) -> bytes:
    """The take as it was uploaded."""
    recording = held.analysis.recording
    if not recording.file:
        raise engine.RenditionError("The take has been deleted.")
    with recording.file.open("rb") as file:
        return file.read()
