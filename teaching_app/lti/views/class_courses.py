"""The courses that a class is connected with, for its teachers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.lti.models import Grade
from teaching_app.lti.services import courses as service
from teaching_app.lti.services import members
from teaching_app.practice.access import Purpose
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import class_of_staff


@require_safe
@teacher_required
@never_cache
def class_courses(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the courses of a class, and grades that did not reach them."""
    school_class = class_of_staff(request, public_id, Purpose.CHANGE)
    unsent = Grade.objects.filter(
        linked_assignment__link__context__course__school_class=school_class,
        state=Grade.State.FAILED,
    )
    context = {
        "school_class": school_class,
        "courses": school_class.courses.select_related(
            "context__deployment__registration"
        ),
        "unsent": unsent.select_related("linked_assignment__assignment", "lti_user"),
    }
    return render(request, "lti/class_courses.html", context)


@require_POST
@teacher_required
def read_members(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Read the learners of a course into the roster."""
    school_class = class_of_staff(request, public_id, Purpose.CHANGE)
    course = get_object_or_404(school_class.courses, pk=pk)
    try:
        done = members.read(course=course, by=request.user)
    except members.NoListError:
        messages.warning(
            request,
            _("The platform gave no list. Open a link of the course, then try again."),
        )
        return redirect("lti_class_courses", public_id)
    said = ngettext("{n} new learner.", "{n} new learners.", done.n_new)
    messages.success(request, said.format(n=done.n_new))
    if done.own_account:
        said = _("They have accounts and come in by a link of the course: {names}.")
        messages.info(request, said.format(names=", ".join(done.own_account)))
    if done.gone:
        said = _("No longer in the course, still in the class: {names}.")
        messages.warning(request, said.format(names=", ".join(done.gone)))
    return redirect("teach_roster", public_id)


@require_POST
@teacher_required
def disconnect(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Part a course from the class; who is in the class stays."""
    school_class = class_of_staff(request, public_id, Purpose.CHANGE)
    course = get_object_or_404(school_class.courses, pk=pk)
    service.disconnect(course=course, by=request.user)
    messages.success(request, _("The course is no longer connected."))
    return redirect("lti_class_courses", public_id)
