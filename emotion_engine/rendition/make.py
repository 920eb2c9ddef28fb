"""The learner's own voice with the natives' prosody; the interface of this package."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.audio.isolation import load_audio_isolated
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import RenditionError
from emotion_engine.files import write_atomically
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import RenditionPart, RenditionResult, UtteranceReport
from emotion_engine.resynthesis.world import analyse

from .natives import follow
from .pattern import Pattern, Reader, pattern_of
from .said import SaidWord, said_words
from .wanted import Wanted, render
from .wrong import wrong_pauses, wrong_words


def write_rendition(
    source: Path | bytes,
    report: UtteranceReport,
    profile: NativeProfile | None,
    *,
    parts: RenditionPart,
    reader: Reader,
    config: EngineConfig,
    out: Path,
) -> RenditionResult:
    """Write a take with the natives' prosody; see ``resynthesize_with_natives``."""
    waveform = load_audio_isolated(source, config.limits).waveform
    pattern = pattern_of(report.text, profile, config, reader)
    only = wrong_words(report) if parts is RenditionPart.WRONG else None
    pauses = wrong_pauses(report) if parts is RenditionPart.WRONG else ()
    changed, wanted = change(waveform, report, pattern, only=only, pauses=pauses)
    write_wav(out, changed)
    words = said_words(report)
    return RenditionResult(
        parts=parts,
        after=pattern.kind,
        n_speakers=pattern.n_speakers,
        words=tuple(word.index for word in words) if only is None else only,
        duration_s=len(changed) / SAMPLE_RATE,
        timeline=timeline(words, wanted),
    )


def change(
    waveform: np.ndarray,
    report: UtteranceReport,
    pattern: Pattern,
    *,
    only: Collection[int] | None = None,
    pauses: Collection[int] = (),
) -> tuple[np.ndarray, Wanted]:
    """Return the take changed to follow a pattern, and what was changed.

    Raises
    ------
    RenditionError
        The take was not judged, has no voiced frames, or there is nothing to change.
    """
    words = said_words(report)
    median_hz = report.melody.median_hz if report.melody else None
    if not report.assessable or not words or not median_hz:
        raise RenditionError("Only a take that could be judged has a rendition.")
    frames = analyse(waveform)
    wanted = follow(frames, words, pattern, median_hz, only=only, pauses=pauses)
    if not wanted.touched.any():
        raise RenditionError("Nothing in the take is to be changed.")
    return render(waveform, frames, wanted), wanted


def timeline(
    words: Collection[SaidWord], wanted: Wanted
) -> tuple[tuple[float, float], ...]:
    """Return where each syllable begins and ends in the take and in the rendition."""
    moments = {
        moment
        for word in words
        for syllable in word.syllables
        for moment in (syllable.span.start_s, syllable.span.end_s)
    }
    return tuple((moment, wanted.moved_s(moment)) for moment in sorted(moments))


def write_wav(out: Path, waveform: np.ndarray) -> None:
    """Write 16-bit mono WAV at 16 kHz, atomically."""
    buffer = io.BytesIO()
    samples = np.int16(np.clip(np.round(waveform * 32768), -32768, 32767))
    soundfile.write(buffer, samples, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    write_atomically(out, buffer.getvalue())
