"""Findings on the chosen style and on the recording itself."""

from __future__ import annotations

from collections.abc import Iterator

from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import Finding, FindingCode, UtteranceReport

LOW_MATCH = 0.1


def style(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report how near the delivery came to natives performing the chosen style."""
    heard = report.expression
    if heard is None or heard.target is None or not heard.voice_is_known:
        return
    if not heard.clear:
        yield Finding(
            FindingCode.STYLE_NOT_CLEAR,
            0.35,
            None,
            None,
            details={"style": heard.target},
        )
    elif heard.sounds_like != heard.target and is_low(heard.match):
        yield Finding(
            FindingCode.STYLE_FAR_FROM_TARGET,
            0.5,
            None,
            None,
            details={"style": heard.target, "sounds_like": heard.sounds_like},
        )


def is_low(match: float | None) -> bool:
    """Whether natives lie nearer; without natives nothing is known of that."""
    return match is not None and match < LOW_MATCH


def words_and_voice(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report a voice that differs from the words, where their style was chosen.

    Who only reads chose no style, and one chosen against the words is meant to differ.
    """
    heard = report.expression
    if heard is None or heard.target is None or heard.difference is None:
        return
    found = heard.difference
    if found.words != heard.target or any(style(report, profile)):
        return
    yield Finding(
        FindingCode.VOICE_AND_WORDS_DIFFER,
        0.35,
        None,
        None,
        details={
            "difference": found.code.value,
            "style": found.words,
            "sounds_like": found.voice,
        },
    )


def sound(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report properties of the recording that limit what can be heard."""
    quality = report.quality
    if quality is None:
        return
    if quality.is_narrow:
        yield Finding(
            FindingCode.NARROW_BANDWIDTH,
            0.35,
            None,
            None,
            details={"bandwidth_hz": round(quality.bandwidth_hz)},
        )
    if quality.is_noisy:
        yield Finding(
            FindingCode.NOISY_TAKE,
            0.4,
            None,
            None,
            details={"snr_db": round(quality.snr_db, 1)},
        )
