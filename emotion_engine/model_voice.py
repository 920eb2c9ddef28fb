"""The facade's synthetic voice: speaks phrases, and times what is known to say them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .config import EngineConfig
from .results import SpokenSyllable
from .voice.readers import MODEL_VOICE
from .voice.speaker import SpeakerHabits


def synthesize_reference(
    text: str,
    *,
    config: EngineConfig,
    out: Path,
    voice: str = MODEL_VOICE,
    stress: Mapping[int, int | str] | None = None,
    accent: tuple[int, ...] = (),
    rises: bool | None = None,
) -> None:
    """Write a synthetic voice saying ``text`` to a WAV file.

    Parameters
    ----------
    voice : str
        The code of one of ``READING_VOICES``, which speaks with its own accent, or
        ``MODEL_VOICE``, the small one that also makes takes.
    stress, accent : mapping and tuple of int, optional
        Override the dictionary, and name the words that carry the sentence, as in
        ``analyze_utterance``.
    rises : bool, optional
        Whether it ends in a rise or in a fall; by default as the voice reads it.

    Raises
    ------
    CheckpointError
        The files of the voice are missing.
    """
    from .models import models_of
    from .voice.reading import read
    from .voice.synthesis import write_speech

    models = models_of(config)
    spoken = read(
        text,
        voice=models.speaker(voice),
        find_aligner=lambda: models.aligner,
        stress=stress,
        accent=accent,
        rises=rises,
    )
    write_speech(spoken, out)


def synthesize_take(
    text: str,
    *,
    habits: SpeakerHabits,
    config: EngineConfig,
    out: Path,
    stress: Mapping[int, int | str] | None = None,
    seed: int | None = None,
) -> None:
    """Write the model voice saying ``text`` as a learner might, to a WAV file.

    Parameters
    ----------
    habits : SpeakerHabits
        How the learner differs from the model voice.
    stress : mapping, optional
        Overrides the dictionary, as in ``analyze_utterance``.
    seed : int, optional
        Each is another rendition, as reproducible.

    Raises
    ------
    TextError
        A word has no such syllable, or is in no dictionary.
    """
    from .models import models_of
    from .voice.habits import write_take

    voice = models_of(config).voice
    write_take(text, habits, voice=voice, out=out, stress=stress, seed=seed)


def forget_voice() -> None:
    """Free the memory of the voices; the next reference loads it again."""
    from .memory import release_unused_memory
    from .models import forget_voices

    forget_voices()
    release_unused_memory()


def time_reference(
    source: Path | bytes,
    *,
    text: str,
    config: EngineConfig,
    stress: Mapping[int, int | str] | None = None,
) -> tuple[SpokenSyllable, ...]:
    """Time each syllable of a recording that is known to say ``text``.

    Raises
    ------
    AlignmentError
        The recording does not say the text after all.
    AudioError
        The file is no recording.
    """
    from .alignment.timing import time_syllables
    from .models import models_of

    aligner = models_of(config).aligner
    return time_syllables(
        source, text, stress=stress, aligner=aligner, limits=config.limits
    )


def outline_of(
    source: Path | bytes, *, config: EngineConfig
) -> list[tuple[float, float | None, float]]:
    """Return what a sound looks like, as ``features.outline`` describes it.

    Raises
    ------
    AudioError
        The file is no recording.
    """
    from .audio.decode import load_audio
    from .features.f0 import track_f0
    from .features.outline import outline
    from .models import models_of

    waveform = load_audio(source, config.limits).waveform
    return outline(waveform, track_f0(waveform, models_of(config).f0_detector))
