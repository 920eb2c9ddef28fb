"""The form that registers an identity provider by its metadata."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.lti.protocol import saml

from .platforms import checked
from .sign_ons import domain_of


class SamlForm(forms.Form):
    """The domain of a school's addresses, and metadata by address or as text."""

    domain = forms.CharField(
        label=_("Domain of your addresses"),
        help_text=_("As in school.example, without “@”."),
        max_length=253,
    )
    metadata_url = forms.URLField(
        label=_("Address of the metadata"),
        help_text=_("Read anew regularly, so that a new key is known."),
        max_length=300,
        assume_scheme="https",
        required=False,
    )
    metadata = forms.CharField(
        label=_("Or the metadata themselves (XML)"),
        max_length=saml.MAX_BYTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def clean_domain(self) -> str:
        """A domain in small letters."""
        return domain_of(self.cleaned_data["domain"])

    def clean_metadata_url(self) -> str:
        """An address that this server asks."""
        url = self.cleaned_data["metadata_url"]
        return checked(url) if url else ""

    def clean(self) -> dict[str, Any]:
        """Metadata that can be used, wherever they come from."""
        values = super().clean()
        url = values.get("metadata_url")
        if self.errors:
            return values
        try:
            values["metadata"] = saml.fetch(url) if url else values.get("metadata", "")
            saml.read(values["metadata"])
        except saml.MetadataError:
            field = "metadata_url" if url else "metadata"
            self.add_error(field, _("This is no metadata of an identity provider."))
        return values
