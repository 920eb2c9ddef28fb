"""Forms of sign-on: registering a provider, and finding one by an address."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.lti.models import SignOn

from .platforms import checked

GOOGLE = "https://accounts.google.com"
MICROSOFT = "https://login.microsoftonline.com/{tenant}/v2.0"
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
TENANT = re.compile(r"[0-9a-fA-F-]{36}|[\w.-]+\.[a-z]{2,}")


def domain_of(text: str) -> str:
    """A domain in small letters; ``ValidationError`` if it is none."""
    domain = text.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(domain):
        raise forms.ValidationError(
            _("Expected a domain such as school.example."), code="domain"
        )
    return domain


class SignOnForm(forms.ModelForm):
    """What an administrator copies from the settings of a provider."""

    kind = forms.ChoiceField(
        label=_("Provider"),
        choices=[kind for kind in SignOn.Kind.choices if kind[0] != SignOn.Kind.SAML],
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=255)

    tenant = forms.CharField(
        label=_("Directory (tenant) ID"),
        help_text=_("For Microsoft alone."),
        required=False,
        max_length=100,
    )
    issuer = forms.CharField(
        label=_("Issuer URL"),
        help_text=_("For another OpenID Connect provider alone."),
        required=False,
        max_length=300,
    )
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = SignOn
        fields = ("kind", "domain", "client_id")
        labels = {
            "domain": _("Domain of your addresses"),
        }
        help_texts = {"domain": _("As in school.example, without “@”.")}

    field_order = ("kind", "domain", "tenant", "issuer", "client_id", "secret")

    def clean_domain(self) -> str:
        """A domain in small letters."""
        return domain_of(self.cleaned_data["domain"])

    def clean(self) -> dict[str, Any]:
        """The issuer by the kind of provider."""
        values = super().clean()
        kind, tenant = values.get("kind"), values.pop("tenant", "")
        if kind == SignOn.Kind.GOOGLE:
            values["issuer"] = GOOGLE
        elif kind == SignOn.Kind.MICROSOFT:
            # "common" or "organizations" would let every other school's tenant in.
            if not TENANT.fullmatch(tenant):
                self.add_error("tenant", _("Enter the ID of your own directory."))
            values["issuer"] = MICROSOFT.format(tenant=tenant)
        else:
            self._check_issuer(values)
        return values

    def _check_issuer(self, values: dict[str, Any]) -> None:
        try:
            checked(values.get("issuer", ""))
        except forms.ValidationError as error:
            self.add_error("issuer", error)


class SecretForm(forms.Form):
    """A new client secret."""

    secret = forms.CharField(
        label=_("New client secret"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class AddressForm(forms.Form):
    """The address somebody has at school."""

    address = forms.CharField(
        label=_("Your e-mail address at school, or what follows its “@”"),
        max_length=320,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
    )
