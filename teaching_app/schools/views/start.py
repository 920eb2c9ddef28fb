"""Becoming a teacher: by opening a school, by request, or by invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.schools.errors import AlreadyStaffError, UsedInvitationError
from teaching_app.schools.forms.institutions import StartForm
from teaching_app.schools.models import Invitation, TeacherRequest
from teaching_app.schools.selectors import invitations
from teaching_app.schools.services import institutions, teacher_requests
from teaching_app.schools.services import invitations as invitations_service


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def teach_start(request: HttpRequest) -> HttpResponse:
    """Become a teacher: open a school, request one, or read how to be invited."""
    form = StartForm(request.POST or None)
    is_sent = request.method == "POST" and settings.TEACHING != "invitation"
    if is_sent and form.is_valid():
        return _started(request, form.cleaned_data["name"])
    context = {
        "form": form,
        "teaching": settings.TEACHING,
        "asked": TeacherRequest.objects.filter(user=request.user).first(),
    }
    status = 400 if form.errors else 200
    return render(request, "teacher/start.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def teach_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and join the staff."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("institution"), token=token
    )
    if request.method == "POST":
        try:
            invitations_service.accept(invitation=invitation, by=request.user)
        except AlreadyStaffError:
            return redirect("teach_home")
        except UsedInvitationError:
            return redirect("teach_invitation", token)
        school = invitation.institution.name
        messages.success(request, _("Welcome to %(school)s.") % {"school": school})
        return redirect("teach_home")
    context = {
        "invitation": invitation,
        "is_open": invitations.is_open(invitation),
        "is_for_them": invitations.is_for(invitation, request.user),
    }
    return render(request, "teacher/invitation.html", context)


def _started(request: HttpRequest, name: str) -> HttpResponse:
    if settings.TEACHING == "approval":
        teacher_requests.ask(user=request.user, institution_name=name)
        return redirect("teach_start")
    institutions.start(by=request.user, name=name)
    return redirect("teach_home")
