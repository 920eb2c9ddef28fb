"""The roster of a class, for its teachers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.forms.rosters import EnrolmentForm, GroupForm
from teaching_app.schools.models import Enrolment, SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import enrolments
from teaching_app.schools.services import enrolments as enrolments_service
from teaching_app.schools.services import guardians

State = Enrolment.State


def class_of(request: HttpRequest, class_id: UUID) -> SchoolClass:
    """A class whose learners this account may manage; 404 otherwise."""
    classes = access.classes_to(request.user, Purpose.CHANGE)
    return get_object_or_404(classes.select_related("institution"), public_id=class_id)


def enrolment_of(request: HttpRequest, class_id: UUID, enrolment_id: UUID) -> Enrolment:
    """A learner of such a class."""
    rows = class_of(request, class_id).enrolments.select_related("learner__user")
    return get_object_or_404(rows, public_id=enrolment_id)


@require_safe
@teacher_required
@never_cache
def roster(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """List everybody who is or was in the class."""
    school_class = class_of(request, class_id)
    rows = enrolments.roster(school_class)
    context = {
        "school_class": school_class,
        "rows": rows,
        "n_active": sum(row.enrolment.state == State.ACTIVE for row in rows),
        "groups": school_class.groups.all(),
        "has_cards": any(row.has_card for row in rows),
    }
    return render(request, "teacher/roster.html", context)


@require_POST
@teacher_required
def put_into_group(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Put the ticked learners into a group, new or not."""
    school_class = class_of(request, class_id)
    form = GroupForm(request.POST, school_class=school_class)
    if not form.is_valid():
        return complain(request, form, school_class)
    group = enrolments_service.group_together(
        school_class=school_class,
        enrolments=form.cleaned_data["learners"],
        group_name=form.cleaned_data["group"],
        by=request.user,
    )
    messages.success(request, _("They are in the group “{name}”.").format(name=group))
    return redirect("teach_roster", class_id)


def complain(
    request: HttpRequest, form: object, school_class: SchoolClass
) -> HttpResponse:
    """Redirect to the list with an error message."""
    for errors in form.errors.values():
        messages.warning(request, errors[0])
    return redirect("teach_roster", school_class.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def enrolment(request: HttpRequest, class_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Show one learner's entry, and edit what the class noted in it."""
    row = enrolment_of(request, class_id, enrolment_id)
    sent = (request.POST,) if request.method == "POST" else ()
    form = EnrolmentForm(*sent, instance=row)
    if form.is_valid():
        enrolments_service.describe(enrolment=row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The entry is kept."))
        return redirect("teach_roster", class_id)
    asked = enrolments.open_request(row)
    context = {
        "school_class": row.school_class,
        "enrolment": row,
        "form": form,
        "guardian": enrolments.guardian_state(row),
        "guardian_link": asked
        and request.build_absolute_uri(reverse("guardian", args=[asked.token])),
        "asked": asked,
        "has_card": row.learner.user_id
        in enrolments.accounts_by_card(row.school_class),
        "is_over": row.state in (State.LEFT, State.REMOVED),
    }
    return render(request, "teacher/enrolment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def remove_learner(
    request: HttpRequest, class_id: UUID, enrolment_id: UUID
) -> HttpResponse:
    """Confirm, then remove a learner from the class."""
    row = enrolment_of(request, class_id, enrolment_id)
    if request.method == "POST":
        enrolments_service.remove(enrolment=row, by=request.user)
        out = _("{name} is no longer in the class.")
        messages.success(request, out.format(name=row.name))
        return redirect("teach_roster", class_id)
    context = {"school_class": row.school_class, "enrolment": row}
    return render(request, "teacher/remove_learner.html", context)


@require_POST
@teacher_required
def invite_learner(
    request: HttpRequest, class_id: UUID, enrolment_id: UUID
) -> HttpResponse:
    """Invite somebody who left or was removed to agree again."""
    row = enrolment_of(request, class_id, enrolment_id)
    enrolments_service.invite_again(enrolment=row, by=request.user)
    invited = _("{name} is invited, and has to agree again.")
    messages.success(request, invited.format(name=row.name))
    return redirect("teach_roster", class_id)


@require_POST
@teacher_required
def guardian_link(
    request: HttpRequest, class_id: UUID, enrolment_id: UUID
) -> HttpResponse:
    """Create the link that the teacher passes on to a guardian."""
    row = enrolment_of(request, class_id, enrolment_id)
    if row.state == State.WAITING:
        guardians.ask(enrolment=row)
    return redirect("teach_enrolment", class_id, enrolment_id)
