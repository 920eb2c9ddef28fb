"""The natives a take is compared with."""

from __future__ import annotations

import emotion_engine as engine
from teaching_app.practice.models import NativeProfile, Phrase

NEUTRAL = "neutral"


def find(phrase: Phrase, style: str) -> engine.NativeProfile | None:
    """Return the active profile of a phrase in a style, the neutral one by default."""
    stored = NativeProfile.objects.filter(
        phrase=phrase, style=style or NEUTRAL, is_active=True
    ).first()
    return engine.NativeProfile.from_json(stored.data) if stored else None
