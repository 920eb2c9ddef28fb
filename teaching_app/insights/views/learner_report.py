"""Reports of one learner: by take for staff, and in plain words for everybody."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.insights.feedback import skills
from teaching_app.insights.presentation.learner_page import plain_report, take_rows
from teaching_app.insights.selectors.learner_report import (
    enrolments_of,
    report_of,
    takes_shown,
)
from teaching_app.practice.access import Purpose
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.schools.models import AuditEvent, Enrolment
from teaching_app.schools.permissions import teacher_required

from .lookups import learner_for, note

TAKES_PER_PAGE = 25
TAKES_DRAWN = 30


@require_safe
@teacher_required
@never_cache
def learner(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """A learner's submissions, take by take."""
    enrolment = learner_for(request.user, public_id, enrolment_id, Purpose.SEE)
    note(request.user, AuditEvent.Action.SAW, "report", enrolment)
    report = report_of(enrolment)
    page = Paginator(takes_shown(enrolment), TAKES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "school_class": enrolment.school_class,
        "enrolment": enrolment,
        "report": report,
        "graphs": skills.of_learner(report.figures, latest=TAKES_DRAWN),
        "page": page,
        "rows": take_rows(page, report),
    }
    return render(request, "teacher/learner_report.html", context)


@require_safe
@teacher_required
@never_cache
def plain(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """The report in plain words, in a language of the family's choice."""
    enrolment = learner_for(request.user, public_id, enrolment_id, Purpose.SEE)
    note(request.user, AuditEvent.Action.SAW, "report", enrolment)
    with translation.override(language_of(request)):
        context = {"is_staff_page": True, **plain_context(enrolment)}
        return render(request, "learner/plain_report.html", context)


@require_safe
@learner_required
@never_cache
def my_report(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """One's own report in a class, in plain words."""
    enrolment = get_object_or_404(
        enrolments_of(request.learner), school_class__public_id=public_id
    )
    return render(request, "learner/plain_report.html", plain_context(enrolment))


def plain_context(enrolment: Enrolment) -> dict[str, object]:
    """Context of the plain report, for screen and PDF."""
    found = plain_report(enrolment)
    return {
        "enrolment": enrolment,
        "school_class": enrolment.school_class,
        "report": found.report,
        "skills": found.skills,
        "next_skill": found.next_skill,
        "languages": settings.LANGUAGES,
    }


def language_of(request: HttpRequest) -> str:
    """The requested language if it is supported; else that of the page."""
    asked = request.GET.get("language", "")
    known = dict(settings.LANGUAGES)
    return asked if asked in known else translation.get_language()
