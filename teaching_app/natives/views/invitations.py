"""Inviting natives: for a teacher's phrases, or by site staff for the library's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.natives import access, tokens, words
from teaching_app.natives.forms.invitations import InvitationForm
from teaching_app.natives.models import Invitation
from teaching_app.natives.permissions import inviter_required
from teaching_app.natives.selectors import approval, invitations, listening
from teaching_app.natives.services import invitations as service
from teaching_app.schools import qr
from teaching_app.schools.models import Institution
from teaching_app.schools.staff import TEACHING, institutions_for

LIBRARY = "library"


@require_safe
@inviter_required
@never_cache
def natives(request: HttpRequest) -> HttpResponse:
    """The invitations, and what waits for the account."""
    found = invitations.newest(access.invitations_to(request.user))
    context = {
        "invitations": [(one, invitations.progress(one)) for one in found],
        "places": _places(request),
        "n_to_approve": approval.queue_of(request.user).count(),
        "expression_enabled": settings.EXPRESSION_ENABLED,
        "n_to_hear": listening.for_account(request.user).count(),
    }
    return render(request, "natives/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inviter_required
@never_cache
def natives_invite(request: HttpRequest, place: str) -> HttpResponse:
    """Choose what is to be read, and make the link."""
    institution = _institution(request, place)
    phrases = access.phrases_for(request.user, institution)
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        phrases=phrases.order_by("level", "order", "slug"),
    )
    if request.method == "POST" and form.is_valid():
        made = service.invite(
            by=request.user, institution=institution, wanted=form.wanted
        )
        messages.success(request, _("The link is ready. Send it to native speakers."))
        return redirect("natives_invitation", made.public_id)
    context = {"form": form, "institution": institution, "has_any": phrases.exists()}
    status = 400 if form.errors else 200
    return render(request, "natives/invite.html", context, status=status)


@require_safe
@inviter_required
@never_cache
def natives_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One invitation: its link, its helpers, and how far they are."""
    invitation = _invitation(request, public_id)
    address = reverse("natives_invited", args=[tokens.of_invitation(public_id)])
    link = request.build_absolute_uri(address)
    context = {
        "invitation": invitation,
        "is_open": invitations.is_open(invitation),
        "link": link,
        "qr": qr.as_svg(link),
        "progress": invitations.progress(invitation),
        "phrases": invitation.phrases.order_by("order", "slug"),
        "styles": [words.style_in_words(style) for style in invitation.styles],
        "helpers": invitation.helpers.prefetch_related("recordings"),
        "is_own": invitation.invited_by == request.user,
    }
    return render(request, "natives/invitation.html", context)


@require_POST
@inviter_required
def natives_revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close an invitation."""
    invitation = _invitation(request, public_id)
    service.revoke(invitation=invitation, by=request.user)
    messages.success(request, _("The link is closed. What was recorded stays."))
    return redirect("natives_invitation", public_id)


def _invitation(request: HttpRequest, public_id: UUID) -> Invitation:
    found = invitations.newest(access.invitations_to(request.user))
    return get_object_or_404(found, public_id=public_id)


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    """For whose phrases the account may invite."""
    schools = [
        {"place": one.public_id, "name": one.name}
        for one in institutions_for(request.user, TEACHING).order_by("name")
    ]
    if access.is_site_staff(request.user):
        schools.append({"place": LIBRARY, "name": _("the library of this site")})
    return schools


def _institution(request: HttpRequest, place: str) -> Institution | None:
    """The institution of an address; none for the library, which site staff invite for."""
    if place == LIBRARY and access.is_site_staff(request.user):
        return None
    try:
        public_id = UUID(place)
    except ValueError as error:
        raise Http404 from error
    schools = institutions_for(request.user, TEACHING)
    return get_object_or_404(schools, public_id=public_id)
