"""Forms of OneRoster: an export, and a system that gives rosters by REST."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teaching_app.lti.models import RosterSource
from teaching_app.lti.one_roster import CLASSES, ENROLMENTS, MAX_BYTES, USERS

from .platforms import checked

SERVICE_ERRORS = {
    "no_answer": gettext_lazy("Your system does not answer. Look at both addresses."),
    "refused": gettext_lazy(
        "Your system refuses: look at the client ID, the secret and what they may read."
    ),
    "unreadable": gettext_lazy("Your system answers with something we cannot read."),
    "too_large": gettext_lazy("Your system answers with more than we read."),
    "too_slow": gettext_lazy("Your system answers too slowly. Try again later."),
}


def said_of(code: str) -> str:
    """What is said of an export that cannot be read, by the code of the error."""
    if code == "too_large":
        return _("The file is too large.")
    if code in (CLASSES, USERS, ENROLMENTS):
        return _("“%(name)s” is missing in the file.") % {"name": code}
    return _("This is not a OneRoster export that we can read.")


class ExportForm(forms.Form):
    """A ZIP file."""

    file = forms.FileField(
        label=gettext_lazy("OneRoster 1.1 or 1.2 export (ZIP)"),
        help_text=gettext_lazy("With classes.csv, users.csv and enrollments.csv."),
    )

    @property
    def content(self) -> bytes:
        """The content to read; of an oversized file only enough to detect that."""
        content: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return content


class RosterSourceForm(forms.ModelForm):
    """What an administrator copies from the settings of the school's system."""

    base_url = forms.URLField(
        label=gettext_lazy("Address of the rostering service"),
        help_text=gettext_lazy(
            "Up to “/v1p2”, as in "
            "https://sis.school.example/ims/oneroster/rostering/v1p2."
        ),
        max_length=300,
        assume_scheme="https",
    )
    token_url = forms.URLField(
        label=gettext_lazy("Access token URL"), max_length=300, assume_scheme="https"
    )
    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = RosterSource
        fields = ("base_url", "token_url", "client_id")
        labels = {"client_id": gettext_lazy("Client ID")}

    field_order = ("base_url", "token_url", "client_id", "secret")

    def clean_base_url(self) -> str:
        """An address that this server asks, without the slash at its end."""
        return checked(self.cleaned_data["base_url"]).rstrip("/")

    def clean_token_url(self) -> str:
        """An address that this server asks."""
        return checked(self.cleaned_data["token_url"])
