"""A report as a short table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import emotion_engine as engine

from . import rules

BAR_WIDTH = 20
SCORES = ("accuracy", "fluency", "prosody", "total", "completeness")


def lines_of(report: engine.UtteranceReport) -> Iterator[str]:
    """The lines of the table, top to bottom."""
    yield from _verdict(report)
    yield from _words(report.words)
    yield from _delivery(report.delivery)
    yield from _expression(report.expression)
    yield from _findings(report.findings)
    yield from _reference(report.reference)
    total_ms = sum(report.timings_ms.values())
    yield f"time         {total_ms:.0f} ms"


def _verdict(report: engine.UtteranceReport) -> Iterator[str]:
    verdict = "yes" if report.assessable else f"no: {report.reason}"
    yield f"assessable   {verdict}"
    if report.heard is not None:
        yield f"heard        {report.heard}"
    if quality := report.quality:
        snr = quality.snr_db
        noise = "" if snr is None else f", {snr:.0f} dB above the noise"
        yield (
            f"recording    {quality.duration_s:.1f} s, "
            f"{quality.speech_s:.1f} s speech{noise}"
        )


def _words(words: Sequence[engine.WordResult]) -> Iterator[str]:
    if words:
        yield "words        start   end    syllables (heard stress in capitals)"
    for word in words:
        syllables = "-".join(_syllable(s, word) for s in word.syllables)
        yield (
            f"             {word.start_s:5.2f}  {word.end_s:5.2f}   "
            f"{syllables:<24} {word.stress_state}"
        )


def _syllable(syllable: engine.SyllableResult, word: engine.WordResult) -> str:
    is_choice = len(word.syllables) > 1
    text = syllable.text.lower()
    return text.upper() if is_choice and syllable.stressed else text


def _delivery(delivery: engine.DeliveryResult | None) -> Iterator[str]:
    for name in SCORES if delivery else ():
        if score := getattr(delivery, name):
            yield f"{name:<12} {score.value:4.1f}   ({score.low:.1f} to {score.high:.1f})"


def _expression(expression: engine.ExpressionResult | None) -> Iterator[str]:
    if not expression:
        return
    if expression.own_takes is not None:
        needed = engine.KNOWN_VOICE_TAKES
        yield f"voice        known from {expression.own_takes} takes, {needed} are needed"
    yield f"sounds like  {expression.sounds_like or 'not clear'}"
    if expression.match is not None:
        share = f"{expression.match:.0%} of natives"
        yield f"match        at or above {share} in the style {expression.target}"
    if difference := expression.difference:
        yield f"words        suggest {difference.words}, the voice {difference.voice}"
    ranked = sorted(expression.probabilities.items(), key=lambda item: -item[1])
    for style, probability in ranked:
        bar = "#" * round(BAR_WIDTH * probability)
        yield f"  {style:<10} {probability:4.0%}  {bar}"


def _findings(findings: Sequence[engine.Finding]) -> Iterator[str]:
    for number, finding in enumerate(findings, start=1):
        yield f"finding {number:<4} {finding.code}: {rules.describe(finding).text}"


def _reference(reference: engine.Reference | None) -> Iterator[str]:
    if reference:
        yield (
            f"reference    {reference.n_speakers} {reference.kind} speakers, "
            f"{reference.source}, {reference.licence}"
        )
