"""A new token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.api.scopes import Scope

DAYS = ((7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("one year")))


class TokenForm(forms.Form):
    """What it is for, what it may do, and how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_(
            "A name by which you will know it again, such as “our course page”."
        ),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing that it may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long is it valid?"), choices=DAYS, coerce=int, initial=90
    )

    @property
    def values(self) -> dict[str, Any]:
        """By the keywords of ``tokens.create``."""
        cleaned = self.cleaned_data
        valid_for = timedelta(days=cleaned["days"])
        return {
            "name": cleaned["name"],
            "scopes": cleaned["scopes"],
            "valid_for": valid_for,
        }


class WebhookForm(forms.Form):
    """Where messages are to be sent."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("It must start with https:// and be reachable from the Internet."),
    )
