"""A school's own systems for rosters, for its administrators."""

from __future__ import annotations

import logging
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.lti.forms.one_roster import SERVICE_ERRORS, RosterSourceForm
from teaching_app.lti.forms.sign_ons import SecretForm
from teaching_app.lti.models import RosterSource
from teaching_app.lti.protocol.roster_service import RosterServiceError
from teaching_app.lti.services import roster_sources as service
from teaching_app.lti.services import rosters
from teaching_app.schools.models import Institution
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution

from .found import roster_source_of

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def roster_sources(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List an institution's systems, and add one."""
    institution = led_institution(request, public_id)
    form = RosterSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service.register(
                institution=institution, by=request.user, **form.cleaned_data
            )
        except service.KnownSourceError:
            form.add_error("base_url", _("This system is registered already."))
        else:
            messages.success(request, _("The system is registered."))
            return redirect("roster_sources", public_id)
    return _page(request, institution, form, status=400 if form.errors else 200)


@require_POST
@teacher_required
@never_cache
def roster_source(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read rosters of a system, replace its secret, or remove it."""
    source = roster_source_of(request, public_id)
    if "read" in request.POST:
        return _read(request, source)
    form = SecretForm(request.POST)
    if "remove" in request.POST:
        service.remove(source=source, by=request.user)
        messages.success(request, _("The system is removed. Classes stay."))
    elif form.is_valid():
        secret = form.cleaned_data["secret"]
        service.replace_secret(source=source, by=request.user, secret=secret)
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Enter the new secret."))
    return redirect("roster_sources", source.institution.public_id)


def _read(request: HttpRequest, source: RosterSource) -> HttpResponse:
    try:
        proposed = rosters.propose_from(source=source, by=request.user)
    except RosterServiceError as error:
        logger.info("Roster source %s: %s", source.public_id, error)
        messages.warning(request, SERVICE_ERRORS[error.code])
        return redirect("roster_sources", source.institution.public_id)
    return _page(request, source.institution, RosterSourceForm(), proposed=proposed)


def _page(
    request: HttpRequest,
    institution: Institution,
    form: RosterSourceForm,
    *,
    proposed: rosters.Proposed | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "institution": institution,
        "sources": institution.roster_sources.all(),
        "form": form,
        "secret_form": SecretForm(),
        "proposed": proposed,
    }
    return render(request, "lti/roster_sources.html", context, status=status)
