"""What the listening games show and say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from teaching_app.practice.models import ListeningQuestion

from .labels import readable

Game = ListeningQuestion.Game

OPTIONS = {
    "question": pgettext_lazy("melody", "a question"),
    "statement": pgettext_lazy("melody", "a statement"),
    "list": pgettext_lazy("melody", "a list"),
    "first": gettext_lazy("the first one"),
    "second": gettext_lazy("the second one"),
}
TASKS = {
    Game.STRESS: gettext_lazy("Hear the word. Which syllable is strong?"),
    Game.FOCUS: gettext_lazy("Hear the sentence. Which word carries it?"),
    Game.MELODY: gettext_lazy("Hear the melody. What is it?"),
    Game.FRIENDLY: gettext_lazy(
        "Hear the same sentence twice, by one actor. Which sounds friendly?"
    ),
}
END_MARKS = ".?!"


@dataclass(frozen=True, slots=True)
class Option:
    """A button: its text, whether that is English, and which syllable it is about."""

    index: int
    text: str
    is_english: bool
    note: str

    @property
    def key(self) -> int:
        """The key that chooses it."""
        return self.index + 1


def options_of(question: ListeningQuestion) -> list[Option]:
    """The buttons of a question."""
    return [
        Option(
            index,
            readable(OPTIONS, code) if code in OPTIONS else code,
            code not in OPTIONS,
            _("syllable %(n)d") % {"n": index + 1}
            if question.game == Game.STRESS
            else "",
        )
        for index, code in enumerate(question.options)
    ]


def shown_text(question: ListeningQuestion) -> str:
    """What may be read before the answer: a mark at its end would give that away."""
    if question.game == Game.MELODY:
        return question.text.rstrip(END_MARKS)
    return question.text


def verdict(question: ListeningQuestion, choice: int) -> str:
    """One sentence about an answer."""
    options = options_of(question)
    right = options[question.answer].text
    if choice == question.answer:
        return _("Yes: %(right)s.") % {"right": right}
    return _("It was %(right)s. You chose %(chosen)s.") % {
        "right": right,
        "chosen": options[choice].text,
    }


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the picture of a sound, in units of its view box."""

    x: float
    y: float
    size: float
    is_voiced: bool


WIDTH, HEIGHT, MARGIN = 600.0, 160.0, 12.0
HIGHEST_ST, LOWEST_ST = 9.0, -9.0
AUDIBLE_DB = -30.0


def dots_of(outline: list[list[float | None]]) -> list[Dot]:
    """Draw a sound: the higher a dot the higher the pitch, the larger the louder."""
    if not outline:
        return []
    end_s = outline[-1][0] or 1.0
    return [
        _dot(time_s / end_s, pitch_st, level_db)
        for time_s, pitch_st, level_db in outline
        if level_db > AUDIBLE_DB
    ]


def _dot(share: float, pitch_st: float | None, level_db: float) -> Dot:
    st = LOWEST_ST if pitch_st is None else pitch_st
    height = (min(max(st, LOWEST_ST), HIGHEST_ST) - LOWEST_ST) / (
        HIGHEST_ST - LOWEST_ST
    )
    loud = 1 - level_db / AUDIBLE_DB
    return Dot(
        x=round(MARGIN + share * (WIDTH - 2 * MARGIN), 1),
        y=round(HEIGHT - MARGIN - height * (HEIGHT - 2 * MARGIN), 1),
        size=round(1.5 + 7 * loud if pitch_st is not None else 1.5, 1),
        is_voiced=pitch_st is not None,
    )
