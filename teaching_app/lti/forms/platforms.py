"""Forms for registering a learning platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _
from lti_tool.models import LtiRegistration

from teaching_app.lti.models import Platform
from teaching_app.lti.protocol import outgoing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

MAX_ORIGINS = 8
KNOWN = _("This platform and client are registered already.")


def origin_of(url: str) -> str:
    """Scheme and host of an address, as a Content Security Policy names them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def checked(url: str) -> str:
    """The address, if this server may ask it."""
    try:
        outgoing.check(url)
    except requests.RequestException as error:
        raise forms.ValidationError(
            _("Expected a public address that begins with https://."), code="address"
        ) from error
    return url


def _address(label: StrPromise) -> forms.URLField:
    return forms.URLField(label=label, max_length=200, assume_scheme="https")


class OriginsField(forms.CharField):
    """Addresses separated by blanks, of which scheme and host are kept."""

    def clean(self, value: Any) -> list[str]:
        """Refuse what is no address of a site."""
        origins = []
        for part in super().clean(value).split():
            parts = urlsplit(part)
            is_plain = parts.netloc.replace(".", "").replace("-", "").replace(":", "")
            if parts.scheme not in ("https", "http") or not is_plain.isalnum():
                raise forms.ValidationError(
                    _("Expected addresses such as https://moodle.example."),
                    code="origins",
                )
            origins.append(origin_of(part))
        return list(dict.fromkeys(origins))[:MAX_ORIGINS]


class PlatformForm(forms.ModelForm):
    """What an administrator copies from the settings of a platform."""

    auth_url = _address(_("Authentication request URL"))
    token_url = _address(_("Access token URL"))
    keyset_url = _address(_("Public keyset URL"))
    frame_origins = OriginsField(
        label=_("Sites that may show our pages in a frame"),
        required=False,
        max_length=500,
        help_text=_(
            "Separated by blanks. Left empty, it is the site of the addresses above; a "
            "hosted platform may have one of its own for your school."
        ),
    )
    admits_teachers = forms.BooleanField(
        label=_("Teachers of its courses join our staff as teachers"),
        required=False,
        initial=True,
    )

    class Meta:
        model = LtiRegistration
        fields = (
            "name",
            "issuer",
            "client_id",
            "auth_url",
            "token_url",
            "keyset_url",
            "audience",
        )
        labels = {
            "name": _("Name"),
            "issuer": _("Platform ID (issuer)"),
            "client_id": _("Client ID"),
            "audience": _("Audience of access tokens (rarely needed)"),
        }
        error_messages = {NON_FIELD_ERRORS: {"unique_together": KNOWN}}

    field_order = ("name", "issuer", "client_id", "auth_url", "token_url", "keyset_url")

    def clean_issuer(self) -> str:
        """Text without blanks: some platforms write a name, most an address."""
        return str(self.cleaned_data["issuer"]).strip()

    def clean_auth_url(self) -> str:
        """An address that browsers are sent to."""
        return checked(self.cleaned_data["auth_url"])

    def clean_token_url(self) -> str:
        """An address that this server asks."""
        return checked(self.cleaned_data["token_url"])

    def clean_keyset_url(self) -> str:
        """An address that this server asks."""
        return checked(self.cleaned_data["keyset_url"])

    def clean(self) -> dict[str, Any]:
        """Propose the sites that may show frames."""
        values = super().clean()
        if not values.get("frame_origins"):
            urls = (values.get("issuer", ""), values.get("auth_url", ""))
            origins = (origin_of(u) for u in urls if u.startswith("http"))
            values["frame_origins"] = list(dict.fromkeys(origins))
        return values


class NewPlatformForm(PlatformForm):
    """The same with the first deployment."""

    deployment_id = forms.CharField(label=_("Deployment ID"), max_length=255)

    field_order = ("name", "issuer", "client_id", "deployment_id")


def initial_of(platform: Platform) -> dict[str, Any]:
    """What a form of a known platform shows beside its registration."""
    return {
        "frame_origins": " ".join(platform.frame_origins),
        "admits_teachers": platform.admits_teachers,
    }
