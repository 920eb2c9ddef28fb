"""The phrases of the library that imported recordings say."""

from __future__ import annotations

from django.db.models import Max
from django.utils.text import slugify

import emotion_engine as engine
from teaching_app.natives.errors import UnknownPhraseError
from teaching_app.practice.access import ON_OFFER
from teaching_app.practice.models import Phrase

MOST_LETTERS = 200


class Phrases:
    """Finds phrases by their text, whatever its case and punctuation.

    Those that are not on offer are added where ``level`` is given.
    """

    def __init__(self, *, level: str = "", focus: str = "") -> None:
        self.level = level
        self.focus = focus
        self.added: list[Phrase] = []
        self._known = {
            engine.same_phrase(phrase.text): phrase
            for phrase in Phrase.objects.filter(ON_OFFER).order_by("-order", "-pk")
        }

    def find(self, text: str) -> Phrase:
        """Return the phrase of a transcript.

        ``UnknownPhraseError`` where there is none and none is added, ``TextError`` where
        it cannot be a phrase.
        """
        key = engine.same_phrase(text)
        if key not in self._known:
            self._known[key] = self._add(text)
        return self._known[key]

    def _add(self, text: str) -> Phrase:
        if not self.level:
            raise UnknownPhraseError(f"no phrase on offer is {text!r}")
        written = engine.as_written(text)
        engine.plan_phrase(written)
        if len(written) > MOST_LETTERS:
            raise UnknownPhraseError(f"{written[:40]}… is too long for a phrase")
        phrase = Phrase.objects.create(
            slug=_free_slug(written),
            text=written,
            level=self.level,
            focus=self.focus,
            order=1 + (Phrase.objects.aggregate(last=Max("order"))["last"] or 0),
        )
        self.added.append(phrase)
        return phrase


def _free_slug(text: str) -> str:
    """A short name that no other phrase has."""
    base = slugify(text)[:70] or "phrase"
    n, slug = 1, base
    while Phrase.objects.filter(slug=slug).exists():
        n, slug = n + 1, f"{base}-{n + 1}"
    return slug
