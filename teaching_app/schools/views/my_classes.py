"""A learner's classes: what staff see, examples, leaving."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.schools.models import Enrolment
from teaching_app.schools.selectors import enrolments
from teaching_app.schools.services import enrolments as enrolments_service

from .class_context import about_class

State = Enrolment.State
GOING_ON = (State.WAITING, State.ACTIVE)


@require_safe
@learner_required
@never_cache
def my_classes(request: LearnerRequest) -> HttpResponse:
    """List the classes a learner is in, is invited to, and has been in."""
    rows = list(enrolments.of_learner(request.learner))
    context = {
        "current": [row for row in rows if row.state == State.ACTIVE],
        "invited": [row for row in rows if row.state == State.WAITING],
        "earlier": [row for row in rows if row.state not in GOING_ON],
    }
    return render(request, "learner/my_classes.html", context)


@require_safe
@learner_required
@never_cache
def my_class(request: LearnerRequest, class_id: UUID) -> HttpResponse:
    """Show one class: assignments, who sees what, and how to leave."""
    enrolment = _own(request, class_id)
    if enrolment.state == State.WAITING:
        return redirect("join_class", enrolment.school_class.join_token)
    context = {
        "enrolment": enrolment,
        "is_in": enrolment.state == State.ACTIVE,
        "needs_agreement": enrolment.state == State.ACTIVE
        and not enrolments.is_agreed(enrolment),
        **about_class(enrolment.school_class),
    }
    return render(request, "learner/my_class.html", context)


@require_POST
@learner_required
def share_examples(request: LearnerRequest, class_id: UUID) -> HttpResponse:
    """Allow or stop playing one's takes to the class anonymously."""
    enrolment = _own(request, class_id, State.ACTIVE)
    wanted = request.POST.get("wanted") == "yes"
    enrolments_service.share_examples(enrolment=enrolment, wanted=wanted)
    messages.success(
        request,
        _("Your class may hear takes of yours, without your name.")
        if wanted
        else _("No take of yours is played to the class from now on."),
    )
    return redirect("my_class", class_id)


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def leave_class(request: LearnerRequest, class_id: UUID) -> HttpResponse:
    """Confirm, then leave; an invitation is declined the same way."""
    enrolment = _own(request, class_id, *GOING_ON)
    if request.method == "POST":
        enrolments_service.leave(enrolment=enrolment)
        left = _("You have left the class “{name}”.")
        messages.success(request, left.format(name=enrolment.school_class.name))
        return redirect("my_classes")
    context = {"enrolment": enrolment, "school_class": enrolment.school_class}
    return render(request, "learner/leave_class.html", context)


def _own(request: LearnerRequest, class_id: UUID, *states: str) -> Enrolment:
    """The learner's own enrolment in a class; 404 for everybody else."""
    rows = enrolments.of_learner(request.learner)
    if states:
        rows = rows.filter(state__in=states)
    return get_object_or_404(rows, school_class__public_id=class_id)
