"""What a second person, and what a listener says of a recording."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.feedback.labels import STYLES


class DecisionForm(forms.Form):
    """Approve a recording, or reject it for a reason that its helper reads."""

    decision = forms.ChoiceField(choices=(("approve", ""), ("reject", "")))
    reason = forms.CharField(
        label=_("Why not? The helper reads this."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self) -> dict[str, Any]:
        """Require a reason where a recording is rejected."""
        values = super().clean()
        if values.get("decision") == "reject" and not values.get("reason"):
            self.add_error("reason", _("Say why, so that it can be read again better."))
        return values

    @property
    def is_approval(self) -> bool:
        """Whether the recording is approved, once the form is valid."""
        return self.cleaned_data["decision"] == "approve"


class VoteForm(forms.Form):
    """Which style was heard."""

    heard = forms.ChoiceField(
        choices=[(style, STYLES[style]) for style in engine.STYLES]
    )
