"""Beats as a target of the frozen trunk: nuclei of syllables, and which are stressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.signal import find_peaks
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from emotion_engine.alignment.aligner import Alignment, align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.expression.cnn.front_end import LogMel, standardised
from emotion_engine.expression.cnn.live import BeatHead
from emotion_engine.expression.cnn.trunk import EMBEDDING_RATE_HZ, AcousticTrunk
from emotion_engine.lab.corpora import Utterance
from emotion_engine.models import models_of
from emotion_engine.stress.lexical import expected_syllable, has_one_stress

from .stress_target import frames_of

UNKNOWN = -1
LEAST, APART = 0.5, 2  # of the probability of a nucleus; frames between two
NEAR = 2  # frames: a beat is right if a nucleus is as near
RATE, N_EPOCHS, BATCH_SIZE, WEIGHT_DECAY = 3e-3, 20, 512, 0.01


@dataclass(frozen=True, slots=True)
class BeatTake:
    """One take and its nuclei.

    Attributes
    ----------
    mels : tensor, shape (n_mel_frames, 64)
        Standardised.
    spans : tuple of (first, last)
        Frames of 40 ms of every nucleus, ``last`` exclusive.
    stressed : tuple of int
        1 or 0; -1 in words where no dictionary can know, as in those of one syllable.
    words : tuple of int
        The number of each syllable's word.
    """

    mels: Tensor
    spans: tuple[tuple[int, int], ...]
    stressed: tuple[int, ...]
    words: tuple[int, ...]


def beat_take(utterance: Utterance, config: EngineConfig) -> BeatTake | None:
    """Align a take with its text; ``None`` where that fails."""
    waveform = load_audio(utterance.path, config.limits).waveform
    try:
        found = align(waveform, plan_phrase(utterance.text), models_of(config).aligner)
    except AlignmentError:
        return None
    level = torch.from_numpy(at_working_level(waveform))
    mels = standardised(LogMel()(level[None]))[0]
    return BeatTake(
        mels,
        tuple(frames_of(syllable.nucleus) for syllable in found.syllables),
        stressed_of(found),
        tuple(word.index for word in found.words for _ in word.syllables),
    )


def stressed_of(found: Alignment) -> tuple[int, ...]:
    """Say of each syllable whether it is stressed, where the dictionary is certain."""
    marks: list[int] = []
    for word in found.words:
        if has_one_stress(word):
            true = expected_syllable(word)
            marks += [int(number == true) for number in range(len(word.syllables))]
        else:
            marks += [UNKNOWN] * len(word.syllables)
    return tuple(marks)


def frame_targets(take: BeatTake, n_frames: int) -> Tensor:
    """Return nucleus and stress of each frame, shape (n_frames, 2); stress -1 if unknown."""
    targets = torch.tensor([0.0, UNKNOWN]).repeat(n_frames, 1)
    for (first, last), stressed in zip(take.spans, take.stressed, strict=True):
        targets[first:last] = torch.tensor([1.0, float(stressed)])
    return targets


@torch.no_grad()
def embeddings_of(trunk: AcousticTrunk, takes: Sequence[BeatTake]) -> list[Tensor]:
    """Embed each take, shape (n_frames, size)."""
    sizes = [torch.tensor([len(take.mels)]) for take in takes]
    return [
        trunk(take.mels[None], size)[0][0]
        for take, size in zip(takes, sizes, strict=True)
    ]


def fit_beats(
    embeddings: Sequence[Tensor], takes: Sequence[BeatTake], *, seed: int
) -> BeatHead:
    """Train the head on the frames of aligned takes."""
    torch.manual_seed(seed)
    states = torch.cat(list(embeddings))
    pairs = zip(takes, embeddings, strict=True)
    targets = torch.cat([frame_targets(take, len(e)) for take, e in pairs])
    head = BeatHead(states.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=WEIGHT_DECAY)
    for _ in range(N_EPOCHS):
        for rows in torch.randperm(len(states)).split(BATCH_SIZE):
            optimizer.zero_grad()
            beat_loss(head(states[rows]), targets[rows]).backward()
            optimizer.step()
    return head.eval()


def beat_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Add the cross-entropies of nuclei in all frames and of stress where known."""
    nucleus = binary_cross_entropy_with_logits(logits[:, 0], targets[:, 0])
    known = targets[:, 1] != UNKNOWN
    if not bool(known.any()):
        return nucleus
    stress = binary_cross_entropy_with_logits(logits[known, 1], targets[known, 1])
    return nucleus + stress


def beats_in(nucleus: np.ndarray) -> np.ndarray:
    """Return frames at which a syllable beats: peaks of the probability of a nucleus."""
    padded = np.pad(nucleus, 1)
    return find_peaks(padded, height=LEAST, distance=APART)[0] - 1


@torch.no_grad()
def beat_figures(
    head: BeatHead, embeddings: Sequence[Tensor], takes: Sequence[BeatTake]
) -> dict[str, float]:
    """Compare beats with aligned nuclei, and stress with the dictionary.

    Returns
    -------
    dict
        ``recall`` and ``precision`` of nuclei within 80 ms, ``stress_accuracy`` of
        words of several syllables, and ``n_words``.
    """
    hits = np.zeros(4)  # nuclei found, nuclei, beats right, beats
    right: list[bool] = []
    for take, states in zip(takes, embeddings, strict=True):
        said = head(states).sigmoid().numpy()
        beats = beats_in(said[:, 0])
        middles = np.array([(a + b - 1) / 2 for a, b in take.spans])
        gaps = np.abs(beats[:, None] - middles[None])
        near = gaps <= NEAR if gaps.size else np.zeros(gaps.shape, bool)
        hits += near.any(0).sum(), len(middles), near.any(1).sum(), len(beats)
        right += words_right(take, said[:, 1])
    return {
        "recall": hits[0] / hits[1],
        "precision": hits[2] / max(hits[3], 1),
        "within_s": NEAR / EMBEDDING_RATE_HZ,
        "stress_accuracy": float(np.mean(right)) if right else float("nan"),
        "n_words": len(right),
    }


def words_right(take: BeatTake, stress: np.ndarray) -> list[bool]:
    """Say of each graded word whether its stressed syllable has the highest value."""
    words: dict[int, list[tuple[float, int]]] = {}
    for span, stressed, word in zip(take.spans, take.stressed, take.words, strict=True):
        if stressed != UNKNOWN:
            part = stress[span[0] : span[1]]
            value = float(part.mean()) if len(part) else 0.0
            words.setdefault(word, []).append((value, stressed))
    return [max(values)[1] == 1 for values in words.values()]
