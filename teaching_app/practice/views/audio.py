"""Private sound: takes for those who may hear them, references for learners."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

import emotion_engine as engine
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.models import Analysis
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import references
from teaching_app.practice.signals import take_played

from .ranges import file_response

CONTENT_TYPES = {
    "wav": "audio/wav",
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "mp4": "audio/mp4",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "aac": "audio/aac",
    "caf": "audio/x-caf",
    "aiff": "audio/aiff",
    "wma": "audio/x-ms-wma",
    "amr": "audio/amr",
}
UNPLAYABLE = ("caf", "aiff", "wma", "amr")  # in most browsers


@require_safe
@learner_required
def take_audio(request: LearnerRequest, public_id: UUID) -> HttpResponseBase:
    """Serve a take to those who may hear it, as it was uploaded if browsers play that."""
    takes = access.takes_for(request.user, Purpose.HEAR)
    analysis = get_object_or_404(takes, public_id=public_id)
    recording = analysis.recording
    if not recording.file:
        raise Http404
    if recording.owner_id != request.learner.pk:
        take_played.send(sender=Analysis, analysis=analysis, actor=request.user)
    response = play(
        request,
        recording.file,
        recording.container,
        f"{recording.phrase.slug}-{recording.created_at:%Y-%m-%d-%H%M}",
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@learner_required
def reference_audio(request: LearnerRequest, slug: str, pk: int) -> HttpResponseBase:
    """Serve a reference of a phrase."""
    phrase = get_object_or_404(
        access.phrases_for(request.user, Purpose.HEAR), slug=slug
    )
    reference = get_object_or_404(references.for_phrase(phrase), pk=pk)
    name = f"{slug}-{reference.kind}"
    response = play(request, reference.file, reference.container, name)
    response["Cache-Control"] = "private, max-age=86400"
    return response


def play(
    request: LearnerRequest, field: FieldFile, container: str, name: str
) -> HttpResponseBase:
    """Respond with a stored file; the caller must have checked access."""
    try:
        file = field.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if container in UNPLAYABLE and (wav := _as_wav(file)):
        file, container = ContentFile(wav), "wav"
    return file_response(
        file,
        range_header=request.headers.get("Range"),
        content_type=CONTENT_TYPES[container],
        name=f"{name}.{container}",
    )


def _as_wav(file: File) -> bytes | None:
    """Decode a whole file; None where that fails, as for a take that was refused."""
    try:
        return engine.plain_wav(file.read(), settings.ENGINE.limits)
    except engine.AudioError:
        file.seek(0)
        return None
