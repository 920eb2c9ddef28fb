"""A helper reads phrases one after the other, hears themselves, and sends."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.counters import UPLOADS_REFUSED
from teaching_app.natives import words
from teaching_app.natives.models import NativeRecording
from teaching_app.natives.permissions import HelperRequest, helper_required
from teaching_app.natives.selectors import invitations, listening, prompts
from teaching_app.natives.selectors.prompts import Prompt
from teaching_app.natives.services import recordings
from teaching_app.practice.answers import has_seen, nothing_new, refusal, wants_json
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.views.handing_in import sent_take

from .sound import played

State = NativeRecording.State


@require_safe
@helper_required
@never_cache
def helper_home(request: HelperRequest) -> HttpResponse:
    """What is to be read and what became of it; the way back, and the way out."""
    helper = request.helper
    invitation = helper.invitation
    context = {
        "token": request.token,
        "helper": helper,
        "invitation": invitation,
        "link": request.build_absolute_uri(request.path),
        "is_open": invitations.is_open(invitation),
        "has_agreed": prompts.has_agreed(helper),
        "n_to_hear": (
            listening.for_helper(helper).count() if settings.EXPRESSION_ENABLED else 0
        ),
        **_progress(request),
    }
    return render(request, "natives/home.html", context)


@require_safe
@helper_required
@never_cache
def helper_progress(request: HelperRequest) -> HttpResponse:
    """Respond with the list, once something in it has changed."""
    context = _progress(request)
    if has_seen(request, context["seen"]):
        return nothing_new()
    context |= {"token": request.token, "may_record": _may_record(request)}
    return render(request, "natives/partials/prompts.html", context)


@require_safe
@helper_required
@never_cache
def helper_prompt(request: HelperRequest, slug: str, style: str) -> HttpResponse:
    """One phrase to read."""
    return _prompt_page(request, _found(request, slug, style))


@require_POST
@helper_required
@never_cache
def helper_send(request: HelperRequest, slug: str, style: str) -> HttpResponse:
    """Store a recording, and lead on to the next."""
    prompt = _found(request, slug, style)
    try:
        taken = sent_take(request).as_keywords()
        taken.pop("source")
        recordings.submit(helper=request.helper, prompt=prompt, **taken)
    except RefusedTakeError as refused:
        return _refused(request, prompt, refused)
    url = _next_url(request, prompt)
    if not wants_json(request):
        return redirect(url)
    return JsonResponse({"feedback_url": url}, status=201)


@require_safe
@helper_required
def helper_audio(request: HelperRequest, slug: str, style: str) -> HttpResponseBase:
    """Serve a helper their own recording."""
    prompt = _found(request, slug, style)
    if prompt.recording is None:
        raise Http404
    return played(request, prompt.recording)


def _found(request: HelperRequest, slug: str, style: str) -> Prompt:
    prompt = prompts.find(request.helper, slug, style)
    if prompt is None:
        raise Http404
    return prompt


def _may_record(request: HelperRequest) -> bool:
    return prompts.may_record(request.helper)


def _progress(request: HelperRequest) -> dict[str, Any]:
    """Context of the list; ``seen`` changes whenever the list does."""
    found = prompts.of_helper(request.helper)
    n_read = sum(not one.is_to_be_read for one in found)
    return {
        "prompts": [words.shown(one) for one in found],
        "n_read": n_read,
        "n_prompts": len(found),
        "following": prompts.following(request.helper),
        "may_record": _may_record(request),
        "is_waiting": any(one.state == State.WAITING for one in found),
        "seen": "-".join(one.state or "none" for one in found),
    }


def _next_url(request: HelperRequest, prompt: Prompt) -> str:
    following = prompts.following(request.helper, after=prompt)
    if following is None:
        return reverse("helper_home", args=[request.token])
    at = [request.token, following.phrase.slug, following.style]
    return reverse("helper_prompt", args=at)


def _refused(
    request: HelperRequest, prompt: Prompt, refused: RefusedTakeError
) -> HttpResponse:
    UPLOADS_REFUSED.labels(refused.code).inc()
    message = words.refused_upload(refused.code)
    if wants_json(request):
        response: HttpResponse = refusal(refused.code, message, status=refused.status)
    else:
        response = _prompt_page(request, prompt, message, status=refused.status)
    if refused.status in (429, 503):
        response["Retry-After"] = "60"
    return response


def _prompt_page(
    request: HelperRequest, prompt: Prompt, trouble: str = "", *, status: int = 200
) -> HttpResponse:
    found = prompts.of_helper(request.helper)
    places = [(one.phrase, one.style) for one in found]
    number = places.index((prompt.phrase, prompt.style))
    at = [request.token, prompt.phrase.slug, prompt.style]
    context = {
        "token": request.token,
        "shown": words.shown(prompt),
        "number": number + 1,
        "n_prompts": len(found),
        "before": found[number - 1] if number else None,
        "after": found[number + 1] if number + 1 < len(found) else None,
        "may_record": _may_record(request) and prompt.may_be_read,
        "upload_error": {"message": trouble} if trouble else None,
        "submit_url": reverse("helper_send", args=at),
        "audio_url": reverse("helper_audio", args=at) if prompt.recording else "",
        "idempotency_key": uuid4(),
        "limits": settings.ENGINE.limits,
        "recorder_owner": f"helper-{request.helper.public_id}",
    }
    return render(request, "natives/prompt.html", context, status=status)
