"""Where somebody goes who came from a course, and connecting the course first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from teaching_app.lti.forms.courses import CourseForm
from teaching_app.lti.models import Course
from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.roles import LEARNER, TEACHER
from teaching_app.lti.selectors import links
from teaching_app.lti.services import courses, visits
from teaching_app.lti.services.visits import Visit
from teaching_app.practice.services import learners
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors import enrolments
from teaching_app.schools.views.joining import AFTER_JOINING

from . import refusals


@require_safe
@login_required
@never_cache
def go(request: HttpRequest, token: str) -> HttpResponse:
    """Go to what the link is for; the token is of use to its own account alone."""
    try:
        visit = _own_visit(request, token)
    except tokens.TokenError as error:
        return refusals.refused(request, refusals.EXPIRED, why=error)
    if visit.role == LEARNER:
        return _learner_goes(request, visit)
    return _staff_goes(request, visit, token)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def connect(request: HttpRequest, token: str) -> HttpResponse:
    """Let a teacher say which class the course is."""
    try:
        visit = _own_visit(request, token)
    except tokens.TokenError as error:
        return refusals.refused(request, refusals.EXPIRED, why=error)
    if not may_connect(visit, request.user):
        return refusals.refused(request, refusals.NOT_STAFF)
    form = course_form(request, visit, request.user)
    if request.method == "POST" and form.is_valid():
        connect_as(visit, request.user, form)
        return redirect("lti_go", token)
    return render(request, "lti/course.html", {"form": form, "visit": visit})


def may_connect(visit: Visit, user: object) -> bool:
    """Whether this account, as a teacher of the course, may say which class it is."""
    held = courses.membership_of(visit, user)
    return visit.role == TEACHER and held is not None and held.role != Role.ASSISTANT


def course_form(request: HttpRequest, visit: Visit, user: object) -> CourseForm:
    """The form for choosing a class, filled with the name of the course."""
    return CourseForm(
        request.POST if "school_class" in request.POST else None,
        classes=links.classes_to_connect(user, visit.platform.institution),
        title=visit.context.title or visit.context.label,
    )


def connect_as(visit: Visit, user: object, form: CourseForm) -> Course:
    """Connect the course as a valid form says."""
    if form.chosen:
        return courses.connect(visit=visit, user=user, school_class=form.chosen)
    return courses.connect_new(
        visit=visit,
        user=user,
        name=form.cleaned_data["name"],
        age_group=form.cleaned_data["age_group"],
    )


def _own_visit(request: HttpRequest, token: str) -> Visit:
    visit = visits.read(tokens.GO, token)
    if visit.lti_user.auth_user != request.user:
        raise tokens.TokenError("The visit is somebody else's.")
    return visit


def _learner_goes(request: HttpRequest, visit: Visit) -> HttpResponse:
    course, linked = visit.course, visit.linked
    if visit.phrase:
        return redirect("practice", visit.phrase)
    if course is None:
        return refusals.refused(request, refusals.NOT_CONNECTED)
    school_class = course.school_class
    onward = reverse("my_class", args=[school_class.public_id])
    if linked:
        if linked.assignment is None or linked.assignment.published_at is None:
            return refusals.refused(request, refusals.NOT_READY)
        onward = reverse("my_assignment", args=[linked.assignment.public_id])
    known = learners.of(user=request.user).enrolments.filter(school_class=school_class)
    enrolment = known.first()
    if enrolment and enrolments.is_agreed(enrolment):
        return redirect(onward)
    request.session[AFTER_JOINING] = {str(school_class.public_id): onward}
    return redirect("join_class", school_class.join_token)


def _staff_goes(request: HttpRequest, visit: Visit, token: str) -> HttpResponse:
    if courses.membership_of(visit, request.user) is None:
        return refusals.refused(request, refusals.NOT_STAFF)
    if visit.phrase:
        return redirect("practice", visit.phrase)
    course, linked = visit.course, visit.linked
    if course is None:
        if may_connect(visit, request.user):
            return redirect("lti_connect", token)
        return refusals.refused(request, refusals.NOT_CONNECTED)
    if linked and linked.assignment:
        return redirect("teach_assignment", linked.assignment.public_id)
    return redirect("insights_class", course.school_class.public_id)
