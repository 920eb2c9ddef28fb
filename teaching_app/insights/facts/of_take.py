"""All facts of one take, from its report."""

from __future__ import annotations

from typing import Any

import emotion_engine as engine
from teaching_app.practice.feedback.facts import facts_of
from teaching_app.practice.models import Analysis

from .findings import findings, skill_outcomes
from .syllables import deviations
from .words import graded_words

State = engine.StressState


def values_of(
    analysis: Analysis, report: engine.UtteranceReport, *, is_required: bool
) -> dict[str, Any]:
    """Fields of the ``TakeFact``; ``report`` is the report as it may be shown."""
    about = {
        "learner_id": analysis.recording.owner_id,
        "phrase_id": analysis.recording.phrase_id,
        "taken_at": analysis.created_at,
        "is_required": is_required,
        "assessable": report.assessable is True,
        "reason": report.reason.value if report.reason else "",
    }
    if not about["assessable"]:
        return about
    return (
        about
        | _scores(report)
        | _skills(report)
        | _measures(report)
        | {
            "words": list(graded_words(report)),
            "findings": list(findings(report)),
            "syllables": list(deviations(report)),
        }
        | ({} if is_required else _styles(report))
    )


def _scores(report: engine.UtteranceReport) -> dict[str, float]:
    names = ("accuracy", "fluency", "prosody", "total")
    if report.delivery is None:
        return {}
    rated = {name: getattr(report.delivery, name) for name in names}
    return {name: score.value for name, score in rated.items() if score}


def _skills(report: engine.UtteranceReport) -> dict[str, Any]:
    known = facts_of(report)
    return {
        "n_stress_in_place": known.stress.count(State.AS_EXPECTED),
        "n_stress_unclear": known.stress.count(State.UNCLEAR),
        "n_stress_elsewhere": known.stress.count(State.ELSEWHERE),
        "n_rhythm_inside": sum(known.rhythm),
        "n_rhythm_outside": len(known.rhythm) - sum(known.rhythm),
        "has_focus": known.has_focus,
        "melody_inside_share": known.melody,
        "skills": skill_outcomes(report),
    }


def _measures(report: engine.UtteranceReport) -> dict[str, Any]:
    compared = report.comparison.measures if report.comparison else ()
    by_name = {measure.name: measure for measure in compared}
    ending = by_name.get("final_movement_st")
    return {
        "melody_range_st": _value(by_name.get("pitch_range_st")),
        "final_movement_st": _value(ending),
        "natives_end": _direction(ending),
        "rate_syllables_per_s": _value(by_name.get("rate_syllables_per_s")),
        "n_pauses": len(report.pauses),
        "pause_s": round(sum(pause.duration_s for pause in report.pauses), 2),
    }


def _value(measure: engine.BandMeasure | None) -> float | None:
    return measure.value if measure else None


def _direction(ending: engine.BandMeasure | None) -> str:
    """The direction in which most natives end the phrase."""
    if ending is None or not ending.median:
        return ""
    return "rise" if ending.median > 0 else "fall"


def _styles(report: engine.UtteranceReport) -> dict[str, Any]:
    if report.expression is None:
        return {}
    return {
        "style_wanted": report.expression.target or "",
        "style_heard": report.expression.sounds_like or "",
        "style_match": report.expression.match,
    }
