"""Whether salience is highest where the style was performed.

Two takes of one actor and sentence are concatenated, one in a style and one neutral, so
that it is known which half should be salient.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import SAMPLE_RATE, AudioLimits, EngineConfig
from emotion_engine.encoders.base import AcousticEncoder
from emotion_engine.errors import CorpusError
from emotion_engine.expression.salience import evidence_for
from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.splits import folds_of
from emotion_engine.lab.tasks import SEED, evaluation
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.train_expression import ExpressionRecipe, styled_takes
from emotion_engine.profiles.store import NEUTRAL

SIMILAR = {NEUTRAL, "calm"}
GAP_S = 0.2
STRENGTH = 0.001


@dataclass(frozen=True, slots=True)
class Pair:
    """A styled and a neutral take of one speaker and sentence."""

    styled: Utterance
    neutral: Utterance
    styled_first: bool


def evaluate_moments(
    folder: Path, config: EngineConfig, *, seed: int, **choice: Unpack[Choice]
) -> dict[str, Any]:
    """Retrain for every fold, then locate the evidence for a style in spliced takes.

    Returns
    -------
    dict
        ``share``: how much of the evidence for the style lies in its half, with an
        interval over speakers; ``by_length`` is the share expected from the half's
        length alone; ``right_half`` is the share of takes that exceed it.
    """
    corpus, cache = load_chosen(folder, **choice), FeatureCache.of(config)
    recipe = ExpressionRecipe(seed=seed)
    takes = styled_takes(corpus, cache, recipe.variants)
    encoder = cache.load_encoder()
    shares, lengths, speakers = [], [], []
    for fold in folds_of(corpus, seed=recipe.seed):
        head = takes.fit(fold.train, recipe, STRENGTH)
        for pair in pairs_of([corpus.utterances[i] for i in fold.test]):
            states, styled = spliced(pair, encoder)
            label = takes.labels.index(pair.styled.emotion)
            evidence = np.maximum(evidence_for(head.over_time(states), label), 0)
            shares.append(evidence[styled].sum() / max(evidence.sum(), 1e-9))
            lengths.append(styled.mean())
            speakers.append(pair.styled.speaker)
    if not shares:
        raise CorpusError(f"{corpus.folder} has no neutral take beside a styled one.")
    share, length = np.array(shares), np.array(lengths)
    return {
        "share": float(share.mean()),
        "share_interval": interval_over_speakers(lambda i: share[i].mean(), speakers),
        "by_length": float(length.mean()),
        "right_half": float((share > length).mean()),
        "n": len(share),
        "n_speakers": len(set(speakers)),
    }


def pairs_of(utterances: list[Utterance]) -> Iterator[Pair]:
    """Pair the first take of each style and sentence with a neutral one, both ways."""
    neutral, seen = {}, set()
    for one in utterances:
        if one.emotion == NEUTRAL:
            neutral.setdefault((one.speaker, one.text), one)
    for one in utterances:
        key = (one.speaker, one.text, one.emotion)
        if one.emotion in SIMILAR or key in seen or key[:2] not in neutral:
            continue
        seen.add(key)
        for styled_first in (True, False):
            yield Pair(one, neutral[key[:2]], styled_first)


def spliced(pair: Pair, encoder: AcousticEncoder) -> tuple[np.ndarray, np.ndarray]:
    """Encode both takes as one.

    Returns
    -------
    states : float32 array, shape (n_layers + 1, n_frames, hidden_size)
    styled : boolean array, shape (n_frames,)
        Which frames belong to the styled take.
    """
    takes = [speech_of(one) for one in (pair.styled, pair.neutral)]
    first, second = takes if pair.styled_first else takes[::-1]
    gap = np.zeros(int(GAP_S * SAMPLE_RATE), np.float32)
    encoding = encoder.encode([np.concatenate([first, gap, second])])
    states = encoding.hidden_states[:, 0, : int(encoding.n_frames[0])].float()
    times_s = np.arange(states.shape[1]) / encoding.frame_rate_hz
    in_first = times_s < (len(first) + len(gap) / 2) / SAMPLE_RATE
    return states.cpu().numpy(), in_first == pair.styled_first


def speech_of(utterance: Utterance) -> np.ndarray:
    """Read a take from its first to its last speech, at the working level."""
    waveform = load_audio(utterance.path, AudioLimits()).waveform
    waveform = at_working_level(waveform)
    speech = detect_speech(waveform)
    if not speech:
        return waveform
    begin, end = speech[0].start_s * SAMPLE_RATE, speech[-1].end_s * SAMPLE_RATE
    return waveform[int(begin) : int(end)]


TASK = evaluation(evaluate_moments, *CHOICE, SEED)
