"""Forms for assignments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Assignment, Extension, Mark, SchoolClass
from teaching_app.schools.selectors import offered_phrases

MOST_ATTEMPTS = 50
DAY_AND_TIME = "%Y-%m-%dT%H:%M"


class DayAndTime(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=DAY_AND_TIME)


class AssignmentForm(forms.ModelForm):
    """Title, instructions, due date and the rules."""

    max_attempts = forms.IntegerField(
        label=_("Attempts at each phrase"),
        help_text=_("0: as many as they like."),
        min_value=0,
        max_value=MOST_ATTEMPTS,
        initial=0,
    )

    class Meta:
        model = Assignment
        fields = (
            "title",
            "instructions",
            "due_at",
            "late_rule",
            "max_attempts",
            "counting",
            "marking",
        )
        labels = {
            "title": _("Title"),
            "instructions": _("Instructions"),
            "due_at": _("Due"),
            "late_rule": _("Late takes"),
            "counting": _("Which take counts"),
            "marking": _("Marks"),
        }
        help_texts = {"due_at": _("Leave it empty where there is no date.")}
        widgets = {
            "instructions": forms.Textarea(attrs={"rows": 3}),
            "due_at": DayAndTime,
        }


class ExtensionForm(forms.ModelForm):
    """More time or attempts for one learner, and why."""

    extra_attempts = forms.IntegerField(
        label=_("Extra attempts at each phrase"),
        min_value=0,
        max_value=MOST_ATTEMPTS,
        initial=0,
    )

    class Meta:
        model = Extension
        fields = ("due_at", "extra_attempts", "reason")
        labels = {"due_at": _("Due for this learner"), "reason": _("Reason")}
        widgets = {"due_at": DayAndTime}

    def clean(self) -> dict[str, Any]:
        """Require a reason where anything is granted."""
        values = super().clean() or {}
        gives = values.get("due_at") or values.get("extra_attempts")
        if gives and not values.get("reason"):
            self.add_error("reason", _("Say why, so that a colleague understands it."))
        return values


class SetAsideForm(forms.Form):
    """Why a take does not count."""

    reason = forms.CharField(
        max_length=200,
        error_messages={"required": _("Say why the take does not count.")},
    )


class PhraseSearch(forms.Form):
    """A search among phrases; values that are not offered are ignored."""

    OWN, CATALOGUE = offered_phrases.OWN, "catalogue"

    query = forms.CharField(required=False, max_length=100)
    level = forms.ChoiceField(
        choices=[("", _("all levels")), *Phrase.Level.choices], required=False
    )
    focus = forms.ChoiceField(
        choices=[("", _("everything")), *Phrase.Focus.choices], required=False
    )
    source = forms.ChoiceField(
        choices=[(CATALOGUE, _("the catalogue")), (OWN, _("our own phrases"))],
        required=False,
    )

    def chosen(self) -> dict[str, str]:
        """The valid values."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class CopyForm(forms.Form):
    """Which of the teacher's classes a copy goes to."""

    school_class = forms.ModelChoiceField(
        queryset=SchoolClass.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].queryset = classes


def read_marks(posted: Any) -> list[tuple[int, int, str]]:
    """Read a table of marks: enrolment key, key of the mark seen, value entered.

    Fields are named ``mark-ENROLMENT-SEEN``; any others are ignored.
    """
    longest = Mark._meta.get_field("value").max_length
    found = []
    for name, value in posted.items():
        parts = name.split("-")
        if len(parts) == 3 and parts[0] == "mark" and all(map(_is_key, parts[1:])):
            found.append((int(parts[1]), int(parts[2]), value.strip()[:longest]))
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
