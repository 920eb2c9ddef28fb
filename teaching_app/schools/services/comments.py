"""Add written and spoken comments and answers; none is ever changed."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

import emotion_engine as engine
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.services import recordings
from teaching_app.schools.models import Comment, CommentPhrase, Submission
from teaching_app.schools.names import kept_name_of
from teaching_app.schools.selectors.judged import is_after_due

from .judgements import note

logger = logging.getLogger(__name__)

LONGEST_PHRASE = CommentPhrase._meta.get_field("text").max_length


@transaction.atomic
def write(
    *,
    submission: Submission,
    author: User,
    text: str,
    word_index: int | None = None,
    is_question: bool = False,
    idempotency_key: UUID,
) -> Comment:
    """Add a comment by a teacher or the take's learner; once per idempotency key."""
    comment, is_new = Comment.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            **_about(submission, author, word_index),
            "text": text,
            "is_question": is_question,
        },
    )
    if is_new and not comment.is_from_learner:
        note(submission, author, "comment")
    return comment


def speak(
    *,
    submission: Submission,
    author: User,
    upload: UploadedFile[bytes],
    word_index: int | None = None,
    idempotency_key: UUID,
) -> Comment:
    """Add a teacher's spoken comment, decoded and stored as a newly encoded file."""
    if earlier := Comment.objects.filter(idempotency_key=idempotency_key).first():
        return earlier
    wav = _decoded(upload)
    key = uuid4().hex
    name = recordings.stored(f"comments/{key[:2]}/{key}.wav", ContentFile(wav))
    is_kept = False
    try:
        with transaction.atomic():
            comment, is_kept = Comment.objects.get_or_create(
                idempotency_key=idempotency_key,
                defaults={**_about(submission, author, word_index), "voice": name},
            )
            if is_kept:
                note(submission, author, "comment")
        return comment
    finally:
        if not is_kept:
            default_storage.delete(name)


def _decoded(upload: UploadedFile[bytes]) -> bytes:
    limits = settings.ENGINE.limits
    upload.seek(0)
    try:
        return engine.plain_wav(upload.read(limits.max_bytes + 1), limits)
    except engine.AudioError as refusal:
        logger.info("Spoken comment refused: %s", refusal)
        raise RefusedTakeError(refusal.code.value) from refusal


@transaction.atomic
def keep_phrase(*, owner: User, text: str) -> CommentPhrase:
    """Save a reusable sentence; one that exists stays as it is."""
    phrase, _created = CommentPhrase.objects.get_or_create(
        owner=owner, text=text, defaults={"order": owner.comment_phrases.count()}
    )
    return phrase


def _about(
    submission: Submission, author: User, word_index: int | None
) -> dict[str, Any]:
    is_from_learner = submission.enrolment.learner.user_id == author.pk
    name = submission.enrolment.name if is_from_learner else kept_name_of(author)
    return {
        "submission": submission,
        "author": author,
        "author_name": name,
        "is_from_learner": is_from_learner,
        "word_index": word_index,
        "is_after_due": is_after_due(submission),
    }
