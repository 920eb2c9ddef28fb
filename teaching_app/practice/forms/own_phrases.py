"""A sentence that a learner types, with stress marks they may move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.feedback import texts

MAX_CHARACTERS = 200
NOT_ENGLISH = _("We know none of these words. Type an English sentence.")


@dataclass(frozen=True, slots=True)
class StressChoice:
    """One word with the syllables that may carry its stress, and the one that does."""

    index: int
    word: str
    syllables: tuple[str, ...]
    possible: tuple[int, ...]
    chosen: int | None

    @property
    def name(self) -> str:
        """The field of the form."""
        return field_of(self.index)

    @property
    def options(self) -> list[tuple[int, str, bool]]:
        """Each possible stress: its value, the word so stressed, whether it is chosen."""
        return [(i, self._spelled(i), i == self.chosen) for i in sorted(self.possible)]

    def _spelled(self, stressed: int) -> str:
        return "-".join(
            syllable.upper() if i == stressed else syllable.lower()
            for i, syllable in enumerate(self.syllables)
        )


class OwnPhraseForm(forms.Form):
    """Any English sentence; ``cleaned_data["stress"]`` holds the moved marks."""

    text = forms.CharField(
        max_length=MAX_CHARACTERS,
        error_messages={"required": _("Type the sentence that you want to say.")},
    )

    plan: engine.PhrasePlan | None = None

    def clean_text(self) -> str:
        """Read several spaces and line breaks as one space."""
        text = " ".join(self.cleaned_data["text"].split())
        self.plan = _plan(text)
        if not any(word.in_dictionary for word in self.plan.words):
            raise forms.ValidationError(NOT_ENGLISH, code="not_english")
        return text

    def clean(self) -> dict[str, Any]:
        """Take the stress marks that were moved, where they may be."""
        values = super().clean()
        if self.plan and "text" in values:
            stress = self._moved()
            self.plan = _plan(values["text"], stress)
            values["stress"] = {str(index): at for index, at in stress.items()}
        return values

    def _moved(self) -> dict[int, int]:
        """Word index to syllable, where it is not what the dictionary has first."""
        moved = {}
        for word in self.plan.words:
            wanted = self.data.get(field_of(word.index), "")
            at = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else None
            if at in word.possible_stresses and at != word.expected_syllable:
                moved[word.index] = at
        return moved

    @property
    def choices(self) -> list[StressChoice]:
        """The words whose stress is not certain."""
        return [
            StressChoice(
                index=word.index,
                word=word.text,
                syllables=tuple(syllable.text for syllable in word.syllables),
                possible=word.possible_stresses,
                chosen=word.expected_syllable,
            )
            for word in (self.plan.words if self.plan else ())
            if len(word.possible_stresses) > 1
        ]

    @property
    def unknown(self) -> str:
        """A sentence on the words that are in no dictionary."""
        words = self.plan.words if self.plan else ()
        return texts.unknown_words([w.text for w in words if not w.in_dictionary])


def field_of(index: int) -> str:
    """Name of the field that holds the stress of one word."""
    return f"stress-{index}"


def _plan(text: str, stress: dict[int, int] | None = None) -> engine.PhrasePlan:
    try:
        return engine.plan_phrase(text, stress)
    except engine.TextError as error:
        raise forms.ValidationError(
            texts.describe(error.code), code=error.code
        ) from error
