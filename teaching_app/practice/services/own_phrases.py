"""Phrases that learners write for themselves, visible to nobody else."""

from __future__ import annotations

import secrets
from functools import partial

from django.db import transaction

import emotion_engine as engine
from teaching_app.practice.errors import TooManyPhrasesError
from teaching_app.practice.models import Learner, Phrase

MAX_LISTED = 200


@transaction.atomic
def write(*, learner: Learner, text: str, stress: dict[str, int | str]) -> Phrase:
    """Store a sentence, unless the same one is on offer or already their own."""
    if known := _known(learner, text, stress):
        return known
    if Phrase.objects.filter(owner=learner, is_active=True).count() >= MAX_LISTED:
        raise TooManyPhrasesError(f"{learner} lists {MAX_LISTED} phrases.")
    return Phrase.objects.create(
        owner=learner,
        slug=f"own-{secrets.token_hex(8)}",
        text=text,
        stress=stress,
        target_styles=list(engine.STYLES),
    )


@transaction.atomic
def rewrite(*, phrase: Phrase, text: str, stress: dict[str, int | str]) -> Phrase:
    """Change a sentence; one that has takes is kept for them, unlisted."""
    if (phrase.text, phrase.stress) == (text, stress):
        return phrase
    remove(phrase=phrase)
    if phrase.owner is None:
        raise ValueError(f"{phrase} is on offer to all: no learner rewrites it.")
    return write(learner=phrase.owner, text=text, stress=stress)


@transaction.atomic
def remove(*, phrase: Phrase) -> None:
    """Delete a sentence and its references; one with takes is only unlisted."""
    if phrase.recordings.exists():
        Phrase.objects.filter(pk=phrase.pk).update(is_active=False)
        return
    sounds = [reference.file for reference in phrase.references.exclude(file="")]
    Phrase.objects.filter(pk=phrase.pk).delete()
    for sound in sounds:
        transaction.on_commit(partial(sound.storage.delete, str(sound.name)))


def _known(learner: Learner, text: str, stress: dict[str, int | str]) -> Phrase | None:
    """The phrase on offer with this text, or the learner's with the same marks."""
    shared = Phrase.objects.filter(
        owner=None, is_active=True, is_listed=True, text=text
    ).first()
    own = Phrase.objects.filter(owner=learner, is_active=True, text=text)
    if shared and not stress:
        return shared
    return next((phrase for phrase in own if phrase.stress == stress), None)
