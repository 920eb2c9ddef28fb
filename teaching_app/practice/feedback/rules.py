"""From codes to messages: choose the sentence and fill in names and sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

import emotion_engine as engine

from .catalogue import FINDINGS, NO_SINGLE_FAULT, STYLE_MISSED, Entry
from .labels import style_label
from .no_result import REASONS, REFUSALS, UNREADABLE
from .sounds import sound_label

STYLE_DETAILS = ("style", "sounds_like")
SOUND_DETAILS = ("expected_sound", "heard_sound")
FAILED_TWICE = 2


@dataclass(frozen=True, slots=True)
class Message:
    """What the learner reads."""

    code: str
    title: str
    text: str
    next_action: str


def describe(finding: engine.Finding, earlier: Sequence[str] = ()) -> Message:
    """Put one finding of a report into words: a verdict, or a question.

    ``earlier`` are the codes of the main findings of the takes before: advice given
    twice without success is replaced by another.
    """
    code = finding.code
    line = FINDINGS[code]
    details = {name: _say(name, value) for name, value in finding.details.items()}
    details["place"] = _place(details)
    if finding.is_asked and line.question:
        return _filled(code, line.question, details | _in_order(finding))
    again = list(earlier).count(code) >= FAILED_TWICE and line.another_action
    action = line.another_action if again else line.next_action
    text = line.expected_text if _is_expected(finding) else ""
    return _filled(code, Entry(line.title, text or line.text, action), details)


def _is_expected(finding: engine.Finding) -> bool:
    """Whether nobody recorded the phrase: it is known from other sentences alone."""
    return finding.details.get("evidence") == "expected"


def describe_no_single_fault() -> Message:
    """What is said in place of praise where the take as a whole is not good yet."""
    return _plain(engine.FindingCode.WELL_DONE.value, NO_SINGLE_FAULT)


def describe_missed_style(heard: engine.ExpressionResult) -> Message:
    """What is said in place of praise where another style came across than was chosen."""
    details = {"style": heard.target, "sounds_like": heard.sounds_like}
    said = {name: _say(name, value) for name, value in details.items()}
    return _filled(engine.FindingCode.WELL_DONE, STYLE_MISSED, said)


def describe_reason(code: str) -> Message:
    """Say why a take could not be judged."""
    return _plain(code, REASONS[code])


def describe_unreadable(code: str) -> Message:
    """Say why a stored result cannot be shown."""
    return _plain(code, UNREADABLE[code])


def describe_refusal(code: str) -> Message:
    """Say why a file was not accepted as a recording."""
    return _plain(code, REFUSALS[code])


def _plain(code: str, entry: Entry) -> Message:
    return Message(code, str(entry.title), str(entry.text), str(entry.next_action))


def _filled(
    code: engine.FindingCode, entry: Entry, details: Mapping[str, str]
) -> Message:
    parts = (entry.title, entry.text, entry.next_action)
    return Message(code.value, *(str(part) % details for part in parts))


def _in_order(finding: engine.Finding) -> dict[str, str]:
    """Name the two syllables or sounds in question in an order that is not of rightness."""
    sounds = sorted(finding.details.get(name, "") for name in SOUND_DETAILS)
    if all(sounds):
        labels = (sound_label(sound) for sound in sounds)
        return dict(zip(("one_sound", "other_sound"), labels, strict=True))
    kinds = ("expected", "heard")
    named = [
        (finding.details[f"{kind}_syllable"], finding.details[f"{kind}_text"])
        for kind in kinds
        if f"{kind}_syllable" in finding.details
    ]
    texts = [text for _index, text in sorted(named)]
    return dict(zip(("earlier_text", "later_text"), texts, strict=False))


def _place(details: Mapping[str, str]) -> str:
    """Name a syllable and its word; a monosyllable is named once."""
    word, syllable = details.get("word", ""), details.get("syllable", "")
    if syllable.casefold() == word.casefold():
        return f"“{word}”"
    return _("“%(syllable)s” in “%(word)s”") % {"syllable": syllable, "word": word}


def _say(name: str, value: Any) -> str:
    """Format a detail for a learner."""
    if name in STYLE_DETAILS:
        return style_label(value)
    if name in SOUND_DETAILS:
        return sound_label(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, float):
        return number_format(round(value, 1), use_l10n=True)
    return str(value)
