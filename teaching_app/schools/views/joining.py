"""Join a class: by code, by link, with a guardian's consent."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.practice.permissions import LearnerRequest
from teaching_app.practice.selectors import consents
from teaching_app.practice.services import learners
from teaching_app.schools.forms.joining import AgreementForm, CodeForm, GuardianForm
from teaching_app.schools.models import Enrolment, GuardianRequest, SchoolClass
from teaching_app.schools.selectors import enrolments
from teaching_app.schools.services import enrolments as enrolments_service
from teaching_app.schools.services import guardians

from .class_context import about_class
from .code_entry import enter_code

# In the session: where to go on once the learner is in a class, by its public id.
AFTER_JOINING = "after_joining"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join_by_code(request: LearnerRequest) -> HttpResponse:
    """Find the class of a code and redirect to its link; nobody is signed in."""
    return enter_code(
        request,
        CodeForm(request.POST if request.method == "POST" else None),
        "learner/join_code.html",
        open_by=_class_with,
        unknown=_("No class has this code. Compare it letter by letter."),
    )


def _class_with(code: str) -> HttpResponse | None:
    found = SchoolClass.objects.filter(join_code=code).first()
    return redirect("join_class", found.join_token) if found else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join_class(request: LearnerRequest, token: str) -> HttpResponse:
    """Explain what joining means, and enrol a learner who agrees."""
    found = SchoolClass.objects.select_related("institution").filter(join_token=token)
    school_class = found.first()
    if school_class is None:
        return _refused(request, "unknown", status=404)
    if not request.user.is_authenticated:
        return _invitation(request, school_class)
    learner = request.learner = learners.of(user=request.user)
    enrolment = learner.enrolments.filter(school_class=school_class).first()
    if enrolment and enrolments.is_agreed(enrolment):
        return redirect("my_class", school_class.public_id)
    if reason := enrolments.refusal(school_class, enrolment):
        return _refused(request, reason, school_class=school_class)
    if enrolment and (asked := enrolments.open_request(enrolment)):
        return _waiting(request, asked)
    return _agreement(request, school_class, enrolment)


def _invitation(request: LearnerRequest, school_class: SchoolClass) -> HttpResponse:
    """Show the class to somebody who is not signed in yet."""
    if request.method == "POST":
        return redirect_to_login(request.get_full_path())
    if reason := enrolments.refusal(school_class, None):
        return _refused(request, reason, school_class=school_class)
    context = {"next": request.path, **about_class(school_class)}
    return render(request, "learner/join_invitation.html", context)


def _agreement(
    request: LearnerRequest, school_class: SchoolClass, enrolment: Enrolment | None
) -> HttpResponse:
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        learner=request.learner,
        school_class=school_class,
        enrolment=enrolment,
    )
    if request.method == "POST" and form.is_valid():
        return _join(request, school_class, form)
    context = {
        "form": form,
        "enrolment": enrolment,
        "asked_again": bool(enrolment and enrolment.state == Enrolment.State.ACTIVE),
        "may_record": consents.may_record(request.learner),
        "age": settings.CONSENT_AGE,
        **about_class(school_class),
    }
    return render(request, "learner/join_class.html", context)


def _join(
    request: LearnerRequest, school_class: SchoolClass, form: AgreementForm
) -> HttpResponse:
    said = {
        "learner": request.learner,
        "school_class": school_class,
        "choices": form.choices,
    }
    if form.is_young:
        guardians.ask(enrolment=enrolments_service.wait(**said))
        return redirect("join_class", school_class.join_token)
    enrolments_service.join(**said)
    messages.success(
        request, _("You are in the class “{name}”.").format(name=school_class.name)
    )
    onward = request.session.pop(AFTER_JOINING, {}).get(str(school_class.public_id))
    return redirect(onward or reverse("my_class", args=[school_class.public_id]))


def _waiting(request: LearnerRequest, asked: GuardianRequest) -> HttpResponse:
    """Show the link for the guardian."""
    link = request.build_absolute_uri(reverse("guardian", args=[asked.token]))
    context = {
        "asked": asked,
        "link": link,
        "school_class": asked.enrolment.school_class,
    }
    return render(request, "learner/join_waiting.html", context)


def _refused(
    request: LearnerRequest, reason: str, *, status: int = 200, **context: object
) -> HttpResponse:
    context["reason"] = reason
    return render(request, "learner/join_refused.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guardian(request: LearnerRequest, token: str) -> HttpResponse:
    """Let a parent or guardian read the terms, and consent or refuse."""
    found = GuardianRequest.objects.select_related(
        "enrolment__school_class__institution", "enrolment__learner"
    )
    asked = get_object_or_404(found, token=token)
    enrolment = asked.enrolment
    is_over = enrolments.refusal(enrolment.school_class, enrolment)
    if is_over or enrolments.open_request(enrolment) != asked:
        context = {"asked": asked, "is_over": is_over}
        return render(request, "learner/guardian_answered.html", context)
    form = GuardianForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answer(asked, form)
    context = {
        "form": form,
        "enrolment": enrolment,
        **about_class(enrolment.school_class),
    }
    return render(request, "learner/guardian.html", context)


def _answer(asked: GuardianRequest, form: GuardianForm) -> HttpResponse:
    with suppress(guardians.UsedLinkError):  # the page says what was answered first
        guardians.answer(
            request=asked,
            guardian_name=form.cleaned_data["guardian_name"],
            agrees=form.agrees,
        )
    return redirect("guardian", asked.token)
