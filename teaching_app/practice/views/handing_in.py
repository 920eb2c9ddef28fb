"""Read a take that was sent, and answer: the same wherever it is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from teaching_app import counters
from teaching_app.practice.answers import refusal, wants_json
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads
from teaching_app.practice.forms.takes import TakeForm
from teaching_app.practice.models import Analysis, Phrase
from teaching_app.practice.permissions import LearnerRequest

from .phrases import Place, practice_page


class Kept(Protocol):
    """What a service made of a take; not ``created`` where its key came before."""

    @property
    def analysis(self) -> Analysis: ...
    @property
    def created(self) -> bool: ...


def sent_take(request: HttpRequest, *, styles: Sequence[str] = ()) -> TakeForm:
    """Read the take of a request, or raise ``RefusedTakeError`` with what is wrong."""
    form = TakeForm(request.POST, request.FILES, styles=list(styles))
    form.refuse_unless_sound()
    return form


def kept_take(
    request: HttpRequest, kept: Kept, query: Mapping[str, str] | None = None
) -> HttpResponse:
    """Lead to the feedback on a take: as JSON, or by a redirect."""
    url = reverse("feedback", args=[kept.analysis.public_id])
    if query:
        url += f"?{urlencode(query)}"
    if not wants_json(request):
        return redirect(url)
    answer = {"analysis": str(kept.analysis.public_id), "feedback_url": url}
    return JsonResponse(answer, status=201 if kept.created else 200)


def refused_take(
    request: LearnerRequest,
    phrase: Phrase,
    refused: RefusedTakeError,
    place: Place | None = None,
) -> HttpResponse:
    """Explain why a take was refused: as JSON, or on the practice page."""
    counters.upload_refused(refused.code)
    if wants_json(request):
        message = uploads.describe(refused.code)
        response = refusal(refused.code, message, status=refused.status)
    else:
        response = practice_page(request, phrase, refused, place)
    if refused.status in (429, 503):
        response["Retry-After"] = "60"
    return response
