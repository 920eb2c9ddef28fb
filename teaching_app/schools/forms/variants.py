"""Another stress of a word that a class accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.feedback_policy import bare
from teaching_app.practice.forms.own_phrases import planned, stressed
from teaching_app.schools.models import AcceptedVariant, SchoolClass

Strictness = SchoolClass.Strictness
MAX_LETTERS = AcceptedVariant._meta.get_field("word").max_length

HELP = {
    Strictness.GENTLE: _(
        "Only what is quite sure and clearly heard. Of wrong stresses fewer are found, "
        "and of right ones fewer than half as many are doubted."
    ),
    Strictness.NORMAL: _("The same feedback as for everybody who practises alone."),
    Strictness.STRICT: _(
        "Also asks where the machine is less sure: “Listen again: which part did you "
        "stress?” Nothing more is told, and no question counts."
    ),
}


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word with one syllable stressed, and whether the dictionary has it so."""

    syllable: int
    spelled: str
    in_dictionary: bool
    is_usual: bool


class WordForm(forms.Form):
    """Choice of a word; ``stresses`` are its possible stress patterns."""

    word = forms.CharField(
        max_length=MAX_LETTERS, label=_("Word"), strip=True, required=True
    )

    planned_word: engine.PlannedWord | None = None

    def clean_word(self) -> str:
        """Accept one English word of two syllables or more."""
        words = planned(self.cleaned_data["word"]).words
        if len(words) != 1:
            raise forms.ValidationError(_("Type one word at a time."), code="words")
        if len(words[0].syllables) < 2:
            raise forms.ValidationError(
                _("This word has one syllable, so its stress is never judged."),
                code="one_syllable",
            )
        self.planned_word = words[0]
        return bare(words[0].text)

    @property
    def stresses(self) -> list[Pronunciation]:
        """Each way to stress the word, in the order of its syllables."""
        return pronunciations(self.planned_word) if self.planned_word else []


class VariantForm(WordForm):
    """Which stress of the word is accepted."""

    syllable = forms.IntegerField(min_value=0)

    def clean(self) -> dict[str, Any]:
        """Refuse the dictionary's usual stress, which is right anyway."""
        values = super().clean()
        offered = [p.syllable for p in self.stresses if not p.is_usual]
        if self.stresses and values.get("syllable") not in offered:
            self.add_error("syllable", _("Choose one of the pronunciations."))
        return values


class StrictnessForm(forms.ModelForm):
    """How strictly takes are assessed."""

    class Meta:
        model = SchoolClass
        fields = ("strictness",)
        widgets = {"strictness": forms.RadioSelect()}

    @property
    def options(self) -> list[tuple[str, str, str, bool]]:
        """Each choice: its code, its name, what it means, whether it is chosen."""
        chosen = self["strictness"].value()
        return [
            (code, str(label), str(HELP[Strictness(code)]), code == chosen)
            for code, label in Strictness.choices
        ]


def pronunciations(word: engine.PlannedWord) -> list[Pronunciation]:
    """Each way to stress a word, those that the dictionary has marked."""
    syllables = tuple(syllable.text for syllable in word.syllables)
    known = word.possible_stresses if word.in_dictionary else ()
    return [
        Pronunciation(
            i, stressed(syllables, i), i in known, i == word.expected_syllable
        )
        for i in range(len(syllables))
    ]


def spelled(variant: AcceptedVariant) -> str:
    """An accepted word with its stress: ``GAR-age``."""
    syllables = engine.plan_phrase(variant.word).words[0].syllables
    return stressed(tuple(s.text for s in syllables), variant.stressed_syllable)
