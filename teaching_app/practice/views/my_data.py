"""My data: what is stored about a learner, exporting it, and deleting it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Sum
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app import second_factor
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.feedback import styles
from teaching_app.practice.models import Consent, DataExport
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import consents, voices
from teaching_app.practice.services import consents as consents_service
from teaching_app.practice.services import erasure, exports

from .context import voices_for
from .ranges import file_response


@require_safe
@learner_required
@never_cache
def my_data(request: LearnerRequest) -> HttpResponse:
    """Show everything a learner can decide about their data."""
    takes = request.learner.recordings
    voice = voices.known(request.learner)
    context = {
        "n_takes": takes.count(),
        "size": takes.aggregate(total=Sum("size"))["total"] or 0,
        "consent": consents.in_force(request.learner, Consent.Purpose.PRACTICE),
        "expression_enabled": settings.EXPRESSION_ENABLED,
        "allows_expression": consents.allows_expression(request.learner),
        "voice": styles.voice_in_words(voice.takes if voice else None),
        **voices_for(request.learner),
        "retention_days": settings.RETENTION_DAYS,
        "may_use_second_factor": second_factor.may_use(request.user),
        **_exports(request),
    }
    return render(request, "learner/my_data.html", context)


@require_safe
@learner_required
@never_cache
def exports_partial(request: LearnerRequest) -> HttpResponse:
    """Respond with the exports and their progress."""
    return render(request, "learner/partials/exports.html", _exports(request))


@require_POST
@learner_required
def ask_export(request: LearnerRequest) -> HttpResponse:
    """Request an export."""
    exports.ask(learner=request.learner)
    return redirect("my_data")


@require_safe
@learner_required
def download_export(request: LearnerRequest, public_id: UUID) -> HttpResponseBase:
    """Serve an export to its learner alone."""
    copies = access.exports_for(request.user, Purpose.SHARE)
    export = get_object_or_404(copies, public_id=public_id)
    if not export.file:
        raise Http404
    response = file_response(
        export.file.open("rb"),
        range_header=request.headers.get("Range"),
        content_type="application/zip",
        name=f"intona-{export.created_at:%Y-%m-%d}.zip",
    )
    response["Content-Disposition"] = response["Content-Disposition"].replace(
        "inline", "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@learner_required
def choose_expression(request: LearnerRequest) -> HttpResponse:
    """Switch the comparison with styles on or off."""
    if not settings.EXPRESSION_ENABLED:
        raise Http404
    wanted = request.POST.get("wanted") == "yes"
    consents_service.choose_expression(learner=request.learner, wanted=wanted)
    messages.success(
        request,
        _("Styles are on.")
        if wanted
        else _("Styles are off, and what was found of them is deleted."),
    )
    return redirect("my_data")


@require_POST
@learner_required
def withdraw_consent(request: LearnerRequest) -> HttpResponse:
    """Withdraw consent."""
    consents_service.withdraw(learner=request.learner)
    messages.success(request, _("You no longer agree. No take is kept from now on."))
    return redirect("my_data")


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def erase_take(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Ask for confirmation, then delete a take permanently."""
    takes = access.takes_for(request.user, Purpose.DELETE)
    analysis = get_object_or_404(takes, public_id=public_id)
    if request.method == "POST":
        receipt = erasure.erase_take(recording=analysis.recording)
        return redirect("receipt", receipt.public_id)
    return render(request, "learner/erase_take.html", {"analysis": analysis})


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def erase_everything(request: LearnerRequest) -> HttpResponse:
    """Ask for confirmation, then delete the account with everything in it."""
    is_sure = request.POST.get("sure") == "yes"
    if request.method != "POST" or not is_sure:
        context = {"not_sure": request.method == "POST"}
        return render(request, "learner/erase_everything.html", context)
    receipt = erasure.erase_everything(learner=request.learner)
    logout(request)
    response = redirect("receipt", receipt.public_id)
    # Also clears unsent takes and cached pages in this browser.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _exports(request: LearnerRequest) -> dict[str, object]:
    copies: list[DataExport] = list(request.learner.exports.all())
    return {"exports": copies, "is_packing": any(copy.is_pending for copy in copies)}
