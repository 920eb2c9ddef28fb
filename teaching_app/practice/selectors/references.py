"""Recordings to listen to."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

from teaching_app.practice.models import Phrase, ReferenceAudio

from . import reading_voices
from .native_profiles import NEUTRAL

WITHOUT_STYLE = ("", NEUTRAL)


def for_phrase(phrase: Phrase) -> QuerySet[ReferenceAudio]:
    """All references of a phrase; with expression off, neutral ones only."""
    references = ReferenceAudio.objects.filter(phrase=phrase)
    if not settings.EXPRESSION_ENABLED:
        references = references.filter(style__in=WITHOUT_STYLE)
    return references


def silent(voice: str) -> QuerySet[Phrase]:
    """The phrases on offer that neither a native nor this voice says."""
    said = ReferenceAudio.objects.filter(
        Q(kind=ReferenceAudio.Kind.NATIVE) | Q(speaker=voice)
    )
    return Phrase.objects.filter(is_active=True).exclude(pk__in=said.values("phrase"))


def by_voice(phrase: Phrase, voice: str) -> ReferenceAudio | None:
    """What a synthetic voice says, if it is made."""
    return phrase.references.filter(
        kind=ReferenceAudio.Kind.SYNTHETIC, speaker=voice
    ).first()


def several(phrase: Phrase, *, voice: str, n: int) -> list[ReferenceAudio | str]:
    """References by so many speakers, and the codes of voices that have to say it yet.

    Natives come first, each of them once and in a plain style, then the voice the
    learner chose, then others unlike it.
    """
    found = ordered(phrase, NEUTRAL, voice)
    natives = {r.speaker: r for r in reversed(found) if r.kind == r.Kind.NATIVE}
    spoken = {r.speaker: r for r in found if r.kind == r.Kind.SYNTHETIC}
    voices = [spoken.get(code, code) for code in reading_voices.in_turn(voice)]
    return [*reversed(natives.values()), *voices][:n]


def ordered(phrase: Phrase, style: str = "", voice: str = "") -> list[ReferenceAudio]:
    """Order references: natives first, the wanted style before others, then neutral.

    Of the synthetic ones the voice that the learner chose comes first.
    """
    return sorted(
        for_phrase(phrase),
        key=lambda r: (
            r.style != style if style else False,
            r.kind != ReferenceAudio.Kind.NATIVE,
            r.style not in WITHOUT_STYLE,
            bool(voice) and r.speaker != voice and r.kind == r.Kind.SYNTHETIC,
            r.pk,
        ),
    )
