"""General speech without emotion labels, with the targets of the source tasks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from emotion_engine.alignment.aligner import Alignment, align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, TextError
from emotion_engine.expression.cnn.trunk import EMBEDDING_RATE_HZ
from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.training.feature_cache import frame_cache
from emotion_engine.models import models_of

from .mels import mels_of

LAYERS = (1, 2, 3, 4, 5)
N_COMPONENTS = 256
SAMPLED = 7  # every seventh frame is enough for means and components
NO_PHONE = "SIL"
UNKNOWN = -1
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceTakes:
    """Takes with the targets of the source tasks, at 25 frames a second.

    Attributes
    ----------
    mels : list of tensors, each of shape (n_mel_frames, 64)
    hidden : list of bfloat16 tensors, each of shape (n_frames, n_components)
        The frozen encoder's layers, reduced to their principal components.
    phones : list of int64 tensors, each of shape (n_frames,), or None
        Number of the phone in ``phone_names``; -1 where it is not known.
    """

    mels: list[Tensor]
    hidden: list[Tensor]
    phones: list[Tensor] | None
    phone_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.mels)


def source_takes(
    corpora: Sequence[Corpus], config: EngineConfig, *, with_phones: bool
) -> SourceTakes:
    """Read or compute everything; alignment takes the longest."""
    mels = [take for corpus in corpora for take in mels_of(corpus)]
    hidden = components([states(corpus, config) for corpus in corpora])
    phones, names = None, ()
    if with_phones:
        utterances = [u for corpus in corpora for u in corpus.utterances]
        lengths = [len(take) for take in hidden]
        phones, names = phone_labels(utterances, lengths, config)
    return SourceTakes(mels, hidden, phones, names)


def states(corpus: Corpus, config: EngineConfig) -> list[np.ndarray]:
    """Return concatenated middle layers, each of shape (n_frames, n_features)."""
    frames = frame_cache(config).read(corpus.paths)
    side_by_side = [take[list(LAYERS)].transpose(1, 0, 2) for take in frames]
    return [take.reshape(len(take), -1) for take in side_by_side]


def components(corpora: Sequence[Sequence[np.ndarray]]) -> list[Tensor]:
    """Standardise, project on principal components, and even out their scales."""
    takes = [take for corpus in corpora for take in corpus]
    sample = torch.from_numpy(np.concatenate([t[::SAMPLED] for t in takes])).float()
    mean, scale = sample.mean(0), sample.std(0) + 1e-4
    even = (sample - mean) / scale
    values, vectors = torch.linalg.eigh(even.T @ even / len(even))
    strength = values[-N_COMPONENTS:].clamp(min=1e-6)
    project = vectors[:, -N_COMPONENTS:] / strength.sqrt().sqrt()
    project = project / (even @ project).std()
    return [
        (((torch.from_numpy(take).float() - mean) / scale) @ project).bfloat16()
        for take in takes
    ]


def phone_labels(
    utterances: Sequence[Utterance], lengths: Sequence[int], config: EngineConfig
) -> tuple[list[Tensor], tuple[str, ...]]:
    """Align takes that have a text; vowels are distinguished by stress."""
    spoken = [phones_of(utterance, config) for utterance in utterances]
    found = {name for phones in spoken for name, _, _ in phones}
    names = (NO_PHONE, *sorted(found - {NO_PHONE}))
    labels = [
        frames_of(phones, n_frames, names)
        for phones, n_frames in zip(spoken, lengths, strict=True)
    ]
    return labels, names


def phones_of(
    utterance: Utterance, config: EngineConfig
) -> list[tuple[str, float, float]]:
    """Return phones with begin and end in seconds of speech; none without a text."""
    if not utterance.text:
        return []
    waveform = load_audio(utterance.path, config.limits).waveform
    try:
        found = align(waveform, plan_phrase(utterance.text), models_of(config).aligner)
    except (AlignmentError, TextError) as error:
        logger.info("%s: %s", utterance.path.name, error)
        return []
    speech = detect_speech(waveform)
    return in_speech(found, speech[0].start_s if speech else 0.0)


def in_speech(found: Alignment, begin_s: float) -> list[tuple[str, float, float]]:
    """Name each phone, vowels with 1 for stressed and 0 for unstressed."""
    return [
        (stressed_or_not(phone.label), phone.start_s - begin_s, phone.end_s - begin_s)
        for word in found.words
        for syllable in word.syllables
        for phone in syllable.phones
    ]


def stressed_or_not(label: str) -> str:
    """Make secondary stress primary: ``AH2`` is ``AH1``."""
    return label.replace("2", "1")


def frames_of(
    phones: Sequence[tuple[str, float, float]], n_frames: int, names: Sequence[str]
) -> Tensor:
    """Return the phone at the middle of each frame; silence between phones."""
    if not phones:
        return torch.full((n_frames,), UNKNOWN)
    labels = torch.full((n_frames,), names.index(NO_PHONE))
    middles_s = (torch.arange(n_frames) + 0.5) / EMBEDDING_RATE_HZ
    for name, start_s, end_s in phones:
        labels[(middles_s >= start_s) & (middles_s < end_s)] = names.index(name)
    return labels
