"""The facade's synthetic voice: speaks phrases, and times what is known to say them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .config import EngineConfig
from .results import SpokenSyllable
from .voice.speaker import SpeakerHabits


def synthesize_reference(
    text: str,
    *,
    config: EngineConfig,
    out: Path,
    stress: Mapping[int, int | str] | None = None,
) -> None:
    """Write the synthetic model voice saying ``text`` to a WAV file.

    ``stress`` overrides the dictionary, as in ``analyze_utterance``.
    """
    from .models import models_of
    from .voice.synthesis import write_reference

    write_reference(text, voice=models_of(config).voice, out=out, stress=stress)


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
    """Free the memory of the model voice; the next reference loads it again."""
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
