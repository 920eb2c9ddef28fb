"""Inviting natives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.natives.selectors.prompts import PLAIN
from teaching_app.natives.services.invitations import Wanted
from teaching_app.practice.feedback.labels import STYLES
from teaching_app.practice.models import Phrase

MAX_HELPERS, MAX_DAYS = 200, 90
# What somebody reads in a quarter of an hour; more would be given up half-way.
MAX_PROMPTS = 60
PLAINLY = _("plainly, in no style")


def style_choices() -> list[tuple[str, Any]]:
    """The styles that may be asked for; a plain reading first."""
    styles = engine.STYLES if settings.EXPRESSION_ENABLED else (PLAIN,)
    return [(one, PLAINLY if one == PLAIN else STYLES[one]) for one in styles]


class PhraseChoice(forms.ModelMultipleChoiceField):
    """Phrases with boxes to tick, named by their text."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Phrase) -> str:
        return obj.text


class InvitationForm(forms.Form):
    """Who is to read what, and until when."""

    title = forms.CharField(
        label=_("What you call it"),
        help_text=_("Helpers see it too, such as “Sentences of unit 3”."),
        max_length=120,
    )
    phrases = PhraseChoice(
        Phrase.objects.none(),
        label=_("Phrases to read"),
        error_messages={"required": _("Choose at least one phrase.")},
    )
    styles = forms.MultipleChoiceField(
        label=_("How they are to be read"),
        widget=forms.CheckboxSelectMultiple,
        initial=[PLAIN],
        error_messages={"required": _("Choose at least one way to read them.")},
    )
    asks_listeners = forms.BooleanField(
        label=_("Helpers may also say which style they hear in others’ recordings"),
        required=False,
    )
    max_helpers = forms.IntegerField(
        label=_("How many people"), min_value=1, max_value=MAX_HELPERS, initial=10
    )
    days = forms.IntegerField(
        label=_("For how many days"), min_value=1, max_value=MAX_DAYS, initial=30
    )

    def __init__(self, *args: Any, phrases: QuerySet[Phrase], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["phrases"].queryset = phrases
        self.fields["styles"].choices = style_choices()
        if not settings.EXPRESSION_ENABLED:
            del self.fields["styles"], self.fields["asks_listeners"]

    def clean(self) -> dict[str, Any]:
        """Refuse more prompts than a helper would finish."""
        values = super().clean()
        n_phrases = len(values.get("phrases") or ())
        n_styles = len(values.get("styles", (PLAIN,)))
        if n_phrases * n_styles > MAX_PROMPTS:
            too_many = _(
                "That is %(n)d recordings for each helper: at most %(most)d, or "
                "nobody finishes. Choose fewer phrases or styles."
            )
            self.add_error(
                "phrases",
                too_many % {"n": n_phrases * n_styles, "most": MAX_PROMPTS},
            )
        return values

    @property
    def wanted(self) -> Wanted:
        """What is asked for, once the form is valid."""
        values = self.cleaned_data
        return Wanted(
            title=values["title"],
            phrases=list(values["phrases"]),
            styles=values.get("styles", [PLAIN]),
            asks_listeners=values.get("asks_listeners", False),
            max_helpers=values["max_helpers"],
            lasts=timedelta(days=values["days"]),
        )
