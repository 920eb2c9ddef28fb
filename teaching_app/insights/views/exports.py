"""Reports as files; each download is logged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.insights.exports import tables
from teaching_app.insights.exports.as_csv import csv_of
from teaching_app.insights.exports.as_xlsx import xlsx_of
from teaching_app.insights.exports.pdf import NoPdfError, pdf_of
from teaching_app.insights.presentation.class_page import ClassPage, page_of
from teaching_app.insights.selectors.class_report import report_of
from teaching_app.practice.access import Purpose
from teaching_app.schools.models import AuditEvent, SchoolClass
from teaching_app.schools.permissions import teacher_required

from .learner_report import language_of, plain_context
from .lookups import class_for, learner_for, note

EXPORTED = AuditEvent.Action.EXPORTED
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@teacher_required
@never_cache
def class_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The learners of a class with the takes of each week."""
    return _file(
        request,
        public_id,
        "csv",
        "text/csv; charset=utf-8",
        lambda page: csv_of(tables.learners(page)),
    )


@require_safe
@teacher_required
@never_cache
def class_xlsx(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole report, a sheet for each part."""
    return _file(
        request, public_id, "xlsx", XLSX, lambda page: xlsx_of(tables.all_tables(page))
    )


@require_safe
@teacher_required
@never_cache
def class_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole report as PDF."""
    school_class = class_for(request.user, public_id, Purpose.SHARE)
    context = {"school_class": school_class, "page": page_of(report_of(school_class))}
    response = _pdf(request, "teacher/print/class_report.html", context, school_class)
    note(request.user, EXPORTED, "class report", school_class)
    return response


@require_safe
@teacher_required
@never_cache
def plain_pdf(
    request: HttpRequest, public_id: UUID, enrolment_id: UUID
) -> HttpResponse:
    """One learner's report in plain words as PDF."""
    enrolment = learner_for(request.user, public_id, enrolment_id, Purpose.SHARE)
    note(request.user, EXPORTED, "report", enrolment)
    with translation.override(language_of(request)):
        context = plain_context(enrolment)
        name = enrolment.school_class
        return _pdf(request, "learner/print/plain_report.html", context, name)


def _file(
    request: HttpRequest,
    public_id: UUID,
    ending: str,
    content_type: str,
    make: Callable[[ClassPage], bytes],
) -> HttpResponse:
    school_class = class_for(request.user, public_id, Purpose.SHARE)
    content = make(page_of(report_of(school_class)))
    note(request.user, EXPORTED, "class report", school_class)
    return _download(content, content_type, school_class, ending)


def _pdf(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    school_class: SchoolClass,
) -> HttpResponse:
    """The PDF, or a page that explains how to print without one."""
    made_at = timezone.localtime()
    try:
        content = pdf_of(template, {**context, "made_at": made_at})
    except NoPdfError:
        return render(request, "teacher/no_pdf.html", dict(context), status=503)
    return _download(content, "application/pdf", school_class, "pdf")


def _download(
    content: bytes, content_type: str, school_class: SchoolClass, ending: str
) -> HttpResponse:
    name = slugify(school_class.name) or "class"
    day = timezone.localdate().isoformat()
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
