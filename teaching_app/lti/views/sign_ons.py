"""An institution's sign-on, for its administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from teaching_app.lti.forms.sign_ons import SecretForm, SignOnForm
from teaching_app.lti.services import sign_ons as service
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution

from .found import sign_on_of


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def sign_ons(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List an institution's providers, and add one."""
    institution = led_institution(request, public_id)
    form = SignOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service.register(
                institution=institution, by=request.user, **form.cleaned_data
            )
        except service.KnownDomainError:
            form.add_error("domain", _("This domain has a sign-on already."))
        else:
            messages.success(request, _("The sign-on is set up. Try it by its link."))
            return redirect("sign_ons", public_id)
    rows = [
        (
            found,
            request.build_absolute_uri(
                reverse("sign_on_school", args=[found.public_id])
            ),
            request.build_absolute_uri(
                reverse("openid_connect_callback", args=[found.public_id.hex])
            ),
        )
        for found in institution.sign_ons.all()
    ]
    context = {
        "institution": institution,
        "rows": rows,
        "form": form,
        "secret_form": SecretForm(),
    }
    status = 400 if form.errors else 200
    return render(request, "lti/sign_ons.html", context, status=status)


@require_POST
@teacher_required
def change_sign_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Replace the secret, stop, resume or remove a provider."""
    sign_on = sign_on_of(request, public_id)
    institution = sign_on.institution.public_id
    form = SecretForm(request.POST)
    if "remove" in request.POST:
        service.remove(sign_on=sign_on, by=request.user)
        messages.success(request, _("The sign-on is removed. Accounts stay."))
    elif "stop" in request.POST or "resume" in request.POST:
        service.switch(
            sign_on=sign_on, by=request.user, is_active="resume" in request.POST
        )
        messages.success(request, _("Saved."))
    elif form.is_valid():
        secret = form.cleaned_data["secret"]
        service.replace_secret(sign_on=sign_on, by=request.user, secret=secret)
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Enter the new secret."))
    return redirect("sign_ons", institution)
