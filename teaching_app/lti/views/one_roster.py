"""Taking in a school's OneRoster export, for its administrators."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.lti.forms.one_roster import ExportForm, said_of
from teaching_app.lti.one_roster import OneRosterError
from teaching_app.lti.services import rosters
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def one_roster(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read an export, and link the preview of each class's roster."""
    institution = led_institution(request, public_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, proposed = ExportForm(*sent), None
    if form.is_valid():
        try:
            proposed = rosters.propose(
                institution=institution,
                file_name=form.cleaned_data["file"].name,
                content=form.content,
                by=request.user,
            )
        except OneRosterError as error:
            form.add_error("file", said_of(error.code))
    context = {"institution": institution, "form": form, "proposed": proposed}
    status = 400 if form.errors else 200
    return render(request, "lti/one_roster.html", context, status=status)
