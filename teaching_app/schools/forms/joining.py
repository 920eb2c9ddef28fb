"""Forms for joining a class, and for a guardian's consent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.forms.consent import OF_AGE, YOUNGER
from teaching_app.practice.models import Learner
from teaching_app.schools import languages
from teaching_app.schools.models import Enrolment, SchoolClass
from teaching_app.schools.selectors import enrolments
from teaching_app.schools.services.enrolments import Choices


class CodeForm(forms.Form):
    """The code that a teacher gave out; case, spaces and hyphens do not matter."""

    code = forms.CharField(
        max_length=40, error_messages={"required": _("Type the code of your class.")}
    )

    def clean_code(self) -> str:
        """Keep only letters and digits."""
        return "".join(filter(str.isalnum, self.cleaned_data["code"])).upper()


class AgreementForm(forms.Form):
    """A learner's answers on joining; what is already known is not asked."""

    name = forms.CharField(
        max_length=80,
        error_messages={"required": _("Write your name as your teacher knows you.")},
    )
    age = forms.ChoiceField(
        choices=((OF_AGE, OF_AGE), (YOUNGER, YOUNGER)),
        error_messages={"required": _("Say how old you are.")},
    )
    first_language = forms.ChoiceField(required=False)
    shares_examples = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        learner: Learner,
        school_class: SchoolClass,
        enrolment: Enrolment | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_known_young = enrolments.is_young(learner)
        self.fields["first_language"].choices = [
            ("", _("rather not say")),
            *languages.choices(school_class.first_languages),
        ]
        self.initial.setdefault("name", learner.display_name)
        said = (enrolment and enrolment.first_language) or learner.first_language
        self.initial.setdefault("first_language", said)
        if enrolment:  # the class has it in its list
            del self.fields["name"]
        if not enrolments.asks_age(learner, school_class):
            del self.fields["age"]

    @property
    def asks_age(self) -> bool:
        return "age" in self.fields

    @property
    def is_young(self) -> bool:
        """Whether a guardian has to agree."""
        return self.is_known_young or self.cleaned_data.get("age") == YOUNGER

    @property
    def choices(self) -> Choices:
        """What was said."""
        return Choices(
            name=self.cleaned_data.get("name", ""),
            first_language=self.cleaned_data["first_language"],
            shares_examples=self.cleaned_data["shares_examples"],
        )


class GuardianForm(forms.Form):
    """A guardian's decision; refusing needs no name."""

    guardian_name = forms.CharField(required=False, max_length=120)
    guardian_agrees = forms.BooleanField(required=False)
    answer = forms.ChoiceField(choices=(("yes", "yes"), ("no", "no")))

    @property
    def agrees(self) -> bool:
        return self.cleaned_data["answer"] == "yes"

    def clean(self) -> dict[str, Any]:
        """Require a name and the ticked box where the answer is yes."""
        values = super().clean()
        if values.get("answer") == "no":
            return values
        if not values.get("guardian_name"):
            self.add_error("guardian_name", _("Write your full name."))
        if not values.get("guardian_agrees"):
            self.add_error("guardian_agrees", _("Tick the box if you agree."))
        return values
