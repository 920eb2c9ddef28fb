"""Boundaries where the sound changes most, in place of ones placed by hand.

Hand-labelled speech (TIMIT) forbids commercial use. A boundary between two phones lies
near a peak of spectral change (Rabiner and Juang, 1993, on spectral transition
measures); single peaks are noisy, but a network trained on thousands of them learns what
they have in common, and can then choose better among the peaks of each.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from emotion_engine.alignment.aligner import find_phones
from emotion_engine.alignment.boundaries import SHIFTS_S, BoundaryModel, Outline
from emotion_engine.alignment.lexicon import is_vowel
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.alignment.spectrum import HOP_S, band_levels
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.models import models_of
from emotion_engine.results import Span

from .hand_labelled import HandLabelledTake
from .hand_segments import HandWord

LONGEST_S = 14.0
BESIDE = 4  # frames of 5 ms that are compared on either side
QUIETEST = -4.0  # of band levels: what is weaker changes nothing
LEAST_CHANGE = 0.05  # keeps the logarithm finite
NEAR_ALIGNER_S = 0.015  # how far from the aligner's boundary a peak is expected
NEAR_NETWORK_S = 0.01  # and from that of a network

logger = logging.getLogger(__name__)


def label_by_sound(
    corpora: Sequence[Corpus], config: EngineConfig
) -> list[HandLabelledTake]:
    """Align takes of at most 14 s, and place each boundary at the nearest strong change.

    Returns
    -------
    list of HandLabelledTake
        As ``load_hand_labelled`` would return them. A take that cannot be aligned is
        left out, and logged.
    """
    utterances = [take for corpus in corpora for take in corpus.utterances]
    labelled = []
    for utterance in utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        if len(waveform) > LONGEST_S * 16_000:
            continue
        plan = plan_phrase(utterance.text)
        try:
            found = find_phones(waveform, plan, models_of(config).aligner)
        except AlignmentError as error:
            logger.info("%s left out: %s", utterance.path.name, error)
            continue
        path, speaker = utterance.path, utterance.speaker
        take = HandLabelledTake(path, speaker, waveform, plan, found, ())
        labelled.append(placed(take, at_change(waveform, take.outline)))
    logger.info("%d takes with boundaries where the sound changes", len(labelled))
    return labelled


def placed_again(take: HandLabelledTake, model: BoundaryModel) -> HandLabelledTake:
    """Choose among the changes of a take by what a network has learnt from others."""
    moved_s = model.place(take.waveform, take.outline).moved_s
    around = at_change(take.waveform, take.outline, moved_s, NEAR_NETWORK_S)
    return placed(take, around)


def at_change(
    waveform: np.ndarray,
    outline: Outline,
    expected_s: np.ndarray | float = 0.0,
    near_s: float = NEAR_ALIGNER_S,
) -> np.ndarray:
    """Return the time of the strongest change near each boundary.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
    expected_s : array, shape (n_boundaries,), optional
        How much later than the aligner's boundary a change is expected.
    near_s : float
        Deviation of the normal prior around it.

    Returns
    -------
    float array, shape (n_boundaries,)
    """
    change = np.log(spectral_change(band_levels(waveform)) + LEAST_CHANGE)
    found_s = np.array([b.time_s for b in outline.boundaries])
    expected_s = np.broadcast_to(expected_s, found_s.shape)[:, None]
    frames = np.rint((found_s[:, None] + SHIFTS_S) / HOP_S).astype(int)
    heard = change[np.clip(frames, 0, len(change) - 1)]
    prior = -0.5 * np.square((SHIFTS_S - expected_s) / near_s)
    return found_s + SHIFTS_S[(heard + prior).argmax(axis=1)]


def spectral_change(levels: np.ndarray) -> np.ndarray:
    """Compare the mean spectra of 20 ms before and after each frame.

    Parameters
    ----------
    levels : array, shape (n_frames, n_bands)
        As ``spectrum.band_levels`` returns them.

    Returns
    -------
    float array, shape (n_frames,)
        Euclidean distance of the two.
    """
    loud = np.pad(np.maximum(levels, QUIETEST), ((BESIDE, BESIDE), (0, 0)), mode="edge")
    sums = np.cumsum(np.vstack([np.zeros((1, loud.shape[1])), loud]), axis=0)
    means = (sums[BESIDE:] - sums[:-BESIDE]) / BESIDE  # of frames i to i + BESIDE - 1
    here = np.arange(len(levels))
    before, after = means[here], means[here + BESIDE + 1]
    return np.linalg.norm(after - before, axis=1)


def placed(take: HandLabelledTake, times_s: np.ndarray) -> HandLabelledTake:
    """Give a take words and vowels that begin and end at given boundaries."""
    edges, words = iter(take.outline.edges), []
    for phones in take.found:
        own = [times_s[list(next(edges))] for _ in phones]
        vowels = [
            Span(*edge.tolist())
            for edge, phone in zip(own, phones, strict=True)
            if is_vowel(phone.label)
        ]
        span = Span(float(own[0][0]), float(own[-1][1]))
        words.append(HandWord(span, tuple(vowels)))
    return HandLabelledTake(
        take.path, take.speaker, take.waveform, take.plan, take.found, tuple(words)
    )
