"""One learner in an assignment: attempts, extension, submission on their behalf."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teaching_app import counters
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads
from teaching_app.practice.selectors import consents
from teaching_app.practice.views.handing_in import sent_take
from teaching_app.schools.forms.assignments import ExtensionForm, SetAsideForm
from teaching_app.schools.models import Assignment, Enrolment
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors.assignments import is_for, work_on
from teaching_app.schools.services import assignments, submissions

from .found import assignment_of_staff, learner_of_staff, submission_of_staff


@require_safe
@teacher_required
def learner_of_assignment(
    request: HttpRequest, public_id: UUID, learner_id: UUID
) -> HttpResponse:
    """Every attempt of one learner."""
    assignment = assignment_of_staff(request, public_id)
    return _page(request, assignment, learner_of_staff(assignment, learner_id))


def _page(
    request: HttpRequest,
    assignment: Assignment,
    enrolment: Enrolment,
    *,
    form: ExtensionForm | None = None,
    problem: str = "",
) -> HttpResponse:
    work = work_on(assignment, enrolment)
    context = {
        "school_class": assignment.school_class,
        "assignment": assignment,
        "work": work,
        "form": form or ExtensionForm(instance=work.extension),
        "problem": problem,
        "may_record": consents.may_record(enrolment.learner),
        "is_active": enrolment.state == Enrolment.State.ACTIVE,
    }
    status = 400 if problem or (form and form.errors) else 200
    return render(request, "teacher/assignment_learner.html", context, status=status)


@require_POST
@teacher_required
def extend(request: HttpRequest, public_id: UUID, learner_id: UUID) -> HttpResponse:
    """Give one learner more time or attempts, or withdraw that."""
    assignment = assignment_of_staff(request, public_id)
    enrolment = learner_of_staff(assignment, learner_id)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, assignment, enrolment, form=form)
    assignments.extend(
        assignment=assignment,
        enrolment=enrolment,
        by=request.user,
        **form.cleaned_data,
    )
    messages.success(request, _("Your changes are kept."))
    return redirect("teach_assignment_learner", public_id, learner_id)


@require_POST
@teacher_required
def hand_in_for(
    request: HttpRequest, public_id: UUID, learner_id: UUID, item_id: int
) -> HttpResponse:
    """Hand in a recording on behalf of a learner in the class who has agreed to it."""
    assignment = assignment_of_staff(request, public_id)
    active = Enrolment.objects.filter(state=Enrolment.State.ACTIVE)
    enrolment = get_object_or_404(
        active, pk=learner_of_staff(assignment, learner_id).pk
    )
    item = get_object_or_404(assignment.items.select_related("phrase"), pk=item_id)
    item.assignment = assignment
    try:
        if not is_for(item, enrolment):
            raise RefusedTakeError("bad_form")
        form = sent_take(request)
        submissions.hand_in_for(
            item=item,
            enrolment=enrolment,
            by=request.user,
            upload=form.cleaned_data["audio"],
            idempotency_key=form.cleaned_data["idempotency_key"],
        )
    except RefusedTakeError as refused:
        counters.upload_refused(refused.code)
        problem = uploads.describe(refused.code)
        return _page(request, assignment, enrolment, problem=problem)
    messages.success(request, _("The recording is handed in, marked as yours."))
    return redirect("teach_assignment_learner", public_id, learner_id)


@require_POST
@teacher_required
def set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set a take aside, with a reason, or undo that."""
    submission = submission_of_staff(request, public_id, Purpose.CHANGE)
    assignment, enrolment = submission.item.assignment, submission.enrolment
    if "undo" in request.POST:
        submissions.undo_set_aside(submission=submission, by=request.user)
    else:
        form = SetAsideForm(request.POST)
        if not form.is_valid():
            problem = str(form.errors["reason"][0])
            return _page(request, assignment, enrolment, problem=problem)
        submissions.set_aside(
            submission=submission, by=request.user, reason=form.cleaned_data["reason"]
        )
    return redirect(
        "teach_assignment_learner", assignment.public_id, enrolment.public_id
    )
