"""The last and the best take before this one, to play and to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.changes import Change, best_of, compare_takes
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import analyses, reports


@dataclass(frozen=True, slots=True)
class EarlierTake:
    """One earlier take; ``key`` plays it."""

    key: str
    label: str
    made_at: datetime
    feedback_url: str
    audio_url: str
    change: Change


def earlier_takes_of(analysis: Analysis) -> list[EarlierTake]:
    """The last take of the phrase, and the best one if that is another."""
    if not reports.is_judged(analysis):
        return []
    takes = [t for t in analyses.earlier_takes(analysis) if reports.is_judged(t)]
    if not takes:
        return []
    feedback_policy.prepare([analysis, *takes])
    best = best_of([reports.in_brief(take) for take in takes])
    if not best:
        label = _("Your last take") if best is None else _("Your last and best take")
        return [_view(analysis, takes[0], "t", label)]
    return [
        _view(analysis, takes[0], "t", _("Your last take")),
        _view(analysis, takes[best], "e", _("Your best take so far")),
    ]


def _view(analysis: Analysis, take: Analysis, key: str, label: str) -> EarlierTake:
    address = [take.public_id]
    return EarlierTake(
        key=key,
        label=label,
        made_at=take.created_at,
        feedback_url=reverse("feedback", args=address),
        audio_url=reverse("take_audio", args=address) if take.recording.file else "",
        change=compare_takes(reports.in_brief(analysis), reports.in_brief(take)),
    )
