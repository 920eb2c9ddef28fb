"""Choosing what to link in a course, in a frame of the platform and without a cookie."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from lti_tool.models import LtiLaunch

from teaching_app.lti.forms.courses import LinksForm
from teaching_app.lti.models import Course
from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.roles import TEACHER
from teaching_app.lti.selectors import links
from teaching_app.lti.services import accounts, courses, deep_links
from teaching_app.lti.services.visits import Visit

from . import going, refusals
from .frames import render_framed


def offer(request: HttpRequest, message: LtiLaunch, visit: Visit) -> HttpResponse:
    """Show a teacher what can be linked, once it is clear who that is here."""
    token = deep_links.begin(launch=message, visit=visit)
    if visit.role != TEACHER:
        return _refused(request, visit, refusals.NO_ROLE)
    try:
        user = accounts.of(visit.lti_user)
    except accounts.NotThisAccountError:
        return _refused(request, visit, refusals.STAFF_ACCOUNT)
    if user is None and accounts.has_address_here(visit.lti_user):
        context = {"token": visit.token(tokens.CONTINUE), "visit": visit}
        return render_framed(request, visit.platform, "lti/account_first.html", context)
    user = user or accounts.create(lti_user=visit.lti_user)
    courses.settle(visit=visit, user=user)
    return _page(request, visit, user, token)


@csrf_exempt  # the token is what no other site can know
@require_POST
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Take the choice of a class, or of what to link."""
    token = request.POST.get("token", "")
    try:
        visit, deployment_id, settings = deep_links.read(token)
        user = accounts.of(visit.lti_user)
    except (tokens.TokenError, accounts.NotThisAccountError) as error:
        return refusals.refused(request, refusals.EXPIRED, why=error)
    if user is None or not going.may_connect(visit, user):
        return _refused(request, visit, refusals.NOT_STAFF)
    course = visit.course
    if course is None:
        form = going.course_form(request, visit, user)
        if form.is_valid():
            going.connect_as(visit, user, form)
        return _page(request, visit, user, token, course_form=form)
    form = _links_form(course, settings, request.POST)
    if not form.is_valid():
        return _page(request, visit, user, token, links_form=form)
    return _answer(request, visit, deployment_id, settings, form)


def _page(
    request: HttpRequest, visit: Visit, user: User, token: str, **forms: Any
) -> HttpResponse:
    if not going.may_connect(visit, user):
        return _refused(request, visit, refusals.NOT_STAFF)
    course = visit.course
    context: dict[str, Any] = {"visit": visit, "token": token, "course": course}
    is_invalid = False
    if course is None:
        form = forms.get("course_form") or going.course_form(request, visit, user)
        context["form"], template = form, "lti/pick_class.html"
        is_invalid = form.is_bound
    else:
        _visit, _deployment, settings = deep_links.read(token)
        form = forms.get("links_form") or _links_form(course, settings, None)
        is_invalid = bool(forms.get("links_form"))
        context |= {
            "form": form,
            "assignments": form.fields["assignments"].queryset,
            "phrases": form.fields["phrases"].queryset,
        }
        template = "lti/pick_links.html"
    status = 400 if is_invalid else 200
    return render_framed(request, visit.platform, template, context, status=status)


def _links_form(
    course: Course, settings: dict[str, Any], sent: MultiValueDict[str, str] | None
) -> LinksForm:
    return LinksForm(
        sent,
        assignments=course.school_class.assignments.order_by("-pk"),
        phrases=links.phrases_to_link(),
        only_one=not settings["accept_multiple"],
    )


def _answer(
    request: HttpRequest,
    visit: Visit,
    deployment_id: str,
    settings: dict[str, Any],
    form: LinksForm,
) -> HttpResponse:
    url = request.build_absolute_uri(reverse("lti_launch"))
    maximum = form.cleaned_data["maximum"]
    resources = [
        *(
            deep_links.to_assignment(assignment, url=url, maximum=maximum)
            for assignment in form.cleaned_data["assignments"]
        ),
        *(deep_links.to_phrase(p, url=url) for p in form.cleaned_data["phrases"]),
    ]
    jwt = deep_links.response(
        visit=visit,
        deployment_id=deployment_id,
        settings=settings,
        resources=resources,
    )
    return_url = settings["deep_link_return_url"]
    context = {"jwt": jwt, "return_url": return_url, "visit": visit}
    return render_framed(
        request, visit.platform, "lti/return_links.html", context, form_to=return_url
    )


def _refused(request: HttpRequest, visit: Visit, reason: str) -> HttpResponse:
    return render_framed(
        request,
        visit.platform,
        "lti/refused.html",
        {"reason": reason},
        status=refusals.FORBIDDEN,
    )
