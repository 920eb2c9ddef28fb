"""Takes: stored once, privately, and queued."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

import emotion_engine as engine
from teaching_app import log_context
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.practice.selectors import consents, voices

from . import analyses
from .job_run import deleted_unless_kept

logger = logging.getLogger(__name__)

# Holds all but long uncompressed takes, so that their completeness can be checked.
HEAD_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """The analysis of a take; ``created`` is false if the take was stored before."""

    analysis: Analysis
    created: bool


def submit(
    *,
    learner: Learner,
    phrase: Phrase,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    style: str = "",
    captured: dict[str, Any] | None = None,
    source: str = Recording.Source.UPLOAD,
    is_required: bool = False,
    is_background: bool = False,
    alongside: Callable[[Analysis], None] | None = None,
) -> SubmitResult:
    """Store a learner's take; its analysis is queued once the transaction commits.

    It is refused without consent to the current wording. A repeated key, even at the
    same moment, gives the first result. ``is_required`` says that a teacher asked
    for it: such a take is analysed without expression, whatever its learner chose.
    ``is_background`` says that nobody waits for the result. ``alongside`` writes rows
    that must exist together with a new take; an exception it raises rolls the take back.
    """
    if earlier := _earlier(learner, idempotency_key):
        return SubmitResult(earlier, created=False)
    if not consents.may_record(learner):
        raise RefusedTakeError("consent_needed", status=403)
    _refuse_flood(learner)
    with_expression = not is_required and consents.allows_expression(learner)
    is_heard = with_expression and engine.knows_voices()
    recording = Recording(
        owner=learner,
        phrase=phrase,
        idempotency_key=idempotency_key,
        container=container_of(upload),
        size=upload.size or 0,
        sha256=sha256_of(upload),
        source=source,
        captured=_without_microphone(captured, unless=is_heard),
        consent_version=learner.consent_version,
    )
    recording.file.name = store(upload, container=recording.container)
    try:
        with deleted_unless_kept(recording.file.name), transaction.atomic():
            recording.save()
            analysis = analyses.enqueue(
                recording=recording,
                style="" if is_required else style,
                with_expression=with_expression,
                is_background=is_background,
            )
            if alongside is not None:
                alongside(analysis)
    except IntegrityError:
        if earlier := _earlier(learner, idempotency_key):
            return SubmitResult(earlier, created=False)
        raise
    with log_context.about(analysis=analysis.pk):
        logger.info("Take %d accepted: %d bytes", analysis.pk, recording.size)
    return SubmitResult(analysis, created=True)


def _without_microphone(
    captured: dict[str, Any] | None, *, unless: bool
) -> dict[str, Any]:
    """Drop which microphone it was, unless the voice is to be known from it."""
    return {
        name: value
        for name, value in (captured or {}).items()
        if unless or name != voices.MICROPHONE
    }


def _earlier(learner: Learner, key: UUID) -> Analysis | None:
    return (
        Analysis.objects.filter(
            recording__owner=learner,
            recording__idempotency_key=key,
            judges_again=None,
        )
        .order_by("-pk")
        .first()
    )


def _refuse_flood(learner: Learner) -> None:
    now = timezone.now()
    lately = (now - timedelta(minutes=1), now)  # none ahead, should the clock go back
    recent = Recording.objects.filter(owner=learner, created_at__range=lately).count()
    if recent >= settings.TAKES_PER_MINUTE:
        raise RefusedTakeError("too_many_takes", status=429)


def container_of(upload: UploadedFile[bytes]) -> str:
    """The container format of an upload; refused unless it can be a recording."""
    upload.seek(0)
    head = upload.read(HEAD_BYTES)
    try:
        return engine.refuse_unless_audio(
            head, upload.size or 0, settings.ENGINE.limits
        )
    except engine.AudioError as refusal:
        logger.info("Upload refused: %s", refusal)
        raise RefusedTakeError(refusal.code.value) from refusal


def sha256_of(upload: UploadedFile[bytes]) -> str:
    """The digest of an upload, in hexadecimal digits."""
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def store(upload: UploadedFile[bytes], *, container: str, folder: str = "takes") -> str:
    """Store an upload under a random name, which is returned; see ``stored``."""
    key = uuid4().hex
    return stored(f"{folder}/{key[:2]}/{key}.{container}", upload)


def stored(name: str, sound: File[bytes]) -> str:
    """Store a recording; return its name. Refused where the storage fails."""
    sound.seek(0)
    try:
        return default_storage.save(name, sound)
    except OSError as error:
        logger.exception("A recording of %d bytes could not be stored", sound.size)
        raise RefusedTakeError("not_kept", status=503) from error
