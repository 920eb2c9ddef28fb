"""The second person hears a recording, and approves or rejects it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from teaching_app.natives import access, words
from teaching_app.natives.forms.decisions import DecisionForm
from teaching_app.natives.models import NativeRecording
from teaching_app.natives.permissions import inviter_required
from teaching_app.natives.selectors import approval, listening
from teaching_app.natives.services import approvals
from teaching_app.practice.access import Purpose
from teaching_app.practice.feedback.labels import style_label

from .sound import played

State = NativeRecording.State
DECIDABLE = (State.MEASURED, State.APPROVED)


@require_safe
@inviter_required
@never_cache
def natives_approve(request: HttpRequest) -> HttpResponse:
    """Go to the recording that waits longest, or say that none does."""
    first = approval.queue_of(request.user).first()
    if first:
        return redirect("natives_recording", first.public_id)
    return render(request, "natives/approved.html")


@require_http_methods(["GET", "HEAD", "POST"])
@inviter_required
@never_cache
def natives_recording(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hear one recording, and decide on it."""
    found = access.recordings_to(request.user, Purpose.REVIEW)
    recording = get_object_or_404(
        found.select_related("phrase", "helper__invitation"), public_id=public_id
    )
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _decide(request, recording, form)
        return redirect("natives_approve")
    heard = listening.heard_in(recording).most_common()
    context = {
        "recording": recording,
        "form": form,
        "style": words.style_in_words(recording.style),
        "doubts": words.doubts(recording),
        "heard": [(style_label(style), n) for style, n in heard],
        "n_waiting": approval.queue_of(request.user).count(),
        "is_decidable": recording.state in DECIDABLE,
    }
    status = 400 if form.errors else 200
    return render(request, "natives/recording.html", context, status=status)


@require_safe
@inviter_required
def natives_recording_audio(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Serve a recording to somebody who decides on it, or guesses its style."""
    found = access.recordings_to(request.user, Purpose.HEAR)
    recording = get_object_or_404(found, public_id=public_id)
    if recording.state not in DECIDABLE:
        raise Http404
    return played(request, recording)


def _decide(
    request: HttpRequest, recording: NativeRecording, form: DecisionForm
) -> None:
    if form.is_approval:
        is_done = approvals.approve(recording=recording, by=request.user)
    else:
        is_done = approvals.reject(
            recording=recording, by=request.user, reason=form.cleaned_data["reason"]
        )
    if is_done:
        messages.success(request, _("Thank you. That is noted."))
    else:
        messages.warning(request, _("Somebody has decided on this one already."))
