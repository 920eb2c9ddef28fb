"""The words as they were said, each syllable compared with the natives'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import emotion_engine as engine

from .facts import asked_of_stress, told_words
from .labels import LEVELS, STRESS_STATES
from .marks import expected_level
from .policy import AdjustedReport

# Shares of natives from which a syllable is shown as one that they stress, or as one
# that some of them do.
MOST_NATIVES, SOME_NATIVES = 0.6, 0.3
NOT_TOLD = ("missing", "asked", "in_doubt")  # states in which no syllable is marked


@dataclass(frozen=True, slots=True)
class SyllableDot:
    """One syllable as expected, as natives say it, and as the learner said it."""

    text: str
    start_s: float
    end_s: float
    expected: str
    natives: str | None
    native_percent: int | None
    mine: str

    @property
    def expected_label(self) -> str:
        return str(LEVELS[self.expected])

    @property
    def natives_label(self) -> str:
        return str(LEVELS[self.natives]) if self.natives else ""

    @property
    def mine_label(self) -> str:
        return str(LEVELS[self.mine])


@dataclass(frozen=True, slots=True)
class SaidWord:
    """One word as the learner said it; ``state`` is a key of ``STRESS_STATES``.

    ``is_unclear``: its sounds were not right. ``is_nucleus``: it carries
    the main stress of the phrase; ``natives_nucleus``: most natives put it there.
    ``is_accepted``: the stress is not the dictionary's, but accepted in this class.
    """

    index: int
    text: str
    start_s: float
    end_s: float
    state: str
    summary: str
    syllables: tuple[SyllableDot, ...]
    is_unclear: bool
    is_nucleus: bool
    natives_nucleus: bool
    is_accepted: bool = False

    @property
    def label(self) -> str:
        state = "accepted" if self.is_accepted else self.state
        return str(STRESS_STATES[state])

    @property
    def last_syllable(self) -> int:
        return len(self.syllables) - 1

    @property
    def has_natives(self) -> bool:
        return any(s.natives for s in self.syllables)


def said_words(report: engine.UtteranceReport) -> tuple[SaidWord, ...]:
    """The words of a report, each syllable compared with the natives', if any."""
    shares = _native_shares(report)
    nuclei = _native_nuclei(report)
    states = _states(report)
    accepted = (
        report.accepted_words if isinstance(report, AdjustedReport) else frozenset()
    )
    return tuple(
        _said_word(
            word,
            shares,
            nuclei,
            states[word.index],
            is_accepted=word.index in accepted,
        )
        for word in report.words
    )


def _states(report: engine.UtteranceReport) -> dict[int, str]:
    """A key of ``STRESS_STATES`` for each word: only what is told is shown as a fault."""
    told = {word.index for word in told_words(report)}
    asked = asked_of_stress(report)

    def state_of(word: engine.WordResult) -> str:
        if not word.heard:
            return "missing"
        if word.index in told:
            return word.stress_state.value
        return "asked" if word.index in asked else "in_doubt"

    return {word.index: state_of(word) for word in report.words}


def _native_nuclei(report: engine.UtteranceReport) -> frozenset[int]:
    """The words on which most natives put the main stress of the phrase."""
    shares = report.natives.native_nuclear_share if report.natives else ()
    return frozenset(i for i, share in enumerate(shares) if share >= MOST_NATIVES)


def _native_shares(report: engine.UtteranceReport) -> dict[tuple[int, int], float]:
    """Share of natives who stress a syllable; of a monosyllable, who accent it."""
    comparison = report.natives
    if comparison is None:
        return {}
    shares = {
        (s.word_index, s.syllable_index): s.native_stressed_share
        for s in comparison.syllables
    }
    accents = comparison.native_accent_share
    for word in report.words:
        if len(word.syllables) == 1 and word.index < len(accents):
            shares[word.index, 0] = accents[word.index]
    return shares


def _said_word(
    word: engine.WordResult,
    shares: Mapping[tuple[int, int], float],
    nuclei: frozenset[int],
    state: str,
    *,
    is_accepted: bool,
) -> SaidWord:
    dots = tuple(
        _dot(word, i, state, shares.get((word.index, i)))
        for i in range(len(word.syllables))
    )
    summary = _word_summary(word, "accepted" if is_accepted else state, dots)
    return SaidWord(
        index=word.index,
        text=word.text,
        start_s=word.start_s,
        end_s=word.end_s,
        state=state,
        summary=f"{summary} {_natives_summary(dots)}".strip(),
        syllables=dots,
        is_unclear=word.heard and word.clear is False,
        is_nucleus=bool(word.nuclear),
        natives_nucleus=word.index in nuclei,
        is_accepted=is_accepted,
    )


def _dot(
    word: engine.WordResult, index: int, state: str, share: float | None
) -> SyllableDot:
    syllables = word.syllables
    syllable = syllables[index]
    stress = syllable.expected_stress
    return SyllableDot(
        text=syllable.text,
        start_s=syllable.start_s,
        end_s=syllable.end_s,
        expected=expected_level(word.text, len(syllables), stress),
        natives=None if share is None else _native_level(share),
        native_percent=None if share is None else round(100 * share),
        mine=_my_accent(word) if len(syllables) == 1 else _my_level(syllable, state),
    )


def _native_level(share: float) -> str:
    if share >= MOST_NATIVES:
        return "strong"
    return "unclear" if share >= SOME_NATIVES else "weak"


def _my_accent(word: engine.WordResult) -> str:
    """Strength of a monosyllable: its accent relative to the other words."""
    if word.accent is None or not word.heard:
        return "unknown"
    return "strong" if word.accented else "weak"


def _my_level(syllable: engine.SyllableResult, state: str) -> str:
    if syllable.stressed is None or state in NOT_TOLD:
        return "unknown"
    if not syllable.stressed:
        return "weak"
    if state == "elsewhere" and syllable.expected_stress != 1:
        return "misplaced"
    return "unclear" if state == "unclear" else "strong"


def _word_summary(
    word: engine.WordResult, state: str, dots: Sequence[SyllableDot]
) -> str:
    expected = _syllable_text(dots, word.expected_syllable)
    heard = _syllable_text(dots, word.stressed_syllable)
    if state == "missing":
        return _("We did not hear this word.")
    if state == "elsewhere" and expected and heard:
        return _("Stress expected on “%(expected)s”, heard on “%(heard)s”.") % {
            "expected": expected,
            "heard": heard,
        }
    if state == "unclear" and expected:
        return _("Stress expected on “%(expected)s”; no syllable stood out.") % {
            "expected": expected
        }
    if state == "asked":
        return _("Listen again to where its stress is.")
    if state == "accepted" and heard:
        return _("Stress on “%(heard)s”, which is accepted in this class.") % {
            "heard": heard
        }
    if state == "as_expected" and expected:
        return _("Stress on “%(expected)s”, as expected.") % {"expected": expected}
    return ngettext("One syllable.", "%(n)d syllables.", len(dots)) % {"n": len(dots)}


def _natives_summary(dots: Sequence[SyllableDot]) -> str:
    """What the natives do, for screen readers."""
    known = [dot for dot in dots if dot.native_percent is not None]
    if not known:
        return ""
    habit = max(known, key=lambda dot: dot.native_percent)
    if len(dots) == 1:
        return _("%(percent)d %% of native speakers make it stand out.") % {
            "percent": habit.native_percent
        }
    return _("%(percent)d %% of native speakers stress “%(syllable)s”.") % {
        "percent": habit.native_percent,
        "syllable": habit.text,
    }


def _syllable_text(dots: Sequence[SyllableDot], index: int | None) -> str | None:
    return dots[index].text if index is not None and index < len(dots) else None
