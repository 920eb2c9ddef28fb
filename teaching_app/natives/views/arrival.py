"""A native opens an invitation, reads what it is for, and agrees."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.natives.errors import ClosedInvitationError
from teaching_app.natives.forms.helpers import AgreementForm, HelperForm
from teaching_app.natives.models import Invitation
from teaching_app.natives.permissions import (
    HelperRequest,
    LinkRequest,
    helper_required,
    too_many,
)
from teaching_app.natives.selectors import invitations
from teaching_app.natives.services import helpers
from teaching_app.schools import guesses


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def natives_invited(request: LinkRequest, token: str) -> HttpResponseBase:
    """Explain what it is for, and take in an adult who agrees."""
    if guesses.are_too_many(request):
        return too_many(request)
    invitation = invitations.of_token(token)
    if invitation is None:
        guesses.note_wrong(request)
        raise Http404
    request.token = token
    if not (invitations.is_open(invitation) and invitations.has_place(invitation)):
        return _closed(request, invitation)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _welcome(request, invitation, form)
    context = {"form": form, "invitation": invitation, **_agreement(invitation)}
    status = 400 if form.errors else 200
    return render(request, "natives/invited.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@helper_required
@never_cache
def helper_agree(request: HelperRequest) -> HttpResponse:
    """Ask a helper again, where the wording has changed."""
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        helpers.agree_anew(helper=request.helper)
        return redirect("helper_home", request.token)
    invitation = request.helper.invitation
    context = {"form": form, "token": request.token, **_agreement(invitation)}
    status = 400 if form.errors else 200
    return render(request, "natives/agree.html", context, status=status)


def _welcome(
    request: HttpRequest, invitation: Invitation, form: HelperForm
) -> HttpResponse:
    try:
        _helper, token = helpers.welcome(invitation=invitation, about=form.about)
    except ClosedInvitationError:  # somebody else took the last place meanwhile
        return _closed(request, invitation)
    messages.success(
        request, _("Thank you. Keep the address of this page: it is yours.")
    )
    return redirect("helper_home", token)


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"is_full": invitations.is_open(invitation)}
    return render(request, "natives/closed.html", context)


def _agreement(invitation: Invitation) -> dict[str, Any]:
    """Context of ``natives/agreement.html``."""
    return {
        "asks_listeners": invitation.asks_listeners and settings.EXPRESSION_ENABLED,
        "version": settings.NATIVE_CONSENT_VERSION,
    }
