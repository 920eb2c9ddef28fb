"""Speak a phrase: a reference where no native has recorded it, and test material.

The phones come from our own lexicon, so no GPL phonemiser is needed and the stress can
be placed freely. The voice is CC0; its output is always labelled synthetic.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile

from emotion_engine.alignment.g2p import LettersToPhones
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.files import write_atomically

from .network import FOLDER, Voice
from .phrasing import write_phrase
from .symbols import word_symbols

SILENCE_S = 0.25
PEAK = 0.7
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) ")


class Speaker(Protocol):
    """What turns symbols into sound; Piper's voice and each of Kokoro's are such."""

    def speak(
        self, symbols: str, *, length_scale: float = 1.0, seed: int | None = None
    ) -> np.ndarray:
        """Say IPA symbols; returns float32, shape (n_samples,), at 16 kHz."""


@dataclass(frozen=True, slots=True)
class ModelVoice:
    """The voice, and the pronouncer of words that are in no dictionary."""

    network: Speaker
    letters_to_phones: LettersToPhones
    british: bool = False


def load_voice(weights_dir: Path, letters_to_phones: LettersToPhones) -> ModelVoice:
    """Load the voice; ``CheckpointError`` where it is missing."""
    return ModelVoice(Voice(weights_dir / FOLDER), letters_to_phones)


def synthesize(
    text: str,
    *,
    voice: ModelVoice,
    stress: Mapping[int, int | str] | None = None,
    emphasised: Collection[int] = (),
    accent: Collection[int] = (),
    length_scale: float = 1.0,
    seed: int | None = None,
) -> np.ndarray:
    """Speak a phrase, with a quarter second of silence before and after it.

    Parameters
    ----------
    text : str
        The phrase; its punctuation affects the melody.
    stress : mapping, optional
        Word index to stressed syllable, as in ``plan_phrase``.
    emphasised : collection of int
        Function words that are said in full: "I *can* do it".
    accent : collection of int
        The words that alone carry the sentence; empty leaves it to the voice.
    length_scale : float
        1 is the usual pace, 2 is half as fast.
    seed : int, optional
        Each seed gives another rendition of a phrase, equally reproducible; without
        one the rendition is always the same.

    Returns
    -------
    float32 array, shape (n_samples,)
        Mono at 16 kHz.
    """
    plan = plan_phrase(text, stress)
    symbols = write_phrase(
        plan,
        voice.letters_to_phones,
        emphasised=emphasised,
        accent=accent,
        british=voice.british,
    )
    return speak(symbols, voice=voice, length_scale=length_scale, seed=seed)


def synthesize_phones(
    plan: PhrasePlan,
    said: Mapping[int, Sequence[str]],
    *,
    voice: ModelVoice,
    marks: Mapping[int, Sequence[int]] | None = None,
    length_scale: float = 1.0,
    seed: int | None = None,
) -> np.ndarray:
    """Speak a phrase with given pronunciations of some of its words.

    Parameters
    ----------
    said : mapping of int to phones
        By word index: ARPAbet whose stress digits give stress and vowel quality.
    marks : mapping of int to stresses, optional
        By word index, for words in ``said``: the stress (0, 1, 2) of each vowel if it
        should differ from its digit, which then gives only the vowel quality.
    """
    marks = marks or {}
    given = {i: word_symbols(said[i], marks.get(i, ())) for i in said}
    symbols = write_phrase(
        plan, voice.letters_to_phones, given=given, british=voice.british
    )
    return speak(symbols, voice=voice, length_scale=length_scale, seed=seed)


def speak(
    symbols: str,
    *,
    voice: ModelVoice,
    length_scale: float = 1.0,
    seed: int | None = None,
) -> np.ndarray:
    """Speak symbols sentence by sentence, as in the voice's training."""
    silence = np.zeros(round(SILENCE_S * SAMPLE_RATE), dtype=np.float32)
    parts = [silence]
    for sentence in BETWEEN_SENTENCES.split(symbols):
        parts += [
            voice.network.speak(sentence, length_scale=length_scale, seed=seed),
            silence,
        ]
    waveform = np.concatenate(parts)
    return PEAK * waveform / max(float(np.abs(waveform).max()), 1e-6)


def write_speech(spoken: np.ndarray, out: Path) -> None:
    """Write a waveform at ``SAMPLE_RATE`` as 16-bit WAV, atomically."""
    buffer = io.BytesIO()
    soundfile.write(buffer, spoken, SAMPLE_RATE, format="WAV", subtype="PCM_16")
    write_atomically(out, buffer.getvalue())
