"""A sentence typed by a learner, with stress marks that can be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.feedback import texts

MAX_CHARACTERS = 200
MARK = "stress"
PARTS_OF_SPEECH = {
    "noun": _("noun"),
    "verb": _("verb"),
    "adjective": _("adjective"),
}
NOT_ENGLISH = _("We know none of these words. Type an English sentence.")


@dataclass(frozen=True, slots=True)
class StressChoice:
    """One word with the syllables that may be stressed, and the one that is.

    ``name`` is the field of the form; ``parts`` says which part of speech is stressed
    on a syllable, where that differs: "REcord" is the noun.
    """

    index: int
    word: str
    syllables: tuple[str, ...]
    possible: tuple[int, ...]
    chosen: int | None
    name: str
    parts: Mapping[int, str] = field(default_factory=dict)

    @property
    def options(self) -> list[tuple[int, str, bool, str]]:
        """Each possible stress: its value, the word so stressed, whether it is chosen,
        and the part of speech, if it tells two words apart."""
        return [
            (i, stressed(self.syllables, i), i == self.chosen, self._part(i))
            for i in sorted(self.possible)
        ]

    def _part(self, syllable: int) -> str:
        code = self.parts.get(min(syllable, 1))
        return str(PARTS_OF_SPEECH[code]) if code else ""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """One word that is said in two ways with the same stress, and the one that is meant.

    ``name`` is the field of the form.
    """

    word: str
    homographs: tuple[engine.Homograph, ...]
    chosen: str
    name: str

    @property
    def options(self) -> list[tuple[engine.Homograph, bool]]:
        """Each way to say it, and whether it is chosen."""
        return [(one, one.code == self.chosen) for one in self.homographs]


class OwnPhraseForm(forms.Form):
    """Any English sentence; ``cleaned_data["stress"]`` holds the moved marks."""

    text = forms.CharField(
        max_length=MAX_CHARACTERS,
        error_messages={"required": _("Type the sentence that you want to say.")},
    )

    plan: engine.PhrasePlan | None = None

    def clean_text(self) -> str:
        """Collapse whitespace."""
        text = " ".join(self.cleaned_data["text"].split())
        self.plan = planned(text)
        return text

    def clean(self) -> dict[str, Any]:
        """Keep the stress marks that were moved, where that is allowed."""
        values = super().clean()
        if self.plan and "text" in values:
            stress = moved_marks(self.plan, self.data)
            self.plan = planned(values["text"], stress)
            values["stress"] = {str(index): at for index, at in stress.items()}
        return values

    @property
    def choices(self) -> list[StressChoice]:
        """The words whose stress is not certain."""
        return choices_in(self.plan) if self.plan else []

    @property
    def sound_choices(self) -> list[SoundChoice]:
        """The words whose sounds are not certain."""
        return sound_choices_in(self.plan) if self.plan else []

    @property
    def unknown(self) -> str:
        """A sentence about words that are in no dictionary."""
        return unknown_in(self.plan) if self.plan else ""


def field_of(index: int, mark: str = MARK) -> str:
    """Name of the field that holds the stress of one word."""
    return f"{mark}-{index}"


def stressed(syllables: tuple[str, ...], at: int) -> str:
    """Spell a word with one syllable stressed: ``re-CORD``."""
    return "-".join(
        syllable.upper() if i == at else syllable.lower()
        for i, syllable in enumerate(syllables)
    )


def planned(
    text: str, stress: Mapping[int, int | str] | None = None
) -> engine.PhrasePlan:
    """Plan an English sentence; ``ValidationError`` says what is wrong with another."""
    try:
        plan = engine.plan_phrase(text, stress)
    except engine.TextError as error:
        raise forms.ValidationError(
            texts.describe(error.code), code=error.code
        ) from error
    if not any(word.in_dictionary for word in plan.words):
        raise forms.ValidationError(NOT_ENGLISH, code="not_english")
    return plan


def moved_marks(
    plan: engine.PhrasePlan, sent: Mapping[str, str], mark: str = MARK
) -> dict[int, int | str]:
    """Word index to stressed syllable or homograph, where it is not the expected one."""
    moved: dict[int, int | str] = {}
    for word in plan.words:
        wanted = sent.get(field_of(word.index, mark), "")
        if any(wanted == one.code for one in engine.homographs(word.spoken)):
            if wanted != expected_homograph(word):
                moved[word.index] = wanted
            continue
        at = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else None
        if at in word.possible_stresses and at != word.expected_syllable:
            moved[word.index] = at
    return moved


def choices_in(plan: engine.PhrasePlan, mark: str = MARK) -> list[StressChoice]:
    """The words of a plan that may be stressed in more than one way."""
    return [
        StressChoice(
            index=word.index,
            word=word.text,
            syllables=tuple(syllable.text for syllable in word.syllables),
            possible=word.possible_stresses,
            chosen=word.expected_syllable,
            name=field_of(word.index, mark),
            parts=engine.parts_of_speech(word.spoken),
        )
        for word in plan.words
        if len(word.possible_stresses) > 1
    ]


def sound_choices_in(plan: engine.PhrasePlan, mark: str = MARK) -> list[SoundChoice]:
    """The words of a plan that may be said with other sounds."""
    return [
        SoundChoice(
            word=word.text,
            homographs=homographs,
            chosen=expected_homograph(word),
            name=field_of(word.index, mark),
        )
        for word in plan.words
        if (homographs := engine.homographs(word.spoken))
    ]


def expected_homograph(word: engine.PlannedWord) -> str:
    """Code of the homograph that is planned; empty where there is none."""
    return next(
        (
            one.code
            for one in engine.homographs(word.spoken)
            if one.fits(word.pronunciations[0])
        ),
        "",
    )


def unknown_in(plan: engine.PhrasePlan) -> str:
    """A sentence about words of a plan that are in no dictionary, or empty."""
    return texts.unknown_words([w.text for w in plan.words if not w.in_dictionary])
