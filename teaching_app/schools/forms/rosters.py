"""Forms about the learners of a class."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.schools.models import Enrolment, SchoolClass
from teaching_app.schools.roster_files import MAX_BYTES


class RosterForm(forms.Form):
    """A file, or names that were typed or pasted."""

    file = forms.FileField(required=False)
    names = forms.CharField(
        required=False, max_length=60_000, widget=forms.Textarea, strip=True
    )

    def clean(self) -> dict[str, Any]:
        """Require either the file or the names."""
        values = super().clean()
        if not self.errors and not values.get("file") and not values.get("names"):
            self.add_error(None, _("Choose a file, or write the names."))
        return values

    @property
    def file_name(self) -> str:
        file = self.cleaned_data["file"]
        return file.name if file else ""

    @property
    def content(self) -> bytes:
        """The content to read; of an oversized file only enough to detect that."""
        if file := self.cleaned_data["file"]:
            return file.read(MAX_BYTES + 1)
        return self.cleaned_data["names"].encode()


class EnrolmentForm(forms.ModelForm):
    """A learner's entry in the roster."""

    class Meta:
        model = Enrolment
        fields = ("name", "student_number", "groups")
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = self.instance.school_class.groups.all()


class ChosenLearnersForm(forms.Form):
    """Learners who were ticked in the list."""

    learners = forms.ModelMultipleChoiceField(
        queryset=Enrolment.objects.none(),
        to_field_name="public_id",
        error_messages={"required": _("Tick the learners first.")},
    )

    def __init__(self, *args: Any, school_class: SchoolClass, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learners"].queryset = school_class.enrolments.all()


class GroupForm(ChosenLearnersForm):
    """The group to put them into; a new name makes a new group."""

    group = forms.CharField(
        max_length=60, error_messages={"required": _("Name the group.")}
    )
