"""What several pages show: marked words, references to listen to, limits."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse

from teaching_app.feedback.labels import SEXES, readable
from teaching_app.feedback.presentation import PhraseWord, phrase_words, style_label
from teaching_app.models import Phrase, ReferenceAudio
from teaching_app.selectors import references


def words_of(phrase: Phrase) -> tuple[PhraseWord, ...]:
    """The words of a phrase with their stress marks."""
    return _marked(phrase.text, tuple(sorted(phrase.stressed_syllables.items())))


@lru_cache(maxsize=1024)
def _marked(text: str, stress: tuple[tuple[int, int], ...]) -> tuple[PhraseWord, ...]:
    return phrase_words(text, dict(stress))


def references_of(phrase: Phrase, style: str = "") -> list[dict[str, Any]]:
    """What there is to listen to, best first."""
    return [
        {
            "url": reverse("reference_audio", args=[phrase.slug, reference.pk]),
            "kind": reference.kind,
            "style": reference.style,
            "label": _label(reference),
            "source": reference.source,
            "licence": reference.licence,
            "timings": json.dumps(reference.timings or [], separators=(",", ":")),
        }
        for reference in references.ordered(phrase, style)
    ]


def _label(reference: ReferenceAudio) -> str:
    style = style_label(reference.style) if settings.EXPRESSION_ENABLED else ""
    sex = readable(SEXES, reference.speaker_sex)
    parts = [reference.get_kind_display(), sex, style]
    return ", ".join(str(part) for part in parts if part)
