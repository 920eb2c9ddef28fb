"""The facade's renditions: a take once more, with the prosody of others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .config import EngineConfig
from .profiles.store import NativeProfile
from .results import (
    CueAdvice,
    RenditionPart,
    RenditionResult,
    UtteranceReport,
    VoiceTrace,
)
from .voice.readers import MODEL_VOICE


def resynthesize_with_natives(
    source: Path | bytes,
    report: UtteranceReport,
    profile: NativeProfile | None = None,
    *,
    parts: RenditionPart = RenditionPart.ALL,
    voice: str = MODEL_VOICE,
    stress: Mapping[int, int | str] | None = None,
    accent: tuple[int, ...] = (),
    config: EngineConfig,
    out: Path,
) -> RenditionResult:
    """Write the learner's own voice with the natives' prosody, as 16-bit WAV.

    Parameters
    ----------
    source : Path or bytes
        The take that was analysed.
    report : UtteranceReport
        Its analysis.
    profile : NativeProfile, optional
        The natives; without them a synthetic voice is the pattern, as the result notes.
    parts : RenditionPart
        All of the take, or only the words of ``wrong_words``: all other samples are
        then left as they are.
    voice : str
        The code of that voice, as in ``synthesize_reference``.
    stress, accent : mapping and tuple of int, optional
        For that voice, as in ``synthesize_reference``.

    Raises
    ------
    RenditionError
        The take was not judged, or there is nothing to change in it.
    """
    from .rendition.make import write_rendition
    from .rendition.pattern import Reader

    return write_rendition(
        source,
        report,
        profile,
        parts=parts,
        reader=Reader(voice, stress or {}, accent),
        config=config,
        out=out,
    )


def try_cues(
    source: Path | bytes,
    report: UtteranceReport,
    *,
    style: str,
    own_voice: tuple[VoiceTrace, ...] = (),
    config: EngineConfig,
) -> CueAdvice:
    """Change each cue outside the natives' band by itself, and rate the style again.

    Parameters
    ----------
    source : Path or bytes
        The take that was analysed.
    report : UtteranceReport
        Its analysis, compared with natives.
    style : str
        The style that was asked for.
    own_voice : tuple of VoiceTrace
        As for ``analyze_utterance``.

    Raises
    ------
    RenditionError
        Expression is off, the style is unknown, or the take was not judged.
    """
    from .rendition.cues import advise

    return advise(source, report, style=style, own_voice=own_voice, config=config)


def wrong_words(report: UtteranceReport) -> tuple[int, ...]:
    """Return which words of a report are off in stress, melody, length or loudness."""
    from .rendition.wrong import wrong_words as wrong

    return wrong(report)
