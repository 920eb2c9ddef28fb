"""One take under review: judge it, and go on to the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.practice.answers import nothing_new
from teaching_app.practice.selectors import reports
from teaching_app.schools.forms.review import JudgeForm
from teaching_app.schools.judging.points import points_of
from teaching_app.schools.models import AuditEvent, Submission
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import judged
from teaching_app.schools.selectors.judged import Seen
from teaching_app.schools.services import judgements

from .review_page import judging_context, page_context
from .reviewed import (
    address_of,
    back_to,
    next_take,
    queue_url,
    reviewed_take,
    scope_of,
)


@require_safe
@teacher_required
@never_cache
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one take; this is logged."""
    submission = reviewed_take(request, public_id)
    judgements.note(submission, request.user, "take", AuditEvent.Action.SAW)
    return render(
        request, "teacher/review/take.html", page_context(request, submission)
    )


@require_POST
@teacher_required
def judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store one judgement beside the engine's result."""
    submission = reviewed_take(request, public_id)
    form = JudgeForm(request.POST)
    if not form.is_valid() or not _judged(request, submission, form.cleaned_data):
        return HttpResponse(status=400)
    if not request.htmx:
        return back_to(request, submission, "judging")
    seen = Seen.read(form.cleaned_data["seen"])
    context = {
        **judging_context(request, submission, seen),
        "answered": form.cleaned_data["point"],
    }
    return render(request, "teacher/review/partials/judging.html", context)


@require_safe
@teacher_required
@never_cache
def since(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what others have written since the page was drawn, if anything."""
    submission = reviewed_take(request, public_id)
    seen = Seen.read(request.GET.get("seen", ""))
    judged_since, written_since = judged.of_others_since(
        submission, seen, request.user.pk
    )
    if not judged_since and not written_since:
        return nothing_new()
    context = {
        "submission": submission,
        "n_judged": len(judged_since),
        "n_written": len(written_since),
        "scope": scope_of(request),
    }
    return render(request, "teacher/review/partials/since.html", context)


@require_POST
@teacher_required
def done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark a take as reviewed, and go on to the next one in the queue."""
    submission = reviewed_take(request, public_id)
    judgements.finish(submission=submission, author=request.user)
    following = next_take(request, submission)
    if following is not None:
        return redirect(address_of(request, following))
    messages.success(request, _("Nothing else waits for you."))
    return redirect(queue_url(request, submission))


def _judged(request: HttpRequest, submission: Submission, values: Any) -> bool:
    """Store an answer; false where the point or the option does not exist."""
    report = reports.visible(submission.analysis) if submission.analysis else None
    point = next((p for p in points_of(report) if p.key == values["point"]), None)
    if point is None:
        return False
    instead = point.option(values["answer"])
    if instead is None and values["answer"] != "agree":
        return False
    judgements.judge(
        submission=submission,
        author=request.user,
        point=point,
        instead=instead,
        idempotency_key=values["idempotency_key"],
    )
    return True
