"""The graded words of single takes, measured once and cached on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from emotion_engine.alignment.aligner import Alignment, align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.encoders.base import Encoding
from emotion_engine.errors import AlignmentError
from emotion_engine.expression.cnn.front_end import standardised
from emotion_engine.expression.cnn.trunk import EMBEDDING_RATE_HZ, AcousticTrunk
from emotion_engine.files import cache_folder, write_atomically
from emotion_engine.lab.corpora import Utterance
from emotion_engine.measure import measure
from emotion_engine.models import models_of
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.lexical import (
    expected_syllable,
    features_by_word,
    has_one_stress,
)
from emotion_engine.stress.prominence import vowel_states
from emotion_engine.version import ENGINE_VERSION

from .cnn.mels import MelEncoder
from .moved_prominence import move

FORMAT = "7"  # of the cached files; those of another version are measured again


@dataclass(frozen=True, slots=True)
class MeasuredWord:
    """One graded word of a take.

    Attributes
    ----------
    index : int
        Its index in the phrase.
    expected : int
        The dictionary's syllable.
    features : float32 array, shape (n_syllables, n_features)
    trunk : float32 array, shape (n_syllables, n_embedding)
        The embeddings of the CNN's trunk for each vowel, centred within the word.
    nuclei_s : float array, shape (n_syllables, 2)
        Where each vowel starts and ends.
    moved_to : int or None
        The syllable actually stressed, if the take was resynthesised.
    """

    index: int
    text: str
    expected: int
    features: np.ndarray
    trunk: np.ndarray
    nuclei_s: np.ndarray
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class MeasuredTake:
    """The graded words of a take, and its log-mels, shape (n_frames, 64).

    The log-mels are standardised, as the CNN gets them.
    """

    words: tuple[MeasuredWord, ...]
    mels: np.ndarray


def measure_words(
    utterance: Utterance,
    config: EngineConfig,
    *,
    treatment: str | None = None,
    seed: int = 0,
) -> tuple[MeasuredWord, ...] | None:
    """Measure the graded words of a take; ``None`` where it cannot be aligned."""
    taken = measure_take(utterance, config, treatment=treatment, seed=seed)
    return taken and taken.words


def measure_take(
    utterance: Utterance,
    config: EngineConfig,
    *,
    treatment: str | None = None,
    seed: int = 0,
) -> MeasuredTake | None:
    """Measure a take; ``None`` where it cannot be aligned.

    Cached results are read from the folder ``FEATURE_CACHE``.
    """
    known = file_of(utterance, config, treatment, seed)
    if known.is_file():
        return unpacked(np.load(known))
    try:
        taken = hear(utterance, config, treatment, seed)
    except AlignmentError:
        taken = None
    buffer = io.BytesIO()
    np.savez(buffer, **packed(taken))
    write_atomically(known, buffer.getvalue())
    return taken


def hear(
    utterance: Utterance, config: EngineConfig, treatment: str | None, seed: int
) -> MeasuredTake:
    """Align and measure a take, after moving its prominence if requested.

    A moved take is aligned again, like any other.
    """
    waveform = load_audio(utterance.path, config.limits).waveform
    plan = plan_phrase(utterance.text)
    stressed: dict[int, int] = {}
    if treatment:
        number = int.from_bytes(hashlib.sha256(waveform.tobytes()).digest()[:4])
        generator = np.random.default_rng([number, seed])
        alignment = align(waveform, plan, models_of(config).aligner)
        moved = move(waveform, alignment, treatment, generator)
        waveform, stressed = moved.waveform, moved.stressed
    taken = measure(waveform, plan, models_of(config))
    mels = MelEncoder().encode([at_working_level(waveform)])
    by_word = features_by_word(taken.alignment, taken.nuclei, taken.states)
    embedded = trunk_states(mels, taken.alignment, models_of(config).trunk)
    by_trunk = features_by_word(taken.alignment, taken.nuclei, embedded)
    words = tuple(
        MeasuredWord(
            word.index,
            word.text,
            expected_syllable(word),
            np.float32(features),
            np.float32(beside[:, len(NAMES) :]),
            np.array([[s.nucleus.start_s, s.nucleus.end_s] for s in word.syllables]),
            stressed.get(word.index),
        )
        for (word, features), (_, beside) in zip(by_word, by_trunk, strict=True)
        if has_one_stress(word) and not (treatment and word.index not in stressed)
    )
    return MeasuredTake(words, standardised(mels.hidden_states[0])[0].numpy())


@torch.no_grad()
def trunk_states(
    mels: Encoding, alignment: Alignment, trunk: AcousticTrunk
) -> np.ndarray:
    """Return the trunk's embedding of each vowel of a take, (n_vowels, size)."""
    embedded, n_frames = trunk(standardised(mels.hidden_states[0]), mels.n_frames)
    encoding = Encoding(embedded[None], n_frames, EMBEDDING_RATE_HZ)
    vowels = [syllable.nucleus for syllable in alignment.syllables]
    return vowel_states(encoding, vowels, layers=(0,))


def file_of(
    utterance: Utterance, config: EngineConfig, treatment: str | None, seed: int
) -> Path:
    """Return the file in which a take's words are cached."""
    content = hashlib.sha256(utterance.path.read_bytes()).hexdigest()
    encoder = config.acoustic_encoder
    recipe = (
        content,
        utterance.text,
        encoder,
        treatment or "",
        seed if treatment else "",
    )
    key = "\n".join(map(str, (*recipe, ENGINE_VERSION, FORMAT)))
    name = hashlib.sha256(key.encode()).hexdigest()
    return cache_folder() / "words" / name[:2] / f"{name}.npz"


def packed(taken: MeasuredTake | None) -> dict[str, np.ndarray]:
    """Turn a take into arrays."""
    if taken is None:
        return {"failed": np.array(1)}
    words = taken.words
    return {
        "index": np.array([word.index for word in words], int),
        "text": np.array([word.text for word in words], str),
        "expected": np.array([word.expected for word in words], int),
        "n_syllables": np.array([len(word.features) for word in words], int),
        "moved_to": np.array(
            [-1 if word.moved_to is None else word.moved_to for word in words], int
        ),
        "features": joined([word.features for word in words]),
        "trunk": joined([word.trunk for word in words]),
        "nuclei_ms": np.int32(
            np.rint(1000 * np.concatenate([np.zeros((0, 2)), *nuclei_of(words)]))
        ),
        "mels": np.float16(taken.mels if words else taken.mels[:0]),
    }


def nuclei_of(words: Sequence[MeasuredWord]) -> list[np.ndarray]:
    """Return the places of the vowels, word by word."""
    return [word.nuclei_s for word in words]


def joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Concatenate the rows of all words, in half precision."""
    return np.float16(np.concatenate(parts or [np.zeros((0, 0))]))


def unpacked(kept: dict[str, np.ndarray]) -> MeasuredTake | None:
    """Turn arrays into a take again."""
    if "failed" in kept:
        return None
    ends = np.cumsum(kept["n_syllables"])[:-1]
    rows = zip(
        kept["index"],
        kept["text"],
        kept["expected"],
        kept["moved_to"],
        np.split(np.float32(kept["features"]), ends),
        np.split(np.float32(kept["trunk"]), ends),
        np.split(kept["nuclei_ms"] / 1000, ends),
        strict=False,
    )
    words = tuple(
        MeasuredWord(
            int(index),
            str(text),
            int(expected),
            features,
            trunk,
            nuclei_s,
            None if to < 0 else int(to),
        )
        for index, text, expected, to, features, trunk, nuclei_s in rows
    )
    return MeasuredTake(words, np.float32(kept["mels"]))
