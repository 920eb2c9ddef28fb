"""The form that takes a OneRoster export."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teaching_app.lti.one_roster import CLASSES, ENROLMENTS, MAX_BYTES, USERS


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
        label=gettext_lazy("OneRoster 1.1 export (ZIP)"),
        help_text=gettext_lazy("With classes.csv, users.csv and enrollments.csv."),
    )

    @property
    def content(self) -> bytes:
        """The content to read; of an oversized file only enough to detect that."""
        content: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return content
