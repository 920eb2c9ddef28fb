"""The audit log, on the page and as a file."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from teaching_app.schools.csv_files import csv_response
from teaching_app.schools.forms.institutions import LogForm
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import audit_log
from teaching_app.schools.services import audit

from .found import led_institution

LINES_PER_PAGE = 50
HEAD = ("at", "person", "action", "what", "learner", "details")


@require_safe
@teacher_required
@never_cache
def teach_audit_log(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who saw, heard, exported or changed what."""
    institution = led_institution(request, public_id)
    form = _form(request, institution)
    found = audit_log.events(institution, **form.filters)
    page = Paginator(found, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"institution": institution, "form": form, "page": page}
    return render(request, "teacher/audit_log.html", context)


@require_safe
@teacher_required
def teach_audit_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same entries as a file; the export itself is logged."""
    institution = led_institution(request, public_id)
    filters = _form(request, institution).filters
    found = audit_log.events(institution, **filters)
    lines = [_line(event) for event in found]
    audit.note(
        actor=request.user,
        action=AuditEvent.Action.EXPORTED,
        what="log",
        institution=institution,
        details={"lines": len(lines)},
    )
    return csv_response([HEAD, *lines], name=f"log-{timezone.localdate()}.csv")


def _line(event: AuditEvent) -> tuple[Any, ...]:
    at = timezone.localtime(event.at).isoformat(timespec="seconds")
    learner = event.learner.user.get_username() if event.learner else ""
    return (at, event.actor_name, event.action, event.what, learner, _plain(event))


def _plain(event: AuditEvent) -> str:
    """The details in machine-readable form."""
    return json.dumps(event.details, ensure_ascii=False)


def _form(request: HttpRequest, institution: Institution) -> LogForm:
    return LogForm(request.GET, people=audit_log.people(institution))
