"""A take: submit, follow, show, retry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice import access, panels
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import has_seen, nothing_new
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import presentation
from teaching_app.practice.feedback.listeners import how_natives_fare
from teaching_app.practice.feedback.presentation import poll_ms
from teaching_app.practice.forms.takes import styles_of
from teaching_app.practice.models import Analysis, Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import (
    analyses,
    consents,
    native_profiles,
    reading_voices,
    renditions,
    reports,
)
from teaching_app.practice.services import analyses as analyses_service
from teaching_app.practice.services import recordings
from teaching_app.practice.signals import take_opened

from .context import references_of, words_of
from .earlier import earlier_takes_of
from .handing_in import kept_take, refused_take, sent_take
from .other_natives import other_natives_of


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def submit_take(request: LearnerRequest, slug: str) -> HttpResponse:
    """Store a take and queue it; a repeated key responds with the same take."""
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    if request.method != "POST":  # reached by redirect after signing in
        return redirect("practice", slug)
    try:
        result = _submit(request, phrase)
    except RefusedTakeError as refused:
        return refused_take(request, phrase, refused)
    return kept_take(request, result)


def _submit(request: LearnerRequest, phrase: Phrase) -> recordings.SubmitResult:
    has_expression = consents.allows_expression(request.learner)
    styles = styles_of(phrase, is_expression_enabled=has_expression)
    form = sent_take(request, styles=styles)
    return recordings.submit(
        learner=request.learner,
        phrase=phrase,
        style=form.cleaned_data["style"],
        **form.as_keywords(),
    )


@require_safe
@learner_required
@never_cache
def feedback(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Show the feedback on one take, or the worker's progress."""
    analysis = _take(request, public_id, Purpose.SEE)
    if not _is_mine(request, analysis):
        take_opened.send(sender=Analysis, analysis=analysis, actor=request.user)
    context = {
        **_feedback_context(request, analysis),
        "panels": panels.of_take(request, analysis),
    }
    return render(request, "learner/feedback.html", context)


@require_safe
@learner_required
@never_cache
def result_partial(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Respond with the part of the feedback page that fills in.

    The players on the page are kept: a new one would load the take again.
    """
    analysis = _take(request, public_id, Purpose.SEE)
    if has_seen(request, _version(analysis)):
        return nothing_new()
    context = {**_feedback_context(request, analysis), "is_partial": True}
    return render(request, "learner/partials/result.html", context)


@require_safe
@learner_required
@never_cache
def analysis_status(request: LearnerRequest, public_id: UUID) -> JsonResponse:
    """Respond with the worker's progress as JSON."""
    analysis = _take(request, public_id, Purpose.SEE)
    return JsonResponse(
        {
            "state": analysis.state,
            "stage": analysis.stage or None,
            "stages": analyses.stage_names(with_expression=analysis.with_expression),
            "stages_done": analysis.stages_done,
            "queue_position": analyses.queue_position(analysis),
            "assessable": reports.is_assessable(analysis),
        }
    )


@require_POST
@learner_required
def retry_take(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Requeue a take whose analysis failed."""
    analysis = _take(request, public_id, Purpose.CHANGE)
    analyses_service.retry(analysis)
    return redirect("feedback", analysis.public_id)


@require_POST
@learner_required
def judge_take_again(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Have a take compared with natives who came since, and show that result."""
    analysis = _take(request, public_id, Purpose.CHANGE)
    again = analyses_service.judge_again(analysis)
    return redirect("feedback", again.public_id)


def _take(request: LearnerRequest, public_id: UUID, purpose: Purpose) -> Analysis:
    """A take the actor may reach, without a style that may not be shown."""
    takes = access.takes_for(request.user, purpose)
    analysis = get_object_or_404(takes, public_id=public_id)
    if not analyses.shows_expression(analysis):
        analysis.style = ""
    return analysis


def _version(analysis: Analysis) -> str:
    """Changes whenever the page has something new to show."""
    place, wait_ms = analyses.queue_position(analysis), poll_ms(_waited_s(analysis))
    return f"{analysis.state}.{analysis.stage}.{place}.{wait_ms}"


def _waited_s(analysis: Analysis) -> float:
    return (timezone.now() - analysis.queued_at).total_seconds()


def _is_mine(request: LearnerRequest, analysis: Analysis) -> bool:
    return analysis.recording.owner_id == request.learner.pk


def _natives_fare(analysis: Analysis) -> str:
    """How often natives themselves fail at the style that was chosen."""
    if not analysis.style:
        return ""
    natives = native_profiles.find(analysis.recording.phrase, analysis.style)
    return how_natives_fare(natives)


def _feedback_context(request: LearnerRequest, analysis: Analysis) -> dict[str, Any]:
    """Context of the page; earlier takes are only for the learner."""
    recording, address = analysis.recording, [analysis.public_id]
    is_failed = analysis.state == Analysis.State.FAILED
    is_mine = _is_mine(request, analysis)
    earlier_takes = earlier_takes_of(analysis) if is_mine else []
    return {
        "analysis": analysis,
        "recording": recording,
        "phrase": recording.phrase,
        "result": presentation.arrange(
            reports.visible(analysis),
            state=analysis.state,
            unreadable=reports.trouble(analysis),
            stage=analysis.stage or None,
            stages=analyses.stage_names(with_expression=analysis.with_expression),
            queue_position=analyses.queue_position(analysis),
            refusal=analysis.refusal,
            waited_s=_waited_s(analysis),
            earlier=analyses.earlier_advice(analysis),
        ),
        "is_anothers": not is_mine,
        "earlier_takes": earlier_takes,
        "other_natives": other_natives_of(analysis) if is_mine else None,
        "references": references_of(
            recording.phrase,
            analysis.style,
            reading_voices.chosen_by(request.learner),
        ),
        "words": words_of(recording.phrase),
        "poll_url": f"{reverse('result_partial', args=address)}?seen={_version(analysis)}",
        "natives_fare": _natives_fare(analysis),
        "renditions_pending": renditions.pending(analysis),
        "audio_url": reverse("take_audio", args=address) if recording.file else "",
        "retry_url": reverse("retry_take", args=address) if is_failed else "",
    }
