"""Blind listening: play a recording, and say which style it sounds like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from teaching_app.natives.forms.decisions import VoteForm
from teaching_app.natives.models import NativeRecording
from teaching_app.natives.permissions import (
    HelperRequest,
    helper_required,
    inviter_required,
    styles_required,
)
from teaching_app.natives.selectors import listening
from teaching_app.natives.services.listening import vote

from .sound import played


@require_safe
@styles_required
@inviter_required
@never_cache
def natives_listen(request: HttpRequest) -> HttpResponse:
    """A recording for an account to listen to."""
    found = listening.for_account(request.user)
    return _page(request, found, back=reverse("natives"), address=_of_account)


@require_POST
@styles_required
@inviter_required
def natives_vote(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep an account's answer."""
    found = listening.for_account(request.user)
    recording = get_object_or_404(found, public_id=public_id)
    if (form := VoteForm(request.POST)).is_valid():
        heard = form.cleaned_data["heard"]
        vote(recording=recording, heard=heard, account=request.user)
    return redirect("natives_listen")


@require_safe
@styles_required
@helper_required
@never_cache
def helper_listen(request: HelperRequest) -> HttpResponse:
    """A recording of somebody else for a helper to listen to."""

    def address(recording: NativeRecording) -> dict[str, str]:
        at = [request.token, recording.public_id]
        return {
            "audio_url": reverse("helper_listen_audio", args=at),
            "vote_url": reverse("helper_vote", args=at),
        }

    found = listening.for_helper(request.helper)
    back = reverse("helper_home", args=[request.token])
    return _page(request, found, back=back, address=address)


@require_safe
@styles_required
@helper_required
def helper_listen_audio(request: HelperRequest, public_id: UUID) -> HttpResponseBase:
    """Serve a recording that a helper has not answered yet."""
    found = listening.for_helper(request.helper)
    return played(request, get_object_or_404(found, public_id=public_id))


@require_POST
@styles_required
@helper_required
def helper_vote(request: HelperRequest, public_id: UUID) -> HttpResponse:
    """Keep a helper's answer."""
    found = listening.for_helper(request.helper)
    recording = get_object_or_404(found, public_id=public_id)
    if (form := VoteForm(request.POST)).is_valid():
        heard = form.cleaned_data["heard"]
        vote(recording=recording, heard=heard, helper=request.helper)
    return redirect("helper_listen", request.token)


def _of_account(recording: NativeRecording) -> dict[str, str]:
    return {
        "audio_url": reverse("natives_recording_audio", args=[recording.public_id]),
        "vote_url": reverse("natives_vote", args=[recording.public_id]),
    }


def _page(
    request: HttpRequest,
    found: QuerySet[NativeRecording],
    *,
    back: str,
    address: Any,
) -> HttpResponse:
    recording = found.first()
    context = {
        "back_url": back,
        "recording": recording,
        "styles": VoteForm().fields["heard"].choices,
        **(address(recording) if recording else {}),
    }
    return render(request, "natives/listen.html", context)
