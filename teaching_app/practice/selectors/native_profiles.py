"""The natives a take is compared with."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

import emotion_engine as engine
from teaching_app.practice.models import NativeProfile, Phrase

NEUTRAL = "neutral"


def find(phrase: Phrase, style: str) -> engine.NativeProfile | None:
    """Return the active profile of a phrase in a style, the neutral one by default."""
    stored = NativeProfile.objects.filter(
        phrase=phrase, style=style or NEUTRAL, is_active=True
    ).first()
    return engine.NativeProfile.from_json(stored.data) if stored else None


def in_use(phrase: Phrase) -> QuerySet[NativeProfile]:
    """The active profiles of a phrase; with expression off, the neutral one only."""
    profiles = NativeProfile.objects.filter(phrase=phrase, is_active=True)
    return profiles if settings.EXPRESSION_ENABLED else profiles.filter(style=NEUTRAL)
