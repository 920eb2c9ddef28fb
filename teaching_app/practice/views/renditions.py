"""Renditions of the learner's voice: request, follow, play."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import has_seen, nothing_new, refusal
from teaching_app.practice.models import Analysis
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import renditions as selected
from teaching_app.practice.services import renditions as service

from .audio import play

PARTIAL = "learner/partials/rendition.html"


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def renditions(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Request a rendition, or respond with the progress of all."""
    is_asking = request.method == "POST"
    analysis = _take(request, public_id, Purpose.CHANGE if is_asking else Purpose.SEE)
    if is_asking:
        kind = request.POST.get("kind", "")
        if kind not in selected.kinds_for(analysis):
            message = _("This cannot be made from this recording.")
            return refusal("no_such_rendition", message, status=400)
        service.ask(analysis=analysis, kind=kind)
        if not request.htmx:
            return redirect(f"{reverse('feedback', args=[public_id])}#rendition")
    elif not request.htmx:  # reached by redirect after signing in
        return redirect("feedback", public_id)
    elif has_seen(request, selected.pending(analysis)):
        return nothing_new()
    return render(request, PARTIAL, _part(analysis))


@require_safe
@learner_required
def rendition_audio(
    request: LearnerRequest, public_id: UUID, kind: str
) -> HttpResponseBase:
    """Serve a rendition to those who may hear it."""
    audible = access.renditions_for(request.user, Purpose.HEAR).exclude(file="")
    rendition = get_object_or_404(audible, analysis__public_id=public_id, kind=kind)
    name = f"{rendition.analysis.phrase.slug}-changed"
    response = play(request, rendition.file, "wav", name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@learner_required
@never_cache
def cues(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Respond with the cue to change first, or that cues are still being tried."""
    analysis = _take(request, public_id, Purpose.SEE)
    if has_seen(request, selected.pending(analysis)):
        return nothing_new()
    return render(request, "learner/partials/cues.html", _part(analysis))


def _part(analysis: Analysis) -> dict[str, object]:
    return {"analysis": analysis, "renditions_pending": selected.pending(analysis)}


def _take(request: LearnerRequest, public_id: UUID, purpose: Purpose) -> Analysis:
    takes = access.takes_for(request.user, purpose)
    return get_object_or_404(takes, public_id=public_id)
