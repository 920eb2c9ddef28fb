"""Schools, their staff, and the log."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.models.institution import Role

from .dates import DayInput


class StartForm(forms.Form):
    """Where somebody teaches; ``alone`` is the button for those without a school."""

    name = forms.CharField(
        label=_("Name of your school"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Write at most 120 letters.")},
    )
    alone = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        """Require a name for the school, unless one teaches alone."""
        values = super().clean()
        if values.get("alone"):
            values["name"] = ""
        elif not values.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name of your school."))
        return values


class InstitutionForm(forms.ModelForm):
    """Its name, and whether its staff need a second factor."""

    class Meta:
        model = Institution
        fields = ("name", "needs_second_factor")
        labels = {
            "name": _("Name"),
            "needs_second_factor": _("Staff need a second factor to sign in"),
        }
        help_texts = {
            "needs_second_factor": _(
                "Whoever has none is asked to set it up before the pages of classes open."
            ),
        }


class InvitationForm(forms.Form):
    """The role, and the e-mail address where the invitation is for one alone."""

    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.TEACHER
    )
    email = forms.EmailField(
        label=_("Email address (optional)"),
        required=False,
        help_text=_("Then the link works only for an account with this address."),
    )


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(choices=Role.choices)


class LogForm(forms.Form):
    """Filters of the log; invalid ones are ignored."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    action = forms.ChoiceField(
        label=_("What was done"),
        choices=[("", _("anything")), *AuditEvent.Action.choices],
        required=False,
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To"), required=False, widget=DayInput())

    def __init__(self, *args: object, people: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in people]
        self.fields["person"].choices = [("", _("anybody")), *named]

    @property
    def filters(self) -> dict[str, object]:
        """Keyword arguments for ``audit_log.events``."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
