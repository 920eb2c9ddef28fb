"""Signing in with a school's account: find its provider, then go there."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit
from uuid import UUID

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from teaching_app.lti.forms.sign_ons import AddressForm
from teaching_app.lti.selectors import sign_ons

logger = logging.getLogger(__name__)

UNAVAILABLE = 503


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and lead to the school that it belongs to."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = sign_ons.of_address(form.cleaned_data["address"])
        if found:
            return redirect("sign_on_school", found.public_id)
        form.add_error("address", _("No school with this address signs in this way."))
    status = 400 if form.errors else 200
    return render(request, "lti/sign_on.html", {"form": form}, status=status)


@require_safe
@never_cache
def school(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name the school and the site that asks for the password, with a link to it.

    It is a link and no form, as a form may not lead to another site here.
    """
    found = get_object_or_404(sign_ons.active(), public_id=public_id)
    provider = get_adapter().get_provider(request, found.public_id.hex)
    try:
        goes_to = provider.redirect(request, process="login").url
    except (OAuth2Error, requests.RequestException, KeyError, ValueError) as error:
        logger.warning("Provider of %s: %s", found.domain, error)
        context = {"reason": "no_provider"}
        return render(request, "lti/refused.html", context, status=UNAVAILABLE)
    context = {
        "sign_on": found,
        "goes_to": goes_to,
        "host": urlsplit(goes_to).hostname,
    }
    return render(request, "lti/sign_on_school.html", context)
