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

from teaching_app.lti.forms.saml import SamlForm
from teaching_app.lti.forms.sign_ons import SecretForm, SignOnForm
from teaching_app.lti.models import SignOn
from teaching_app.lti.protocol import saml
from teaching_app.lti.services import sign_ons as service
from teaching_app.schools.models import Institution
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.views.found import led_institution

from .found import sign_on_of

SAML_IDS = "saml_%s"  # beside another form with fields of these names


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
    return _page(request, institution, form=form)


@require_POST
@teacher_required
@never_cache
def add_saml(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add an identity provider that speaks SAML, where that is installed."""
    institution = led_institution(request, public_id)
    if not saml.is_available():
        messages.warning(request, _("SAML is not installed on this site."))
        return redirect("sign_ons", public_id)
    form = SamlForm(request.POST, auto_id=SAML_IDS)
    if form.is_valid():
        try:
            service.register_saml(
                institution=institution, by=request.user, **form.cleaned_data
            )
        except service.KnownDomainError:
            form.add_error("domain", _("This domain has a sign-on already."))
        else:
            messages.success(request, _("The sign-on is set up. Try it by its link."))
            return redirect("sign_ons", public_id)
    return _page(request, institution, saml_form=form)


def _page(
    request: HttpRequest,
    institution: Institution,
    *,
    form: SignOnForm | None = None,
    saml_form: SamlForm | None = None,
) -> HttpResponse:
    sent = form or saml_form
    context = {
        "institution": institution,
        "rows": [_row(request, found) for found in institution.sign_ons.all()],
        "form": form or SignOnForm(),
        "saml_form": (saml_form or SamlForm(auto_id=SAML_IDS))
        if saml.is_available()
        else None,
        "secret_form": SecretForm(),
    }
    status = 400 if sent and sent.errors else 200
    return render(request, "lti/sign_ons.html", context, status=status)


def _row(
    request: HttpRequest, sign_on: SignOn
) -> tuple[SignOn, str, list[tuple[str, ...]]]:
    """A provider, the link to sign in by it, and the addresses that it asks for."""
    number = sign_on.public_id.hex
    link = reverse("sign_on_school", args=[sign_on.public_id])
    if sign_on.kind != SignOn.Kind.SAML:
        wanted = {_("Redirect URI, for the provider"): "openid_connect_callback"}
    elif saml.is_available():
        wanted = {
            _("Entity ID and metadata, for the provider"): "saml_metadata",
            _("Assertion consumer service (ACS), for the provider"): "saml_acs",
        }
    else:
        wanted = {}
    addresses = [
        (label, request.build_absolute_uri(reverse(name, args=[number])), name + number)
        for label, name in wanted.items()
    ]
    return sign_on, request.build_absolute_uri(link), addresses


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
