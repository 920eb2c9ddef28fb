"""How near the delivery comes to natives performing the styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

import emotion_engine as engine

from .labels import style_label
from .members import members_in_words

Code = engine.DifferenceCode

# A word is salient if it has this many times an even share of the evidence.
STANDS_OUT = 1.5
NEARLY_AS_MUCH = 0.75  # of the first word's share, for a second word to be named too
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class StyleBar:
    """One style: how near the take is to it, and natives performing the target.

    ``low_percent`` to ``high_percent`` is where nine in ten recordings of the same take
    would be, in other rooms and with other microphones; ``None`` if not known.
    """

    code: str
    label: str
    percent: int
    native_percent: int | None
    is_target: bool
    is_nearest: bool
    low_percent: int | None = None
    high_percent: int | None = None

    @property
    def range_percent(self) -> int:
        """The width of the interval, for the graph."""
        return (self.high_percent or 0) - (self.low_percent or 0)


@dataclass(frozen=True, slots=True)
class SalientWord:
    """A word in which a style was heard most, with its place in the take."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ExpressionView:
    """How near the delivery comes to natives performing the styles.

    Until the ``voice`` is known only that is said, and ``bars`` and ``members``, what
    each model heard where several decide, are empty. ``nearest``
    is empty if no style stood out; ``match_percent`` is the share of native
    performances that are no nearer to the chosen style than this take.
    """

    target: str
    clear: bool
    headline: str
    text: str
    nearest: str
    match_percent: int | None
    difference: str
    salience: str
    salient_words: tuple[SalientWord, ...]
    bars: tuple[StyleBar, ...]
    voice: str
    members: tuple[str, ...]

    @property
    def has_intervals(self) -> bool:
        return any(bar.low_percent is not None for bar in self.bars)

    @property
    def has_natives(self) -> bool:
        return any(bar.native_percent is not None for bar in self.bars)


def expression_view(report: engine.UtteranceReport) -> ExpressionView | None:
    """The styles, nearest first; ``None`` where no style was asked for or computed."""
    expression = report.expression
    if expression is None:
        return None
    salient_words = _salient_words(expression.carried, report.words)
    return ExpressionView(
        target=style_label(expression.target),
        clear=expression.clear,
        headline=style_headline(expression),
        text=_expression_text(expression),
        nearest=style_label(expression.sounds_like),
        match_percent=_percent(expression.match),
        difference=_difference_text(expression.difference),
        salience=_salience_text(expression.carried, salient_words),
        salient_words=salient_words,
        bars=_bars(expression) if expression.voice_is_known else (),
        voice=voice_in_words(expression.own_takes),
        members=(
            members_in_words(expression.members) if expression.voice_is_known else ()
        ),
    )


def _bars(expression: engine.ExpressionResult) -> tuple[StyleBar, ...]:
    natives, intervals = (
        expression.native_probabilities or {},
        expression.intervals or {},
    )
    ranked = sorted(expression.probabilities.items(), key=lambda item: -item[1])
    return tuple(
        StyleBar(
            code=code,
            label=style_label(code),
            percent=round(100 * probability),
            native_percent=_percent(natives.get(code)),
            is_target=code == expression.target,
            is_nearest=code == expression.sounds_like,
            low_percent=_percent(low),
            high_percent=_percent(high),
        )
        for code, probability in ranked
        for low, high in [intervals.get(code, (None, None))]
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def style_headline(expression: engine.ExpressionResult) -> str:
    """Say what a delivery sounds like, in a sentence."""
    if not expression.voice_is_known:
        return voice_in_words(expression.own_takes)
    if not expression.clear:
        return _("Not clear: no style stood out.")
    nearest = style_label(expression.sounds_like)
    if expression.sounds_like == expression.target:
        return _("Your delivery sounds like the style you chose: %(style)s.") % {
            "style": nearest
        }
    return _("Your delivery sounds most like: %(style)s.") % {"style": nearest}


def voice_in_words(takes: int | None) -> str:
    """How well the voice is known from other takes; empty where that changes nothing."""
    if takes is None:
        return ""
    needed = engine.KNOWN_VOICE_TAKES
    if takes < needed:
        return _(
            "We are still getting to know your voice: %(n)d of %(needed)d takes."
        ) % {"n": takes, "needed": needed}
    return ngettext(
        "We know your voice from %(n)d take.",
        "We know your voice from %(n)d takes.",
        takes,
    ) % {"n": takes}


def _expression_text(expression: engine.ExpressionResult) -> str:
    if expression.match is not None:
        return _(
            "Of 100 native performances of “%(style)s”, yours comes as near to the "
            "style as, or nearer than, %(n)d."
        ) % {
            "style": style_label(expression.target),
            "n": round(100 * expression.match),
        }
    if not expression.voice_is_known:
        return _(
            "Much of how a take sounds is the voice, the room and the microphone. From "
            "a few more takes, best read plainly, we learn what is usual for you; until "
            "then we do not say what your delivery sounds like."
        )
    if not expression.clear:
        return _(
            "We would rather say nothing than guess. A larger change of pitch, speed "
            "or loudness makes a style easier to hear."
        )
    return _("This describes how the phrase was said, nothing else.")


def _difference_text(difference: engine.Difference | None) -> str:
    if difference is None:
        return ""
    words, voice = style_label(difference.words), style_label(difference.voice)
    sentence = _DIFFERENCES[difference.code]
    return sentence % {"words": words, "voice": voice}


def _salient_words(
    salience: engine.Salience | None, words: Sequence[engine.WordResult]
) -> tuple[SalientWord, ...]:
    """The words most salient for the style, if any stands out."""
    if salience is None or not salience.words:
        return ()
    shares = salience.words
    highest = max(shares)
    if highest < STANDS_OUT / len(shares):
        return ()
    named = [
        SalientWord(word.text, word.start_s, word.end_s)
        for word, share in zip(words, shares, strict=False)
        if share >= NEARLY_AS_MUCH * highest
    ]
    return tuple(named[:MOST_NAMED])


def _salience_text(
    salience: engine.Salience | None, salient_words: Sequence[SalientWord]
) -> str:
    if salience is None or not salient_words:
        return ""
    return ngettext(
        "“%(style)s” was heard most in the word %(words)s.",
        "“%(style)s” was heard most in the words %(words)s.",
        len(salient_words),
    ) % {
        "style": style_label(salience.style),
        "words": ", ".join(f"“{word.text}”" for word in salient_words),
    }


_DIFFERENCES = {
    Code.WARM_WORDS_FLAT_DELIVERY: gettext_lazy(
        "Warm words, flat delivery: the words suggest “%(words)s”, the voice “%(voice)s”."
    ),
    Code.STRONG_WORDS_FLAT_DELIVERY: gettext_lazy(
        "Strong words, flat delivery: the words suggest “%(words)s”, the voice “%(voice)s”."
    ),
    Code.VOICE_AND_WORDS_DIFFER: gettext_lazy(
        "The words suggest “%(words)s”, the voice “%(voice)s”."
    ),
}
