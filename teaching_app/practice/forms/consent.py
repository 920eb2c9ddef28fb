"""Consent to being recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

OF_AGE, YOUNGER = "of_age", "younger"


class ConsentForm(forms.Form):
    """Who agrees, with a guardian for young learners, and what is optional."""

    age = forms.ChoiceField(
        choices=((OF_AGE, OF_AGE), (YOUNGER, YOUNGER)),
        error_messages={"required": _("Say how old you are.")},
    )
    guardian_name = forms.CharField(required=False, max_length=120)
    guardian_agrees = forms.BooleanField(required=False)
    expression = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.CONSENT_AGE == 0:  # no minimum age here
            del self.fields["age"]

    @property
    def asks_age(self) -> bool:
        return "age" in self.fields

    def clean(self) -> dict[str, Any]:
        """Require a guardian for young learners; drop one who is not needed."""
        values = super().clean()
        if values.get("age") != YOUNGER:
            values["guardian_name"] = ""
            return values
        if not values.get("guardian_name"):
            self.add_error("guardian_name", _("Write the guardian’s full name."))
        if not values.get("guardian_agrees"):
            self.add_error("guardian_agrees", _("A parent or guardian must agree."))
        return values
