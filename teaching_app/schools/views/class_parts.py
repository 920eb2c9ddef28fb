"""Changes to parts of a class: groups, staff, how learners join."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from teaching_app.schools.forms.classes import ClassStaffForm, GroupForm
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import institutions
from teaching_app.schools.services import class_parts, classes

from .classes import class_to_change


@require_POST
@teacher_required
def teach_class_joining(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open or close joining, or renew code and link."""
    school_class = class_to_change(request, public_id)
    wanted = request.POST.get("wanted")
    if wanted == "renew":
        classes.renew_code(school_class=school_class, by=request.user)
        messages.success(request, _("New code and link; the earlier ones are dead."))
    elif wanted in ("open", "close"):
        is_open = wanted == "open" and school_class.archived_at is None
        classes.set_joining(school_class=school_class, is_open=is_open, by=request.user)
        messages.success(
            request,
            _("Learners can join now.") if is_open else _("Nobody can join any more."),
        )
    return _back(public_id, "joining")


@require_POST
@teacher_required
def teach_add_group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Create a group."""
    school_class = class_to_change(request, public_id)
    form = GroupForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        class_parts.add_group(school_class=school_class, name=name, by=request.user)
    return _back(public_id, "groups")


@require_POST
@teacher_required
def teach_remove_group(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Delete a group."""
    school_class = class_to_change(request, public_id)
    group = get_object_or_404(school_class.groups.all(), pk=pk)
    class_parts.remove_group(group=group, by=request.user)
    return _back(public_id, "groups")


@require_POST
@teacher_required
def teach_add_class_staff(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a colleague to the class."""
    school_class = class_to_change(request, public_id)
    form = ClassStaffForm(request.POST, memberships=institutions.not_in(school_class))
    if form.is_valid():
        class_parts.add_staff(
            school_class=school_class,
            membership=form.cleaned_data["membership"],
            by=request.user,
        )
    return _back(public_id, "staff")


@require_POST
@teacher_required
def teach_remove_class_staff(
    request: HttpRequest, public_id: UUID, pk: int
) -> HttpResponse:
    """Remove a colleague, or oneself, from the class."""
    school_class = class_to_change(request, public_id)
    staff = get_object_or_404(
        school_class.staff.select_related("membership__user", "school_class"), pk=pk
    )
    class_parts.remove_staff(staff=staff, by=request.user)
    if staff.membership.user_id == request.user.pk:
        return redirect("teach_home")
    return _back(public_id, "staff")


def _back(public_id: UUID, part: str) -> HttpResponse:
    return redirect(f"{reverse('teach_class_settings', args=[public_id])}#{part}")
