"""Assignments of a class, for its staff."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.errors import (
    HandedInError,
    MarkedMeanwhileError,
    NothingToPractiseError,
)
from teaching_app.schools.forms.assignments import (
    AssignmentForm,
    CopyForm,
    read_marks,
)
from teaching_app.schools.models import Assignment, SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import assignments as selectors
from teaching_app.schools.services import assignments, marks
from teaching_app.schools.staff import current

from .found import assignment_of_staff, class_of_staff
from .hidden_names import are_hidden, shown_names


@require_safe
@teacher_required
def assignment_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Drafts, current assignments and past ones."""
    school_class = class_of_staff(request, public_id)
    found = list(selectors.of_class(school_class))
    now = timezone.now()
    published = [one for one in found if one.published_at]
    context = {
        "school_class": school_class,
        "may_change": _may_change(request, school_class),
        "drafts": [one for one in found if not one.published_at],
        "running": [one for one in published if not one.due_at or one.due_at >= now],
        "over": [one for one in published if one.due_at and one.due_at < now][::-1],
    }
    return render(request, "teacher/assignments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def new_assignment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Create an assignment with title and rules; phrases come next."""
    school_class = class_of_staff(request, public_id, Purpose.CHANGE)
    form = AssignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = assignments.create(
            school_class=school_class, by=request.user, **form.cleaned_data
        )
        return redirect("teach_assignment_phrases", made.public_id)
    context = {"school_class": school_class, "form": form}
    return render(request, "teacher/assignment_new.html", context)


@require_safe
@teacher_required
def overview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Table of learners by phrases: who has handed in what, and the marks."""
    assignment = assignment_of_staff(request, public_id, Purpose.SEE)
    return _overview(request, assignment)


def _overview(
    request: HttpRequest, assignment: Assignment, conflicts: Any = ()
) -> HttpResponse:
    works = selectors.work_of_class(assignment)
    names = shown_names(request, assignment.school_class)
    rows = [(names[work.enrolment.pk], work) for work in works]
    if is_hidden := are_hidden(request):  # the order of names would tell
        rows.sort(key=lambda row: row[1].enrolment.pk)
    context = {
        "school_class": assignment.school_class,
        "assignment": assignment,
        "may_change": _may_change(request, assignment.school_class),
        "items": list(assignment.items.select_related("phrase")),
        "rows": rows,
        "names_are_hidden": is_hidden,
        "n_complete": sum(work.is_complete for work in works),
        "n_pending": sum(work.is_pending for work in works),
        "conflicts": conflicts,
    }
    return render(request, "teacher/assignment.html", context)


@require_POST
@teacher_required
def give_marks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Save the marks; where a colleague was faster, show both and keep theirs."""
    assignment = assignment_of_staff(request, public_id)
    works = {w.enrolment.pk: w for w in selectors.work_of_class(assignment)}
    names = shown_names(request, assignment.school_class)
    conflicts, n_given = [], 0
    for key, seen, value in read_marks(request.POST):
        if assignment.marking != Assignment.Marking.TEACHER or key not in works:
            continue
        enrolment = works[key].enrolment
        about = {"assignment": assignment, "enrolment": enrolment, "by": request.user}
        try:
            n_given += marks.give(**about, value=value, seen=seen) is not None
        except MarkedMeanwhileError:
            conflicts.append(
                {"mark": works[key].mark, "name": names[key], "value": value}
            )
    if conflicts:
        return _overview(request, assignment, conflicts)
    if n_given:
        said = ngettext("%(n)s mark is kept.", "%(n)s marks are kept.", n_given)
        messages.success(request, said % {"n": n_given})
    return redirect("teach_assignment", assignment.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def edit_assignment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Edit title, date, rules, and the order of phrases."""
    assignment = assignment_of_staff(request, public_id)
    form = AssignmentForm(request.POST or None, instance=assignment)
    if request.method == "POST" and form.is_valid():
        assignments.change(assignment=assignment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your changes are kept."))
        return redirect("teach_assignment_edit", assignment.public_id)
    items = assignment.items.select_related("phrase").prefetch_related("groups")
    context = {
        "school_class": assignment.school_class,
        "assignment": assignment,
        "form": form,
        "items": [(item, {g.pk for g in item.groups.all()}) for item in items],
        "groups": list(assignment.school_class.groups.all()),
        "classes": _targets(request, assignment),
        "is_handed_in": assignments.is_handed_in(assignment),
    }
    return render(request, "teacher/assignment_edit.html", context)


@require_POST
@teacher_required
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish it to the learners, or unpublish it."""
    assignment = assignment_of_staff(request, public_id)
    if "take_back" in request.POST:
        assignments.take_back(assignment=assignment, by=request.user)
        messages.success(request, _("It is a draft again: learners do not see it."))
        return redirect("teach_assignment_edit", assignment.public_id)
    try:
        assignments.publish(assignment=assignment, by=request.user)
    except NothingToPractiseError:
        return redirect("teach_assignment_phrases", assignment.public_id)
    messages.success(request, _("It is published: your learners see it now."))
    return redirect("teach_assignment", assignment.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def delete_assignment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm, then delete a draft without submissions."""
    assignment = assignment_of_staff(request, public_id, Purpose.DELETE)
    school_class = assignment.school_class
    if request.method == "POST":
        try:
            assignments.delete(assignment=assignment, by=request.user)
        except HandedInError:
            return redirect("teach_assignment_delete", public_id)
        messages.success(request, _("The draft is deleted."))
        return redirect("teach_assignments", school_class.public_id)
    context = {
        "school_class": school_class,
        "assignment": assignment,
        "is_handed_in": assignments.is_handed_in(assignment),
    }
    return render(request, "teacher/assignment_delete.html", context)


@require_POST
@teacher_required
def copy_assignment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Copy it to a draft in this class or another of the same institution."""
    assignment = assignment_of_staff(request, public_id)
    form = CopyForm(request.POST, classes=_targets(request, assignment))
    if not form.is_valid():
        return redirect("teach_assignment_edit", assignment.public_id)
    twin = assignments.copy(
        assignment=assignment,
        by=request.user,
        school_class=form.cleaned_data["school_class"],
    )
    messages.success(request, _("This is the copy, a draft. Check its date."))
    return redirect("teach_assignment_edit", twin.public_id)


def _targets(request: HttpRequest, assignment: Assignment) -> Any:
    """Classes a copy may go to: those where its phrases are available."""
    classes = current(access.classes_to(request.user, Purpose.CHANGE))
    return classes.filter(institution=assignment.school_class.institution_id)


def _may_change(request: HttpRequest, school_class: SchoolClass) -> bool:
    classes = access.classes_to(request.user, Purpose.CHANGE)
    return classes.filter(pk=school_class.pk).exists()
