"""The natives a take is compared with."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

import emotion_engine as engine
from teaching_app.practice.models import Analysis, NativeProfile, Phrase

NEUTRAL = "neutral"


def find(phrase: Phrase, style: str) -> engine.NativeProfile | None:
    """Return the active profile of a phrase in a style, the neutral one by default."""
    stored = _compared_with(phrase).filter(style=style or NEUTRAL).first()
    return engine.NativeProfile.from_json(stored.data) if stored else None


def in_use(phrase: Phrase) -> QuerySet[NativeProfile]:
    """The active profiles of a phrase; with expression off, the neutral one only."""
    profiles = _compared_with(phrase)
    return profiles if settings.EXPRESSION_ENABLED else profiles.filter(style=NEUTRAL)


def newer_than(analysis: Analysis) -> NativeProfile | None:
    """The natives that a finished take would be compared with by now, if others.

    They have come since the take was judged.
    """
    if analysis.finished_at is None:
        return None
    now = _compared_with(analysis.phrase).filter(style=analysis.style or NEUTRAL)
    others = now.exclude(version=analysis.profile_version)
    return others.filter(created_at__gt=analysis.finished_at).first()


def _compared_with(phrase: Phrase) -> QuerySet[NativeProfile]:
    """For each style the active profile with most speakers, the shipped one of equals."""
    active = NativeProfile.objects.filter(phrase=phrase, is_active=True)
    fuller = Q(n_speakers__gt=OuterRef("n_speakers"))
    fuller |= Q(n_speakers=OuterRef("n_speakers"), is_invited=False)
    better = active.filter(fuller, style=OuterRef("style")).exclude(pk=OuterRef("pk"))
    return active.filter(~Exists(better))
