"""Phrases that teachers write for their learners."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import Phrase
from teaching_app.practice.services import reference_work
from teaching_app.schools.changes import phrase_may_be_deleted
from teaching_app.schools.models import AuditEvent, Institution, SharedPhrase

from . import audit

Action = AuditEvent.Action


@dataclass(frozen=True, slots=True)
class Wording:
    """Text and description of a phrase; ``stress`` has the moved marks."""

    text: str
    stress: dict[str, int | str] = field(default_factory=dict)
    level: str = ""
    focus: str = ""
    meaning: str = ""
    tip: str = ""


@transaction.atomic
def add(
    *,
    institution: Institution,
    author: User,
    wordings: Iterable[Wording],
    is_shared: bool,
) -> list[SharedPhrase]:
    """Add phrases and request their references from the model voice."""
    kept = [
        SharedPhrase.objects.create(
            phrase=_phrase(wording),
            institution=institution,
            author=author,
            is_shared=is_shared,
        )
        for wording in wordings
    ]
    _note(Action.CHANGED, author, institution, {"added": len(kept)})
    transaction.on_commit(reference_work.ask)
    return kept


@transaction.atomic
def change(
    *,
    shared: SharedPhrase,
    wording: Wording,
    is_shared: bool,
    by: User,
) -> SharedPhrase:
    """Change a phrase; a change of text or stress makes it a new phrase.

    Assignments and rounds switch to it, unless takes were recorded: they keep the
    phrase as it was recorded, which is no longer offered.
    """
    before = shared.phrase
    if (before.text, before.stress) == (wording.text, wording.stress):
        Phrase.objects.filter(pk=before.pk).update(**_described(wording))
        SharedPhrase.objects.filter(pk=shared.pk).update(is_shared=is_shared)
        _note(Action.CHANGED, by, shared.institution, {"phrase": before.slug})
        shared.refresh_from_db()
        return shared
    after = SharedPhrase.objects.create(
        phrase=_phrase(wording),
        institution=shared.institution,
        author=shared.author,
        is_shared=is_shared,
    )
    if not before.recordings.exists():
        before.assignment_items.update(phrase=after.phrase)
        before.live_rounds.update(phrase=after.phrase)
    remove(shared=shared, by=by)
    transaction.on_commit(lambda: reference_work.ask(after.phrase))
    return after


@transaction.atomic
def remove(*, shared: SharedPhrase, by: User) -> None:
    """Stop offering a phrase; delete it with its references if nothing needs it.

    ``lost_with`` says beforehand what else would be deleted.
    """
    phrase = shared.phrase
    _note(Action.DELETED, by, shared.institution, {"phrase": phrase.slug})
    if _is_used(phrase):
        SharedPhrase.objects.filter(pk=shared.pk).update(removed_at=timezone.now())
        return
    sounds = [reference.file for reference in phrase.references.exclude(file="")]
    phrase.delete()
    for sound in sounds:
        transaction.on_commit(partial(sound.storage.delete, str(sound.name)))


def lost_with(shared: SharedPhrase) -> list[str]:
    """What of other applications is deleted if a phrase is removed, in words."""
    return [] if _is_used(shared.phrase) else _lost_with(shared.phrase)


def lost_by(shared: SharedPhrase, wording: Wording) -> list[str]:
    """What of other applications is deleted if a phrase is changed, in words."""
    before = shared.phrase
    is_same = (before.text, before.stress) == (wording.text, wording.stress)
    return [] if is_same or before.recordings.exists() else _lost_with(before)


def _lost_with(phrase: Phrase) -> list[str]:
    answers = phrase_may_be_deleted.send(Phrase, phrase=phrase)
    return [said for _, said in answers if said]


def _is_used(phrase: Phrase) -> bool:
    """Whether takes, assignments or rounds use a phrase."""
    used = (phrase.recordings, phrase.assignment_items, phrase.live_rounds)
    return any(rows.exists() for rows in used)


def _phrase(wording: Wording) -> Phrase:
    return Phrase.objects.create(
        slug=f"school-{secrets.token_hex(8)}",
        text=wording.text,
        stress=wording.stress,
        is_listed=False,
        **_described(wording),
    )


def _described(wording: Wording) -> dict[str, str]:
    names = ("level", "focus", "meaning", "tip")
    return {name: getattr(wording, name) for name in names}


def _note(
    action: Action,
    by: User,
    institution: Institution,
    details: dict[str, object],
) -> None:
    audit.note(
        actor=by,
        action=action,
        what="phrase",
        institution=institution,
        details=details,
    )
