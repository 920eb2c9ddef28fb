"""Time each syllable of a recording that is known to say its text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from emotion_engine.audio.isolation import load_audio_isolated
from emotion_engine.config import AudioLimits
from emotion_engine.results import SpokenSyllable

from .aligner import Aligner, align
from .phrase import plan_phrase


def time_syllables(
    source: Path | bytes,
    text: str,
    *,
    stress: Mapping[int, int | str] | None = None,
    aligner: Aligner,
    limits: AudioLimits,
) -> tuple[SpokenSyllable, ...]:
    """Find every syllable of a recording in time.

    Raises
    ------
    AlignmentError
        The recording does not say the text, or is too short for it.
    AudioError
        The file is no recording.
    """
    plan = plan_phrase(text, dict(stress or {}))
    waveform = load_audio_isolated(source, limits).waveform
    return tuple(
        SpokenSyllable(word.index, at, syllable.start_s, syllable.end_s)
        for word in align(waveform, plan, aligner).words
        for at, syllable in enumerate(word.syllables)
    )
