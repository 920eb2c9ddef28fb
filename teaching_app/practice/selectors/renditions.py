"""Renditions, and which of them may be shown or asked for."""

from __future__ import annotations

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Rendition

from .analyses import shows_expression

OUTSIDE = (engine.BandPosition.BELOW, engine.BandPosition.ABOVE)


def of_take(analysis: Analysis) -> dict[str, Rendition]:
    """What has been asked for of a take, by kind; cues only where they may be shown."""
    found = {rendition.kind: rendition for rendition in analysis.renditions.all()}
    if not shows_expression(analysis):
        found.pop(Rendition.Kind.CUES, None)
    return found


def pending(analysis: Analysis) -> str:
    """Which kinds a worker still makes, separated by dots; empty where none is."""
    made = of_take(analysis)
    return ".".join(sorted(kind for kind, row in made.items() if row.is_pending))


def kinds_for(analysis: Analysis) -> list[str]:
    """Which renditions of a take can be asked for: none where it was not judged."""
    report = analysis.report or {}
    if analysis.state != Analysis.State.DONE or not report.get("assessable"):
        return []
    if not analysis.recording.file:
        return []
    wrong = engine.wrong_words(report)
    kinds = [Rendition.Kind.ALL]
    return [*kinds, Rendition.Kind.WRONG] if wrong else kinds


def has_cues_to_try(analysis: Analysis) -> bool:
    """Whether a style was asked for, and a cue lies outside the natives' band for it."""
    report = analysis.report or {}
    if not (analysis.style and shows_expression(analysis) and report.get("expression")):
        return False
    measures = (report.get("comparison") or {}).get("measures") or ()
    return any(measure["position"] in OUTSIDE for measure in measures)
