"""An institution's learning platforms, for its administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.lti.forms.platforms import (
    KNOWN,
    NewPlatformForm,
    PlatformForm,
    initial_of,
)
from teaching_app.lti.services import platforms as service
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution

from .found import platform_of


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def platforms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List an institution's platforms, and register another."""
    institution = led_institution(request, public_id)
    form = NewPlatformForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            platform = service.register(
                institution=institution, by=request.user, **form.cleaned_data
            )
        except service.KnownPlatformError:
            form.add_error(None, KNOWN)
        else:
            messages.success(request, _("The platform is registered."))
            return redirect("lti_platform", platform.public_id)
    context = {
        "institution": institution,
        "platforms": institution.platforms.select_related("registration"),
        "form": form,
        "addresses": _addresses(request),
    }
    status = 400 if form.errors else 200
    return render(request, "lti/platforms.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def platform(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one platform and its deployments, and change it."""
    found = platform_of(request, public_id)
    form = PlatformForm(
        request.POST or None, instance=found.registration, initial=initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            service.change(platform=found, by=request.user, **form.cleaned_data)
        except service.KnownPlatformError:
            form.add_error(None, KNOWN)
        else:
            messages.success(request, _("Saved."))
            return redirect("lti_platform", public_id)
    context = {
        "platform": found,
        "form": form,
        "deployments": found.registration.deployments.order_by("pk"),
        "addresses": _addresses(request),
    }
    status = 400 if form.errors else 200
    return render(request, "lti/platform.html", context, status=status)


@require_POST
@teacher_required
def allow_deployment(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Let a deployment in, or keep it out."""
    found = platform_of(request, public_id)
    deployment = get_object_or_404(found.registration.deployments, pk=pk)
    service.allow(
        deployment=deployment, is_active="allow" in request.POST, by=request.user
    )
    return redirect("lti_platform", public_id)


@require_POST
@teacher_required
def remove_platform(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove a platform, where the box that says so is ticked."""
    found = platform_of(request, public_id)
    if "sure" not in request.POST:
        messages.warning(request, _("Tick the box if you are sure."))
        return redirect("lti_platform", public_id)
    institution = found.institution.public_id
    service.remove(platform=found, by=request.user)
    messages.success(request, _("The platform is removed. Accounts and classes stay."))
    return redirect("lti_platforms", institution)


def _addresses(request: HttpRequest) -> list[tuple[str, str, str]]:
    """What the platform's settings ask of this tool: id on the page, label, address."""
    names = (
        ("login", _("Initiate login URL"), "lti_login"),
        ("launch", _("Tool URL, redirection URI, content selection URL"), "lti_launch"),
        ("keys", _("Public keyset URL"), "lti_keys"),
    )
    return [
        (key, label, request.build_absolute_uri(reverse(name)))
        for key, label, name in names
    ]
