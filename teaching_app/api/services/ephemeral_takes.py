"""Takes that are judged for a program: nothing of them stays.

The recording is deleted as soon as the engine has heard it, the report with the answer
that carries it, and both after some minutes in any case.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

import emotion_engine as engine
from teaching_app.api.models import EphemeralTake
from teaching_app.engine_server import hearing
from teaching_app.practice import jobs
from teaching_app.practice.models import Phrase
from teaching_app.practice.selectors import native_profiles
from teaching_app.practice.services.job_run import working_on
from teaching_app.practice.services.recordings import container_of, sha256_of, stored

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(minutes=15)
FOLDER = "ephemeral"
Analyze = Callable[..., engine.UtteranceReport]


def judge(
    *,
    user: User,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    text: str = "",
    phrase: Phrase | None = None,
) -> EphemeralTake:
    """Queue a recording of a sentence, or of a phrase; a repeated key gives the first."""
    if earlier := _earlier(user, idempotency_key):
        return earlier
    container, digest = container_of(upload), sha256_of(upload)
    name = stored(f"{FOLDER}/{uuid4().hex}.{container}", upload)
    try:
        with transaction.atomic():
            return jobs.enqueue(
                EphemeralTake,
                user=user,
                idempotency_key=idempotency_key,
                phrase=phrase,
                text=phrase.text if phrase else text,
                stress=phrase.stress if phrase else {},
                file=name,
                sha256=digest,
            )
    except BaseException as error:
        default_storage.delete(name)
        earlier = _earlier(user, idempotency_key)
        if isinstance(error, IntegrityError) and earlier:
            return earlier
        raise


def run(
    take_id: int, *, worker: str, analyze: Analyze = hearing.analyze_utterance
) -> None:
    """Claim and judge the take whose turn it is, if one waits."""
    for claim in jobs.claim_in_turn(EphemeralTake, take_id, worker=worker):
        with working_on(claim):
            try:
                report = _analyze(jobs.fetch(claim, "phrase"), analyze)
            except engine.AudioError as refusal:
                jobs.finish(
                    claim, state=EphemeralTake.State.REJECTED, refusal=refusal.code
                )
            else:
                jobs.finish(claim, report=report.without_expression().to_json())
            _delete_sound(EphemeralTake.objects.get(pk=claim.pk))


def hand_out(*, take: EphemeralTake) -> None:
    """Delete a take whose end has been told."""
    if take.state not in EphemeralTake.PENDING:
        forget(take=take)


def forget(*, take: EphemeralTake) -> None:
    """Delete a take with its sound, whatever its state."""
    _delete_sound(take)
    take.delete()


def forget_old() -> None:
    """Delete takes that nobody has fetched, and sound that has lost its row."""
    before = timezone.now() - KEPT_FOR
    for take in EphemeralTake.objects.filter(created_at__lt=before):
        forget(take=take)
    names = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    for name in (f"{FOLDER}/{name}" for name in names):
        if default_storage.get_modified_time(name) < before:
            default_storage.delete(name)


def _analyze(take: EphemeralTake, analyze: Analyze) -> engine.UtteranceReport:
    profile = native_profiles.find(take.phrase, "") if take.phrase else None
    with take.file.open("rb") as file:
        source = file.read()
    return analyze(
        source,
        text=take.text,
        stress={int(word): mark for word, mark in take.stress.items()} or None,
        accent=tuple(take.phrase.accent) if take.phrase else (),
        profile=profile,
        with_expression=False,
        config=settings.ENGINE,
    )


def _delete_sound(take: EphemeralTake) -> None:
    if take.file:
        take.file.storage.delete(str(take.file.name))
        EphemeralTake.objects.filter(pk=take.pk).update(file="")


def _earlier(user: User, key: UUID) -> EphemeralTake | None:
    return EphemeralTake.objects.filter(user=user, idempotency_key=key).first()
