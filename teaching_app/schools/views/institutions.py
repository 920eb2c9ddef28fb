"""An institution's page for its administrators: staff, invitations, name, rules."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.schools import access
from teaching_app.schools.errors import LastAdminError
from teaching_app.schools.forms.institutions import (
    InstitutionForm,
    InvitationForm,
    RoleForm,
)
from teaching_app.schools.models import Institution, Membership
from teaching_app.schools.models.institution import Role
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import institutions, invitations
from teaching_app.schools.services import institutions as service
from teaching_app.schools.services import invitations as invitations_service
from teaching_app.schools.services import memberships
from teaching_app.schools.staff import memberships_of

from .found import led_institution


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_institution(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show staff and settings; save the name and the second-factor rule."""
    institution = led_institution(request, public_id)
    form = InstitutionForm(request.POST or None, instance=copy(institution))
    if request.method == "POST" and form.is_valid():
        service.change(institution=institution, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("teach_institution", public_id)
    return _page(request, institution, form=form)


@require_POST
@teacher_required
def teach_invite(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Create an invitation link."""
    institution = led_institution(request, public_id)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, institution, invitation_form=form)
    invitations_service.invite(
        institution=institution, by=request.user, **form.cleaned_data
    )
    messages.success(request, _("The link is ready: send it to the person you invite."))
    return redirect(f"{reverse('teach_institution', args=[public_id])}#invitations")


@require_POST
@teacher_required
def teach_withdraw_invitation(
    request: HttpRequest, public_id: UUID, pk: int
) -> HttpResponse:
    """Withdraw an unused link."""
    open_ones = invitations.open_of(led_institution(request, public_id))
    invitation = get_object_or_404(open_ones, pk=pk)
    invitations_service.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("That link no longer works."))
    return redirect("teach_institution", public_id)


@require_POST
@teacher_required
def teach_change_role(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Change a staff member's role."""
    membership = _member(request, public_id, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            memberships.change_role(
                membership=membership, role=form.cleaned_data["role"], by=request.user
            )
            messages.success(request, _("Saved."))
        except LastAdminError:
            _say_last_admin(request)
    return _back_unless_gone(request, public_id)


@require_POST
@teacher_required
def teach_end_membership(
    request: HttpRequest, public_id: UUID, pk: int
) -> HttpResponse:
    """Remove somebody from the staff."""
    _end(request, _member(request, public_id, pk))
    return _back_unless_gone(request, public_id)


@require_POST
@teacher_required
def teach_leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave the staff oneself."""
    own = memberships_of(request.user).filter(institution__public_id=public_id)
    membership = get_object_or_404(own)
    if _end(request, membership) and not memberships_of(request.user).exists():
        return redirect("phrase_list")
    return redirect("teach_home")


def _page(
    request: HttpRequest,
    institution: Institution,
    *,
    form: InstitutionForm | None = None,
    invitation_form: InvitationForm | None = None,
) -> HttpResponse:
    form = form or InstitutionForm(instance=copy(institution))
    invitation_form = invitation_form or InvitationForm()
    links = [
        (invitation, _address(request, invitation.token))
        for invitation in invitations.open_of(institution)
    ]
    context = {
        "institution": institution,
        "form": form,
        "invitation_form": invitation_form,
        "staff": list(institutions.staff_of(institution)),
        "roles": Role.choices,
        "links": links,
    }
    status = 400 if form.errors or invitation_form.errors else 200
    return render(request, "teacher/institution.html", context, status=status)


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("teach_invitation", args=[token]))


def _member(request: HttpRequest, public_id: UUID, pk: int) -> Membership:
    return get_object_or_404(
        institutions.staff_of(led_institution(request, public_id)), pk=pk
    )


def _end(request: HttpRequest, membership: Membership) -> bool:
    try:
        memberships.end(membership=membership, by=request.user)
    except LastAdminError:
        _say_last_admin(request)
        return False
    messages.success(request, _("No longer on the staff."))
    return True


def _say_last_admin(request: HttpRequest) -> None:
    messages.warning(
        request, _("The last administrator stays: make somebody else one first.")
    )


def _back_unless_gone(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Redirect to the institution, or home after giving up one's own rights."""
    if access.led_institutions(request.user).filter(public_id=public_id).exists():
        return redirect("teach_institution", public_id)
    if memberships_of(request.user).exists():
        return redirect("teach_home")
    return redirect("phrase_list")
