"""What helpers say about themselves, and their consent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.natives.models import Helper
from teaching_app.natives.services.helpers import About


class AgreementForm(forms.Form):
    """An adult who agrees to what the page says."""

    is_adult = forms.BooleanField(
        label=_("I am 18 or older."),
        error_messages={"required": _("Only adults can help here.")},
    )
    agrees = forms.BooleanField(
        label=_("I have read what happens with my recordings, and I agree."),
        error_messages={"required": _("Without your agreement nothing is recorded.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class HelperForm(AgreementForm):
    """A native as they describe themselves."""

    accent = forms.ChoiceField(
        label=_("Which English did you grow up with?"),
        choices=[("", _("Please choose")), *Helper.Accent.choices],
        error_messages={"required": _("Choose the one that is nearest.")},
    )
    region = forms.CharField(
        label=_("Where was that? (optional)"), max_length=80, required=False
    )
    age_range = forms.ChoiceField(
        label=_("How old are you?"),
        choices=Helper.AgeRange.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    sex = forms.ChoiceField(
        label=_("How do you describe yourself?"),
        choices=[*Helper.Sex.choices, ("", _("I would rather not say"))],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        help_text=_("Teachers or staff who invited you see it; learners never do."),
        max_length=80,
        required=False,
    )

    field_order = (
        "accent",
        "region",
        "age_range",
        "sex",
        "name",
        "is_adult",
        "agrees",
    )

    @property
    def about(self) -> About:
        """What they said, once the form is valid."""
        names = ("accent", "region", "age_range", "sex", "name")
        return About(**{name: self.cleaned_data[name] for name in names})
