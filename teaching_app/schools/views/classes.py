"""Create, change, copy, archive and delete classes."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.forms.classes import (
    ClassSettingsForm,
    ClassStaffForm,
    CopyForm,
    GroupForm,
    NewClassForm,
)
from teaching_app.schools.models import SchoolClass
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import classes, institutions
from teaching_app.schools.services import class_copies
from teaching_app.schools.services import classes as service


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_class_new(request: HttpRequest) -> HttpResponse:
    """Create a class."""
    where = institutions.where_teaching(request.user)
    if not where.exists():
        raise Http404
    form = NewClassForm(request.POST or None, institutions=where)
    if request.method == "POST" and form.is_valid():
        school_class = service.create(
            institution=form.where, by=request.user, **form.values
        )
        messages.success(
            request, _("The class is there. Now let your learners join it.")
        )
        return redirect("teach_class_settings", school_class.public_id)
    status = 400 if form.errors else 200
    return render(request, "teacher/class_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_class_settings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All settings of a class."""
    school_class = class_to_change(request, public_id)
    form = ClassSettingsForm(request.POST or None, instance=copy(school_class))
    if request.method == "POST" and form.is_valid():
        service.change(school_class=school_class, by=request.user, **form.values)
        messages.success(request, _("Saved."))
        return redirect("teach_class_settings", public_id)
    context = {
        "school_class": school_class,
        "form": form,
        "groups": school_class.groups.all(),
        "group_form": GroupForm(),
        "staff": school_class.staff.select_related("membership__user"),
        "staff_form": ClassStaffForm(memberships=institutions.not_in(school_class)),
    }
    status = 400 if form.errors else 200
    return render(request, "teacher/class_settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_class_copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Copy a class for the next term."""
    source = class_to_change(request, public_id)
    form = CopyForm(request.POST or None, initial=CopyForm.after(source))
    if request.method == "POST" and form.is_valid():
        target = class_copies.copy(source=source, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            _(
                "The new class is there, with the assignments as drafts and no learners."
            ),
        )
        return redirect("teach_class_settings", target.public_id)
    context = {"school_class": source, "form": form}
    status = 400 if form.errors else 200
    return render(request, "teacher/class_copy.html", context, status=status)


@require_POST
@teacher_required
def teach_class_archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Archive a class, or reopen it."""
    school_class = class_to_change(request, public_id)
    if school_class.archived_at:
        service.reopen(school_class=school_class, by=request.user)
        messages.success(request, _("The class is out of the archive."))
    else:
        service.archive(school_class=school_class, by=request.user)
        messages.success(request, _("The class is in the archive."))
    return redirect("teach_class_settings", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_class_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what would be deleted, confirm, and delete it."""
    classes_to_delete = access.classes_to(request.user, Purpose.DELETE)
    school_class = get_object_or_404(classes_to_delete, public_id=public_id)
    is_sure = request.POST.get("sure") == "yes"
    if is_sure:
        receipt = service.erase(school_class=school_class, by=request.user)
        return redirect("receipt", receipt.public_id)
    context = {
        "school_class": school_class,
        "not_sure": request.method == "POST",
        **classes.counts_of(school_class),
    }
    return render(request, "teacher/class_delete.html", context)


def class_to_change(request: HttpRequest, public_id: UUID) -> SchoolClass:
    """A class whose settings an account may change; 404 otherwise."""
    found = access.classes_to(request.user, Purpose.CHANGE)
    return get_object_or_404(found.select_related("institution"), public_id=public_id)
