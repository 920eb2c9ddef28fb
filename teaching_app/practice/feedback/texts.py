"""Why a text cannot be practised, and what is uncertain about one that can."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

import emotion_engine as engine

Code = engine.TextRefusal

MESSAGES = {
    Code.FOREIGN_LETTERS: _(
        "This has letters that English is not written with. Type an English sentence."
    ),
    Code.NO_WORDS: _("There is no English word in this. Type an English sentence."),
    Code.TOO_LONG: _("This is too long to say in one take. Make it a single sentence."),
    Code.LONG_WORD: _("One of the words is longer than any English word."),
    Code.UNKNOWN_STRESS: _("A word cannot be stressed there. Choose once more."),
}


def describe(code: engine.TextRefusal) -> str:
    """One sentence saying what is wrong, and one saying what to do."""
    return str(MESSAGES[code])


def unknown_words(words: Sequence[str]) -> str:
    """Name the words whose stress is unknown; empty where there are none."""
    if not words:
        return ""
    return ngettext(
        "We do not know the word %(words)s: its syllables are a guess, and its stress "
        "will not be judged.",
        "We do not know the words %(words)s: their syllables are a guess, and their "
        "stress will not be judged.",
        len(words),
    ) % {"words": ", ".join(f"“{word}”" for word in words)}
