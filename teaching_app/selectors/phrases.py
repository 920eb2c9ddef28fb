"""The phrases on offer."""

from __future__ import annotations

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from teaching_app.models import Phrase


def catalogue(*, level: str = "", focus: str = "") -> QuerySet[Phrase]:
    """Active phrases, each with ``native_speakers``: how many have recorded it."""
    phrases = Phrase.objects.filter(is_active=True).annotate(
        native_speakers=Coalesce(
            Max(
                "native_profiles__n_speakers",
                filter=Q(native_profiles__is_active=True),
            ),
            0,
        )
    )
    if level:
        phrases = phrases.filter(level=level)
    if focus:
        phrases = phrases.filter(focus=focus)
    return phrases
