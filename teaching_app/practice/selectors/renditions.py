"""Renditions, and which of them may be shown or asked for."""

from __future__ import annotations

import logging
from typing import TypeVar

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Rendition

from . import reports
from .analyses import shows_expression

logger = logging.getLogger(__name__)

Kept = TypeVar("Kept", engine.RenditionResult, engine.CueAdvice)
OUTSIDE = (engine.BandPosition.BELOW, engine.BandPosition.ABOVE)


def of_take(analysis: Analysis) -> dict[str, Rendition]:
    """Requested renditions of a take, by kind; cues only if they may be shown."""
    found = {rendition.kind: rendition for rendition in analysis.renditions.all()}
    if not shows_expression(analysis):
        found.pop(Rendition.Kind.CUES, None)
    return found


def pending(analysis: Analysis) -> str:
    """The kinds that are still pending, separated by dots; empty if none."""
    made = of_take(analysis)
    return ".".join(sorted(kind for kind, row in made.items() if row.is_pending))


def kinds_for(analysis: Analysis) -> list[str]:
    """Which renditions of a take can be requested; none if it was not judged."""
    report = reports.whole(analysis)
    if report is None or not reports.is_judged(analysis):
        return []
    if not analysis.recording.file:
        return []
    wrong = engine.wrong_words(report)
    kinds: list[str] = [Rendition.Kind.ALL]
    return [*kinds, Rendition.Kind.WRONG] if wrong else kinds


def has_cues_to_try(analysis: Analysis) -> bool:
    """Whether a style was asked for, and a cue lies outside the natives' band for it."""
    report = reports.visible(analysis)
    if not (analysis.style and report and report.expression and report.comparison):
        return False
    if not report.expression.voice_is_known:
        return False
    return any(m.position in OUTSIDE for m in report.comparison.measures)


def result_of(rendition: Rendition) -> engine.RenditionResult | None:
    """What a finished rendition with sound has changed."""
    return _read(rendition, engine.RenditionResult)


def advice_of(rendition: Rendition) -> engine.CueAdvice | None:
    """The cues that were tried with their results, once that is done."""
    return _read(rendition, engine.CueAdvice)


def _read(rendition: Rendition, kind: type[Kept]) -> Kept | None:
    if rendition.state != Rendition.State.DONE:
        return None
    try:
        return kind.from_json(rendition.details)
    except engine.ReportFormatError as error:
        logger.error("Rendition %s cannot be read: %s", rendition.pk, error)
        return None
