"""Forms for teachers' phrases: pasted by the dozen, or edited one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.feedback.marks import PhraseWord, phrase_words
from teaching_app.practice.forms.own_phrases import (
    MARK,
    MAX_CHARACTERS,
    OwnPhraseForm,
    SoundChoice,
    StressChoice,
    choices_in,
    field_of,
    moved_marks,
    planned,
    sound_choices_in,
    unknown_in,
)
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Institution, SharedPhrase
from teaching_app.schools.services.shared_phrases import Wording

MAX_LINES = 100
TOO_LONG = _("This is longer than 200 characters. Make it a single sentence.")
TWICE = _("The same sentence stands above.")
NONE_KEPT = _("There is no new phrase in this. Write one on each line.")
TOO_MANY = _("At most 100 phrases at once. Paste the rest afterwards.")
FOCUSES = [choice for choice in Phrase.Focus.choices if choice[0] != Phrase.Focus.STYLE]


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One pasted line: its plan, or the ``problem`` that prevents keeping it.

    ``mark`` names its fields after its text, so that inserting a line moves no marks.
    """

    number: int
    text: str
    mark: str
    plan: engine.PhrasePlan | None = None
    stress: tuple[tuple[int, int | str], ...] = ()
    problem: str = ""

    @property
    def words(self) -> tuple[PhraseWord, ...]:
        """Its words with their marks."""
        return phrase_words(self.text, dict(self.stress))

    @property
    def choices(self) -> list[StressChoice]:
        """Its words whose stress may be moved."""
        return choices_in(self.plan, self.mark) if self.plan else []

    @property
    def sound_choices(self) -> list[SoundChoice]:
        """Its words that may be said with other sounds."""
        return sound_choices_in(self.plan, self.mark) if self.plan else []

    @property
    def unknown(self) -> str:
        """A sentence about the words that are in no dictionary."""
        return unknown_in(self.plan) if self.plan else ""

    @property
    def stored_stress(self) -> dict[str, int | str]:
        """The moved stress marks as a phrase stores them."""
        return {str(word): at for word, at in self.stress}


def read_lines(text: str, sent: Mapping[str, str]) -> list[PastedLine]:
    """Read pasted text, a phrase on each line that is not empty."""
    lines: list[PastedLine] = []
    for number, written in enumerate(text.splitlines(), start=1):
        if said := " ".join(written.split()):
            above = {line.text.casefold() for line in lines}
            lines.append(_read_line(number, said, sent, above))
    return lines


def _read_line(
    number: int, text: str, sent: Mapping[str, str], above: Collection[str]
) -> PastedLine:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    line = PastedLine(number, text, mark=f"{MARK}-{digest}")
    if len(text) > MAX_CHARACTERS:
        return _with_problem(line, str(TOO_LONG))
    if text.casefold() in above:
        return _with_problem(line, str(TWICE))
    try:
        stress = moved_marks(planned(text), sent, line.mark)
        plan = planned(text, stress)
    except forms.ValidationError as error:
        return _with_problem(line, " ".join(error.messages))
    return PastedLine(number, text, line.mark, plan, tuple(sorted(stress.items())))


def _with_problem(line: PastedLine, problem: str) -> PastedLine:
    return PastedLine(line.number, line.text, line.mark, problem=problem)


class _Described(forms.Form):
    """What phrases are for, and who may use them."""

    level = forms.ChoiceField(
        label=_("Level (optional)"),
        choices=[("", "–"), *Phrase.Level.choices],
        required=False,
    )
    focus = forms.ChoiceField(
        label=_("What it trains (optional)"),
        choices=[("", "–"), *FOCUSES],
        required=False,
    )
    is_shared = forms.BooleanField(
        label=_("Colleagues may use it too"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class PasteForm(_Described):
    """Many phrases at once, and the school they are for."""

    lines = forms.CharField(
        label=_("Phrases, one on each line"),
        widget=forms.Textarea,
        max_length=MAX_LINES * (MAX_CHARACTERS + 50),
        error_messages={"required": NONE_KEPT},
        strip=False,
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("School"), empty_label=None
    )

    field_order = ("lines", "institution", "level", "focus", "is_shared")

    def __init__(
        self, *args: Any, institutions: QuerySet[Institution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions
        if len(alone := list(institutions[:2])) == 1:
            field = self.fields["institution"]
            field.required, field.initial = False, alone[0]
            field.widget = forms.HiddenInput()

    @cached_property
    def pasted(self) -> list[PastedLine]:
        """Every pasted line, valid or not."""
        text = self.data.get("lines", "")
        return read_lines(text[: self.fields["lines"].max_length], self.data)

    def clean_lines(self) -> str:
        """Require at least one phrase, and not too many."""
        if len(self.pasted) > MAX_LINES:
            raise forms.ValidationError(TOO_MANY, code="too_many")
        return self.cleaned_data["lines"]

    def clean_institution(self) -> Institution:
        """Default to the only institution they teach at."""
        return self.cleaned_data["institution"] or self.fields["institution"].initial

    def wordings(self, *, known: Collection[str]) -> list[Wording]:
        """The phrases to keep; sentences in ``known`` exist already."""
        return [
            Wording(
                line.text,
                line.stored_stress,
                level=self.cleaned_data["level"],
                focus=self.cleaned_data["focus"],
            )
            for line in self.pasted
            if not line.problem and line.text not in known
        ]


class SharedPhraseForm(_Described, OwnPhraseForm):
    """One phrase with its stress marks and description."""

    meaning = forms.CharField(
        label=_("What it means (optional)"), max_length=200, required=False
    )
    tip = forms.CharField(
        label=_("How to say it (optional)"), max_length=300, required=False
    )

    @property
    def wording(self) -> Wording:
        """What the phrase becomes, once the form is valid."""
        names = ("text", "stress", "level", "focus", "meaning", "tip")
        return Wording(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def as_sent(shared: SharedPhrase) -> dict[str, str]:
        """The data that the form of an unchanged phrase would send."""
        phrase = shared.phrase
        sent = {name: getattr(phrase, name) for name in ("text", "level", "focus")}
        sent |= {"meaning": phrase.meaning, "tip": phrase.tip}
        if shared.is_shared:
            sent["is_shared"] = "on"
        marks = phrase.stressed_syllables.items()
        return sent | {field_of(word): str(at) for word, at in marks}
