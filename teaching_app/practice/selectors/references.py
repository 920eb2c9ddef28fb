"""Recordings to listen to."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from teaching_app.practice.models import Phrase, ReferenceAudio

from .native_profiles import NEUTRAL

WITHOUT_STYLE = ("", NEUTRAL)


def for_phrase(phrase: Phrase) -> QuerySet[ReferenceAudio]:
    """All references of a phrase; with expression off, neutral ones only."""
    references = ReferenceAudio.objects.filter(phrase=phrase)
    if not settings.EXPRESSION_ENABLED:
        references = references.filter(style__in=WITHOUT_STYLE)
    return references


def ordered(phrase: Phrase, style: str = "") -> list[ReferenceAudio]:
    """Order references: natives first, the wanted style before others, then neutral."""
    return sorted(
        for_phrase(phrase),
        key=lambda r: (
            r.style != style if style else False,
            r.kind != ReferenceAudio.Kind.NATIVE,
            r.style not in WITHOUT_STYLE,
            r.pk,
        ),
    )
