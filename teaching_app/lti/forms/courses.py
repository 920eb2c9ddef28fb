"""Forms by which a teacher connects a course, and chooses what to link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Assignment, SchoolClass

NEW = "new"


class CourseForm(forms.Form):
    """A class that is there, or a new one."""

    school_class = forms.ChoiceField(label=_("Class"), required=True)
    name = forms.CharField(label=_("Name of a new class"), max_length=120)
    age_group = forms.ChoiceField(
        label=_("How old are the learners?"), choices=SchoolClass.AgeGroup
    )

    def __init__(
        self, *args: Any, classes: QuerySet[SchoolClass], title: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.classes = {str(found.public_id): found for found in classes}
        self.fields["school_class"].choices = [
            *((key, found.name) for key, found in self.classes.items()),
            (NEW, _("a new class")),
        ]
        self.initial.setdefault("name", title[:120])
        if self.data.get("school_class") not in (None, NEW):
            self.fields["name"].required = False
            self.fields["age_group"].required = False

    @property
    def chosen(self) -> SchoolClass | None:
        """The class chosen, once the form is valid; None for a new one."""
        return self.classes.get(self.cleaned_data["school_class"])


class LinksForm(forms.Form):
    """Assignments and phrases to link in a course."""

    assignments = forms.ModelMultipleChoiceField(
        Assignment.objects.none(), to_field_name="public_id", required=False
    )
    phrases = forms.ModelMultipleChoiceField(
        Phrase.objects.none(), to_field_name="slug", required=False
    )
    maximum = forms.FloatField(
        label=_("A mark that is a bare number is out of"),
        min_value=1,
        max_value=1000,
        initial=100,
    )

    def __init__(
        self,
        *args: Any,
        assignments: QuerySet[Assignment],
        phrases: QuerySet[Phrase],
        only_one: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignments"].queryset = assignments
        self.fields["phrases"].queryset = phrases
        self.only_one = only_one

    def clean(self) -> dict[str, Any]:
        """Something is chosen, and one thing alone where a platform takes no more."""
        values = super().clean()
        n = len(values.get("assignments", ())) + len(values.get("phrases", ()))
        if n == 0:
            raise forms.ValidationError(_("Choose what to link."), code="nothing")
        if n > 1 and self.only_one:
            raise forms.ValidationError(
                _("Your course page takes one link at a time."), code="too_many"
            )
        return values
