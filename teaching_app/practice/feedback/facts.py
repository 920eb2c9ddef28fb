"""The few facts of a take from which progress in each skill is computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import emotion_engine as engine

from .catalogue import FINDINGS, Outcome, Skill

UNCLEAR = engine.FindingCode.STRESS_UNCLEAR  # told by earlier engines
OF_STRESS = (UNCLEAR, engine.FindingCode.STRESS_ELSEWHERE)
RHYTHM = ("rate_syllables_per_s", "pause_s", "stressed_duration_ratio")


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """One take by skill; ``None`` or empty where it says nothing about one.

    Attributes
    ----------
    stress : tuple of StressState
        Of each word of which something is told: what is only asked, or too unclear to
        be told, counts neither for nor against the learner.
    has_focus : bool or None
        Whether the words that natives accent stood out.
    melody : float or None
        Share of the melody inside the natives' band.
    rhythm : tuple of bool
        For each measure of timing, whether it lies inside the natives' band.
    delivery : ScoreEstimate or None
        The overall score.
    style : float or None
        Share of native performances that are no nearer to the style.
    """

    stress: tuple[engine.StressState, ...] = ()
    has_focus: bool | None = None
    melody: float | None = None
    rhythm: tuple[bool, ...] = ()
    delivery: engine.ScoreEstimate | None = None
    style: float | None = None


def facts_of(report: engine.UtteranceReport) -> TakeFacts:
    """Extract from a report what progress needs, so that the rest can be freed."""
    compared = report.comparison
    return TakeFacts(
        stress=tuple(word.stress_state for word in told_words(report)),
        has_focus=_has_focus(report),
        melody=compared.melody_inside_share if compared else None,
        rhythm=tuple(
            measure.position is engine.BandPosition.INSIDE
            for measure in (compared.measures if compared else ())
            if measure.name in RHYTHM
        ),
        delivery=report.delivery.total if report.delivery else None,
        style=report.expression.match if report.expression else None,
    )


def told_words(report: engine.UtteranceReport) -> Iterator[engine.WordResult]:
    """The words that were heard, without those whose stress is in doubt."""
    told = {finding.word_index for finding in report.told if finding.code is UNCLEAR}
    for word in report.words:
        is_unclear = word.stress_state is engine.StressState.UNCLEAR
        if word.heard and (not is_unclear or word.index in told):
            yield word


def asked_of_stress(report: engine.UtteranceReport) -> frozenset[int | None]:
    """The words of which a learner is asked whether the stress was elsewhere."""
    return frozenset(f.word_index for f in report.asked if f.code in OF_STRESS)


def _has_focus(report: engine.UtteranceReport) -> bool | None:
    """Natives to compare with are needed to know where the accent belongs."""
    if report.comparison is None or not report.comparison.measures:
        return None
    return not fails(report, Skill.FOCUS)


def fails(report: engine.UtteranceReport, skill: Skill) -> bool:
    """Whether any finding counts against a skill."""
    lines = (FINDINGS[finding.code] for finding in report.told)
    return any(
        line.skill is skill and line.counts_as is Outcome.FAILURE for line in lines
    )
