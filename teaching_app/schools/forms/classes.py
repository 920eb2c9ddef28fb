"""Forms for a class: making it, its settings, its parts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Institution, Membership, SchoolClass
from teaching_app.schools.names import name_of

from .dates import DayInput

TERM = timedelta(weeks=18)
MAX_LANGUAGES = 12
LONGEST_LANGUAGE = 35  # as a learner's own first language


class LanguagesField(forms.CharField):
    """A comma-separated list of language names."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Remove duplicates, keeping the order."""
        parts = [" ".join(part.split()) for part in super().clean(value).split(",")]
        names = list(dict.fromkeys(filter(None, parts)))
        if len(names) > MAX_LANGUAGES or any(len(n) > LONGEST_LANGUAGE for n in names):
            raise forms.ValidationError(
                _("Write at most 12 languages, separated by commas."), code="languages"
            )
        return names


class _Dated(forms.ModelForm):
    """A term, which must end after it starts."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The term ends before it starts."))
        return values


class NewClassForm(_Dated):
    """The required settings of a class; the proposed term starts today."""

    first_languages = LanguagesField(
        label=_("First languages (optional)"),
        max_length=400,
        required=False,
        help_text=_("Separated by commas, as in: Chinese, Spanish."),
    )

    class Meta:
        model = SchoolClass
        fields = (
            "institution",
            "name",
            "age_group",
            "level",
            "starts_on",
            "ends_on",
            "first_languages",
        )
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        labels = {
            "institution": _("School"),
            "name": _("Name of the class"),
            "level": _("Level (optional)"),
            "age_group": _("How old are the learners?"),
            "starts_on": _("Term starts"),
            "ends_on": _("Term ends"),
        }
        help_texts = {
            "age_group": _(
                "Where the law asks for it, a parent or guardian agrees by a link."
            ),
        }

    def __init__(
        self, *args: Any, institutions: QuerySet[Institution], **kwargs: Any
    ) -> None:
        today = timezone.localdate()
        proposed = {"starts_on": today, "ends_on": today + TERM}
        super().__init__(*args, initial=proposed, **kwargs)
        _word_choices(self)
        self.fields["institution"].queryset = institutions
        if (alone := institutions[:2]) and len(alone) == 1:
            del self.fields["institution"]
            self.only_institution = alone[0]

    @property
    def where(self) -> Institution:
        """The institution of the class, once the form is valid."""
        return self.cleaned_data.get("institution") or self.only_institution

    @property
    def values(self) -> dict[str, Any]:
        """Keyword arguments for creating the class."""
        data = self.cleaned_data
        return {name: data[name] for name in data if name != "institution"}


class ClassSettingsForm(_Dated):
    """Everything about a class that its teachers decide."""

    first_languages = LanguagesField(
        label=_("First languages (optional)"), max_length=400, required=False
    )

    class Meta:
        model = SchoolClass
        fields = (
            "name",
            "level",
            "age_group",
            "starts_on",
            "ends_on",
            "first_languages",
            "retention_days",
            "allows_expression",
        )
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        labels = {
            **NewClassForm.Meta.labels,
            "retention_days": _("Days that takes are kept"),
            "allows_expression": _(
                "Learners may switch styles on for practice of their own"
            ),
        }
        help_texts = {
            "retention_days": _(
                "Each take that was handed in is deleted by itself after so many days; "
                "0 keeps it until its learner deletes it. Learners are told a week before."
            ),
            "allows_expression": _(
                "Off, styles are off for everybody in the class, also at home. On, each "
                "learner may choose them for voluntary practice; what you ask for is "
                "never compared with styles, and you never see anybody’s result."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_choices(self)
        if not settings.EXPRESSION_ENABLED:
            del self.fields["allows_expression"]
        self.fields["retention_days"].max_value = 3650
        self.fields["retention_days"].widget.attrs |= {"min": 0, "max": 3650}

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned settings by field name."""
        return dict(self.cleaned_data)

    def clean_retention_days(self) -> int:
        """Accept ten years at most, so that subtracting the days gives a valid date."""
        days = self.cleaned_data["retention_days"]
        if days > 3650:
            raise forms.ValidationError(_("Write at most 3650 days."), code="days")
        return days


class CopyForm(_Dated):
    """The next term: its name and its dates."""

    class Meta:
        model = SchoolClass
        fields = ("name", "starts_on", "ends_on")
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        labels = {
            "name": _("Name of the new class"),
            "starts_on": _("Term starts"),
            "ends_on": _("Term ends"),
        }

    @classmethod
    def after(cls, source: SchoolClass) -> dict[str, Any]:
        """Propose a term of the same length, from today or the earlier one's end."""
        start = max(source.ends_on + timedelta(days=1), timezone.localdate())
        return {"name": source.name, "starts_on": start, "ends_on": _end(source, start)}


class GroupForm(forms.Form):
    """A part of a class."""

    name = forms.CharField(label=_("Name of the group"), max_length=60)


class ClassStaffForm(forms.Form):
    """Somebody of the institution's staff who is not in the class yet."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Add somebody"), empty_label=None
    )

    def __init__(
        self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        field.queryset = memberships
        field.label_from_instance = _person_and_role


def _person_and_role(membership: Membership) -> str:
    return f"{name_of(membership.user)} ({membership.get_role_display()})"


def _word_choices(form: forms.ModelForm) -> None:
    """Leave the age group unselected: it must be a deliberate choice."""
    form.fields["level"].choices = [("", _("mixed")), *Phrase.Level.choices]
    form.fields["age_group"].widget = forms.RadioSelect()
    form.fields["age_group"].choices = SchoolClass.AgeGroup.choices


def _end(source: SchoolClass, start: date) -> date:
    return start + (source.ends_on - source.starts_on)
