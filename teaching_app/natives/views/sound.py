"""A native's recording as a response; the caller has checked who may hear it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from teaching_app.natives.models import NativeRecording
from teaching_app.practice.views.audio import play


def played(request: HttpRequest, recording: NativeRecording) -> HttpResponseBase:
    """Serve a recording under a name that tells nothing, not even its style."""
    if not recording.file:
        raise Http404
    name = f"recording-{recording.public_id}"
    response = play(request, recording.file, recording.container, name)
    response["Cache-Control"] = "private, no-store"
    return response
