"""The form of an institution's record store."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RecordStoreForm(forms.Form):
    """What an administrator copies from the settings of the record store."""

    url = forms.CharField(
        label=_("xAPI endpoint"),
        help_text=_("As in https://lrs.school.example/xapi, without “/statements”."),
        max_length=500,
        widget=forms.URLInput,
    )
    key = forms.CharField(label=_("Key"), max_length=255)
    secret = forms.CharField(
        label=_("Secret of the record store"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
