"""What came across, in a few sentences: words, stress, melody and overall delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

import emotion_engine as engine

from .measures import ScoreBar, score_bars
from .styles import style_headline
from .words import MOST_NATIVES, SaidWord, said_words

MOST_NAMED = 3
CLEAR_MOVEMENT_ST = 1.0
END_FRAMES = 4  # share of the last word's voiced frames, at either end
LEAST_FRAMES = 3 * END_FRAMES


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sentence, and what else came across."""

    headline: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join((self.headline, *self.sentences))


def what_came_across(report: engine.UtteranceReport) -> Summary:
    """Summarise the report of a take that could be judged."""
    words = said_words(report)
    parts = (
        _style(report),
        _leaning(report),
        _ending(report),
        _as_a_whole(score_bars(report)),
    )
    return Summary(_headline(words, report), tuple(part for part in parts if part))


def _headline(words: Sequence[SaidWord], report: engine.UtteranceReport) -> str:
    missing, elsewhere, doubtful, in_place = (
        [word for word in words if word.state == state]
        for state in ("missing", "elsewhere", "unclear", "as_expected")
    )
    unclear = [word for word in doubtful if word.index in _reported_unclear(report)]
    if missing:
        return _("Most of the phrase came across; we did not hear %(words)s.") % {
            "words": _named(missing)
        }
    if hard := [word for word in words if word.index in _reported_hard(report)]:
        return _("Most of the phrase came across; %(words)s was hard to make out.") % {
            "words": _named(hard[:1])
        }
    if elsewhere:
        return ngettext(
            "The phrase came across, but the stress of %(words)s sat elsewhere.",
            "The phrase came across, but the stresses of %(words)s sat elsewhere.",
            len(elsewhere),
        ) % {"words": _named(elsewhere)}
    if unclear:
        return ngettext(
            "The phrase came across; the stress of %(words)s was not clear.",
            "The phrase came across; the stresses of %(words)s were not clear.",
            len(unclear),
        ) % {"words": _named(unclear)}
    if in_place:
        return _("The phrase came across, with the stress of %(words)s in place.") % {
            "words": _named(in_place)
        }
    return _("The phrase came across.")


def _reported_unclear(report: engine.UtteranceReport) -> set[int | None]:
    """The words whose unclear stress is worth a sentence; in most it is not."""
    code = engine.FindingCode.STRESS_UNCLEAR
    return {finding.word_index for finding in report.told if finding.code is code}


def _reported_hard(report: engine.UtteranceReport) -> set[int | None]:
    """The words of which it is told that they were hard to make out."""
    code = engine.FindingCode.WORD_UNCLEAR
    return {finding.word_index for finding in report.told if finding.code is code}


def _named(words: Sequence[SaidWord]) -> str:
    once = list(dict.fromkeys(word.text for word in words))  # one may come twice
    named = ", ".join(f"“{word}”" for word in once[:MOST_NAMED])
    return f"{named} …" if len(once) > MOST_NAMED else named


def _style(report: engine.UtteranceReport) -> str:
    """What it sounded like, where a style was chosen and the voice was known."""
    heard = report.expression
    if heard is None or not heard.target or not heard.voice_is_known:
        return ""
    return style_headline(heard)


def _leaning(report: engine.UtteranceReport) -> str:
    """Which word has the main stress, if natives agree on theirs."""
    shares = _native_shares(report.natives)
    mine = _strongest(report)
    if mine is None or len(shares) != len(report.words):
        return ""
    if max(shares) < MOST_NATIVES:
        return ""
    theirs = report.words[max(range(len(shares)), key=shares.__getitem__)]
    names = {"mine": mine.text, "theirs": theirs.text}
    if mine.index == theirs.index:
        return _("“%(mine)s” stood out most, as with most native speakers.") % names
    return (
        _(
            "“%(mine)s” stood out most; with most native speakers it is “%(theirs)s” here."
        )
        % names
    )


def _native_shares(comparison: engine.Comparison | None) -> tuple[float, ...]:
    """Share of natives with the main stress, or in old profiles an accent, by word."""
    if comparison is None:
        return ()
    return comparison.native_nuclear_share or comparison.native_accent_share


def _strongest(report: engine.UtteranceReport) -> engine.WordResult | None:
    words = [word for word in report.words if word.accent is not None]
    nuclear = [word for word in words if word.nuclear]
    return max(nuclear or words, key=lambda word: word.accent, default=None)


def _ending(report: engine.UtteranceReport) -> str:
    """The final movement of the melody, compared with the natives'."""
    measure = _final_movement(report)
    if measure is None:
        own = _own_ending_st(report)
        return "" if own is None else str(_ENDINGS[_direction(own)])
    if measure.position is engine.BandPosition.INSIDE:
        if report.natives is None:
            return _("At the end the voice moved as native speakers’ would here.")
        return _("At the end the voice moved as native speakers’ does here.")
    mine, theirs = _direction(measure.value), _direction(measure.median)
    if mine == theirs:  # in the same direction, but further than natives go
        return str(_ENDINGS[mine])
    return str(_ENDINGS_APART[mine, theirs])


def _final_movement(report: engine.UtteranceReport) -> engine.BandMeasure | None:
    measures = report.comparison.measures if report.comparison else ()
    return next((m for m in measures if m.name == "final_movement_st"), None)


def _own_ending_st(report: engine.UtteranceReport) -> float | None:
    """Pitch change over the last word; ``None`` with too few voiced frames."""
    melody, words = report.melody, report.words
    if melody is None or not words:
        return None
    start_s, end_s = words[-1].start_s, words[-1].end_s
    voiced = [
        f0_st
        for i, f0_st in enumerate(melody.f0_st)
        if f0_st is not None and start_s <= melody.start_s + i * melody.hop_s <= end_s
    ]
    if len(voiced) < LEAST_FRAMES:
        return None
    return (sum(voiced[-END_FRAMES:]) - sum(voiced[:END_FRAMES])) / END_FRAMES


def _direction(movement_st: float) -> str:
    if movement_st >= CLEAR_MOVEMENT_ST:
        return "up"
    return "down" if movement_st <= -CLEAR_MOVEMENT_ST else "level"


def _as_a_whole(scores: Sequence[ScoreBar]) -> str:
    total = next((score for score in scores if score.code == "total"), None)
    if total is None:
        return ""
    return _("As a whole, listeners would call it: %(band)s.") % {"band": total.band}


_ENDINGS = {
    "up": gettext_lazy("At the end the voice rose."),
    "down": gettext_lazy("At the end the voice fell."),
    "level": gettext_lazy("At the end the voice stayed level."),
}
_ENDINGS_APART = {
    ("up", "down"): gettext_lazy(
        "At the end the voice rose; native speakers’ falls here."
    ),
    ("up", "level"): gettext_lazy(
        "At the end the voice rose; native speakers’ stays level here."
    ),
    ("down", "up"): gettext_lazy(
        "At the end the voice fell; native speakers’ rises here."
    ),
    ("down", "level"): gettext_lazy(
        "At the end the voice fell; native speakers’ stays level here."
    ),
    ("level", "up"): gettext_lazy(
        "At the end the voice stayed level; native speakers’ rises here."
    ),
    ("level", "down"): gettext_lazy(
        "At the end the voice stayed level; native speakers’ falls here."
    ),
}
