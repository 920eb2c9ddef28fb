"""Learn what makes a syllable prominent, from native readers and moved prominence.

A conditional softmax over the syllables of each polysyllabic word. Unless marked
otherwise, natives are assumed to follow the dictionary's stress. Each take is used a
second time with the prominence of some words moved to a neighbouring syllable: without
these, the encoder's layers would recognise the word instead of hearing its stress.
Weights are evaluated on unseen speakers.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from emotion_engine.config import EngineConfig
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.tasks import FOLDERS, LIMIT, SEED, Task, destination, option
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.lexical import margin_of
from emotion_engine.stress.prominence import LAYERS, ProminenceModel
from emotion_engine.weights.shipped import assets_folder, read_head

from .stress_words import MARKS, StressItem, TakeWords, load_stress_words

CUE_PENALTY, STATE_PENALTY = 1e-4, 0.1
RECORDED_COUNTS = 3.0  # relative to 1 for a take with moved prominence
MAX_ITERATIONS = 80
N_FOLDS = 6
TRAINED_ON = (None, "train")  # as recorded, and with moved prominence
MAX_ELSEWHERE = 0.02  # of native words: allowed share judged as stressed elsewhere
LICENCES = {
    "librispeech": "LibriSpeech (Panayotov et al. 2015), CC BY 4.0",
    "librispeech_untranscribed": (
        "LibriSpeech (Panayotov et al. 2015), 251 readers, as heard, CC BY 4.0"
    ),
    "librispeech_clean": (
        "LibriSpeech test-clean (Panayotov et al. 2015), 15 of 30 readers, CC BY 4.0"
    ),
    "arctic": "CMU ARCTIC (Kominek & Black 2004) and Kathleen (CC0), free with notice",
    "kokoro": "24 voices of Kokoro-82M (Apache-2.0) reading the texts of CMU ARCTIC",
    "timit_sample": "TIMIT sample (Garofolo et al. 1993), CC BY-NC-SA, research",
}


def fit_weights(
    items: Sequence[StressItem], start: np.ndarray | None = None
) -> np.ndarray:
    """Maximise the likelihood of the true syllables, with a ridge penalty.

    The encoder's dimensions are penalised more than the cues: there are two hundred
    times as many of them, and they reveal the word. Takes as recorded weigh more than
    resynthesised ones, since only they occur in use.

    Parameters
    ----------
    start : array, shape (n_features,), optional
        Weights learnt before, from other takes: what is penalised is the difference.

    Returns
    -------
    array, shape (n_features,)
    """
    features = np.concatenate([item.features for item in items], dtype=np.float32)
    spread = features.std(axis=0) + np.float32(1e-6)
    features /= spread  # (n_syllables, n_features)
    words = Words.of(items)
    counts = np.array(
        [1.0 if i.is_moved else RECORDED_COUNTS for i in items], np.float32
    )
    counts /= counts.sum()  # (n_words,)
    n_cues = min(len(NAMES), features.shape[1])
    ridge = np.full(features.shape[1], STATE_PENALTY, np.float32)
    ridge[:n_cues] = CUE_PENALTY if start is None else STATE_PENALTY
    before = np.zeros(len(ridge)) if start is None else start * spread

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        short, away = np.float32(weights), np.float32(weights - before)
        shares = words.softmax(features @ short)
        total = -counts @ np.log(shares[words.true] + 1e-12) + ridge @ away**2
        shares[words.true] -= 1
        error = shares * counts[words.word_of]
        gradient = error @ features + 2 * ridge * away
        return float(total), np.float64(gradient)

    options = {"maxiter": MAX_ITERATIONS}
    found = minimize(loss, before, jac=True, method="L-BFGS-B", options=options)
    return np.float32(found.x / spread)


@dataclass(frozen=True, slots=True)
class Words:
    """Where words begin in a list of all their syllables.

    Attributes
    ----------
    starts : int array, shape (n_words,)
    word_of : int array, shape (n_syllables,)
    true : int array, shape (n_words,)
        Index of the stressed syllable in the list.
    """

    starts: np.ndarray
    word_of: np.ndarray
    true: np.ndarray

    @classmethod
    def of(cls, items: Sequence[StressItem]) -> Words:
        """Count the syllables of some words."""
        lengths = [len(item.features) for item in items]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        true = starts + [item.true for item in items]
        return cls(starts, np.repeat(np.arange(len(items)), lengths), true)

    def softmax(self, logits: np.ndarray) -> np.ndarray:
        """Return shares that sum to 1 in each word, shape (n_syllables,)."""
        highest = np.maximum.reduceat(logits, self.starts)
        powers = np.exp(logits - highest[self.word_of])
        return powers / np.add.reduceat(powers, self.starts)[self.word_of]


def margins(items: Sequence[StressItem], weights: np.ndarray) -> np.ndarray:
    """Logit of the dictionary's syllable minus the best other's, one per word."""
    return np.array(
        [margin_of(item.features @ weights, item.expected) for item in items]
    )


def out_of_fold_margins(
    items: Sequence[StressItem],
    n_folds: int = N_FOLDS,
    start: np.ndarray | None = None,
    step: float = 1.0,
) -> np.ndarray:
    """Margins of every word by weights trained without its speaker."""
    result = np.empty(len(items))
    for fold in speaker_folds([item.speaker for item in items], n_folds=n_folds):
        weights = go_on([items[i] for i in fold.train], start, step)
        result[fold.test] = margins([items[i] for i in fold.test], weights)
    return result


def fit_model(
    items: Sequence[StressItem], start: np.ndarray | None = None, step: float = 1.0
) -> tuple[ProminenceModel, np.ndarray]:
    """Fit weights on all speakers; the clear margin comes from unseen ones.

    ``start`` are weights to go on from, learnt from other speakers, and ``step`` is how
    far to go from them.

    Returns
    -------
    ProminenceModel, float array
        The model, and the out-of-fold margins that chose its clear margin.
    """
    unseen = out_of_fold_margins(items, start=start, step=step)
    controls = unseen[[not item.is_shifted for item in items]]
    clear_margin = max(0.0, -float(np.quantile(controls, MAX_ELSEWHERE)))
    layers = LAYERS if items[0].features.shape[1] > len(NAMES) else ()
    return ProminenceModel(go_on(items, start, step), clear_margin, layers), unseen


def go_on(
    items: Sequence[StressItem], start: np.ndarray | None, step: float
) -> np.ndarray:
    """Fit weights, and go a share of the way to them from the start, if there is one.

    What was learnt before is forgotten less than it is gained upon (Wortsman et al.,
    "Robust fine-tuning of zero-shot models", CVPR 2022).
    """
    fitted = fit_weights(items, start)
    return fitted if start is None else np.float32(start + step * (fitted - start))


def train_stress(
    folders: Sequence[Path],
    config: EngineConfig,
    out: Path,
    *,
    start: Path | None = None,
    step: float = 1.0,
    limit: int | None = None,
    seed: int = 0,
) -> dict[str, object]:
    """Fit the shipped weights and write them with their card.

    All speakers are learnt from but the reserved ones, as recorded and moved; of a
    folder with ``stress.csv`` the takes as they are. ``limit`` is the number of takes
    of each folder; ``start`` holds weights to go on from, and ``step`` is the share of
    the way that is gone from them to those that would be learnt.
    """
    items = [
        item
        for folder in folders
        for take in takes_to_learn(folder, config, limit=limit, seed=seed)
        for item in take.items
    ]
    before, learnt = before_from(start, step)
    model, unseen = fit_model(items, before, step)
    measured = describe(items, unseen, model.clear_margin) | learnt
    if start:  # or the card would name only those learnt from last
        known = learnt["went_on_from"].pop("speakers", None)
        own = measured.pop("speakers")
        measured |= {"speakers": sorted({*own, *known})} if known else {}
    about = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "encoder": config.acoustic_encoder,
        "task": "which syllable of a word of two or more stands out, from sound alone",
        "method": (
            "conditional softmax over acoustic cues and encoder layers of the vowels, "
            "centred within the word; half the takes with moved prominence"
        ),
        "not_used": "vowel names and positions: they would guess without hearing",
        "known_limits": [
            "Learnt from American readers; dictionary stress taken as what they said.",
            "Of recordings prominence was moved by resynthesis: vowels did not follow.",
            "The boundaries of sounds are the shipped aligner's, learnt from TIMIT.",
        ],
    }
    model.write(out, about | measured)
    return measured


def before_from(
    folder: Path | None, step: float
) -> tuple[np.ndarray | None, dict[str, Any]]:
    """Return the weights to go on from, and what the new card says of them."""
    if folder is None:
        return None, {}
    _, card = read_head(folder)
    names = ("date", "data", "n_words", "n_moved", "n_speakers", "speakers")
    about = {name: card[name] for name in names if name in card} | {"step": step}
    return ProminenceModel.read(folder).weights, {"went_on_from": about}


def takes_to_learn(
    folder: Path, config: EngineConfig, *, limit: int | None, seed: int
) -> list[TakeWords]:
    """Measure the takes of a folder as recorded and with moved prominence."""
    is_moved_already = (folder / MARKS).is_file()
    return [
        take
        for treatment in (TRAINED_ON[:1] if is_moved_already else TRAINED_ON)
        for take in load_stress_words(
            folder, config, treatment=treatment, seed=seed, limit=limit
        ).takes
    ]


def describe(
    items: Sequence[StressItem], unseen: np.ndarray, clear_margin: float
) -> dict[str, object]:
    """Describe the training data of the weights, and their accuracy on new speakers."""
    names = sorted({item.corpus for item in items})
    moved = np.array([item.is_moved for item in items])
    shifted = np.array([item.is_shifted for item in items])
    corpora = np.array([item.corpus for item in items])
    values = {
        "data": [LICENCES.get(name, name) for name in names],
        "protocol": "six folds by speaker; dictionary stress taken as the truth",
        "accuracy_polysyllabic": share(unseen[~moved & ~shifted] >= 0),
        "share_elsewhere_on_natives": share(unseen[~moved & ~shifted] < -clear_margin),
        "n_words": int((~moved).sum()),
        "n_moved": int((moved & shifted).sum()),
        "n_speakers": len({item.speaker for item in items}),
        "speakers": sorted({item.speaker for item in items}),
    }
    if moved.any():
        values["recall_moved"] = share(unseen[moved & shifted] < 0)
        values["false_alarms_beside_moved"] = share(unseen[moved & ~shifted] < 0)
    for name in names:
        of_corpus = unseen[~moved & ~shifted & (corpora == name)]
        if len(of_corpus):
            values[f"accuracy_{name}"] = share(of_corpus >= 0)
    return values


def share(held: np.ndarray) -> float:
    """Return the share of true verdicts, to four digits."""
    return round(float(np.mean(held)), 4)


TASK = Task(
    train_stress,
    (
        FOLDERS,
        destination(assets_folder("stress")),
        option(
            "--start",
            type=Path,
            metavar="FOLDER",
            help="go on from these weights, which learnt from other speakers",
        ),
        option(
            "--step",
            type=float,
            default=1.0,
            metavar="SHARE",
            help="how far to go from them to what would be learnt, from 0 to 1",
        ),
        LIMIT,
        SEED,
    ),
)
