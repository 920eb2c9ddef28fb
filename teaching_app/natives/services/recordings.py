"""A helper's recordings: stored once, privately, and measured by the worker."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.natives.selectors import prompts
from teaching_app.natives.selectors.prompts import Prompt
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.services.job_run import deleted_unless_kept
from teaching_app.practice.services.recordings import container_of, sha256_of, store

from . import measuring

logger = logging.getLogger(__name__)

FOLDER = "natives"
SOURCE = "Recorded for this site"
LICENCE = "for this site, with the speakers' consent"
SEXES = ("female", "male")  # what profiles count


def submit(
    *,
    helper: Helper,
    prompt: Prompt,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    captured: Mapping[str, Any] | None = None,
) -> NativeRecording:
    """Store a recording and have the worker measure it; a repeated key gives the first.

    It takes the place of an earlier one, unless that one is approved.
    ``RefusedTakeError`` says why it is not taken.
    """
    if earlier := _earlier(helper, idempotency_key):
        return earlier
    if not prompts.may_record(helper):
        raise RefusedTakeError("invitation_closed")
    if not prompt.may_be_read:
        raise RefusedTakeError("already_approved")
    _refuse_flood(helper)
    recording = NativeRecording(
        helper=helper,
        phrase=prompt.phrase,
        style=prompt.style,
        idempotency_key=idempotency_key,
        container=container_of(upload),
        size=upload.size or 0,
        sha256=sha256_of(upload),
        captured=dict(captured or {}),
        source=SOURCE,
        licence=LICENCE,
        speaker=f"helper-{helper.public_id.hex[:12]}",
        speaker_sex=helper.sex if helper.sex in SEXES else "",
        accent=helper.accent,
    )
    recording.file.name = store(upload, container=recording.container, folder=FOLDER)
    try:
        with deleted_unless_kept(recording.file.name):
            _put_in_place(recording)
    except IntegrityError:
        if earlier := _earlier(helper, idempotency_key):
            return earlier
        raise
    logger.info(
        "Recording %d of a native accepted: %d bytes", recording.pk, recording.size
    )
    return recording


@transaction.atomic
def _put_in_place(recording: NativeRecording) -> None:
    """Write the row in place of an earlier one, and ask for its measures."""
    replaced = NativeRecording.objects.filter(
        helper=recording.helper, phrase=recording.phrase, style=recording.style
    )
    replaced.exclude(state=NativeRecording.State.APPROVED).delete()
    recording.save()
    measuring.request(recording=recording)


def _earlier(helper: Helper, key: UUID) -> NativeRecording | None:
    return NativeRecording.objects.filter(helper=helper, idempotency_key=key).first()


def _refuse_flood(helper: Helper) -> None:
    now = timezone.now()
    lately = (now - timedelta(minutes=1), now)
    sent = NativeRecording.objects.filter(helper=helper, created_at__range=lately)
    if sent.count() >= settings.TAKES_PER_MINUTE:
        raise RefusedTakeError("too_many_takes", status=429)
