"""Learn to hear whether an ending was said, from recordings with endings cut out.

A logistic regression for each kind of ending, whose weights differ from those of all
endings only where the kind has evidence for it: of some kinds there are few. How much
evidence is enough is chosen on speakers that the weights were not learnt from.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from emotion_engine.config import EngineConfig
from emotion_engine.delivery.endings import KINDS, NAMES, EndingModel
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.texts import only_plannable
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.weights.shipped import assets_folder

from .left_out import EndingRow, ending_rows, with_endings
from .logistic import standardisation
from .not_judged import folds_by_speaker, not_judged
from .subsets import dealt

N_FOLDS = 5
STRENGTH = 0.3  # inverse of the penalty
ALLOWED = 0.015  # share of endings that were said, of unseen speakers, above the bound
ROOM = 0.5  # by which the bound is then raised, as these speakers are few


def train_endings(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int,
    out: Path,
    seed: int,
) -> dict[str, Any]:
    """Fit the shipped weights and write them with their card.

    Parameters
    ----------
    n_takes : int
        Takes of each folder, dealt over its speakers; of learners, only those of every
        second speaker, so that the others can be judged.
    max_words : int
        Longer texts are left out.
    """
    generator = np.random.default_rng(seed)
    rows = [
        row
        for folder in folders
        for row in ending_rows(
            learnt_from(folder, max_words, n_takes, seed), config, generator
        )
    ]
    model, measured = fit_endings(rows)
    about = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "encoder": config.acoustic_encoder,
        "task": "whether the ending of a word (-s, -ed, -ing) was said",
        "method": (
            "logistic regression for each kind on how well the ending's phones fit, how "
            "long they last, how much hiss there is, and the phrase's likelihood with and "
            "without it"
        ),
        "data": [folder.name for folder in folders],
        "known_limits": [
            "Learnt from endings cut out of recordings along aligned boundaries, as far as "
            "they are heard behind these.",
            "-ed of one consonant is not judged before a consonant.",
        ],
    }
    model.write(out, about | measured)
    return measured


def learnt_from(folder: Path, max_words: int, n_takes: int, seed: int) -> Corpus:
    """Draw takes with endings, without the speakers that are judged."""
    corpus = only_plannable(not_judged(folder, max_words))
    return dealt(with_endings(corpus), n_takes, seed)


def fit_endings(rows: Sequence[EndingRow]) -> tuple[EndingModel, dict[str, Any]]:
    """Fit the weights on all rows, and choose the bound on speakers held out.

    Returns
    -------
    EndingModel
    dict
        ``n_said``, ``n_left_out``, and of these, out of fold, the shares told.

    Raises
    ------
    CorpusError
        Of some kind of ending there are none, or none that was cut out.
    """
    said = np.array([row.said for row in rows])
    scores = out_of_fold(rows)
    bound = ROOM + float(np.quantile(scores[said], 1 - ALLOWED, method="higher"))
    model = fit(rows)
    model = EndingModel(model.weights, model.bias - bound)
    measured = {
        "protocol": f"{N_FOLDS} folds by speaker",
        "n_speakers": len({(row.corpus, row.speaker) for row in rows}),
        "n_said": int(said.sum()),
        "n_left_out": int((~said).sum()),
        "told_said": float((scores[said] > bound).mean()),
        "told_left_out": float((scores[~said] > bound).mean()),
    }
    for kind in KINDS:
        own = np.array([row.kind is kind for row in rows])
        measured[f"told_left_out_{kind}"] = float((scores[own & ~said] > bound).mean())
    return model, measured


def out_of_fold(rows: Sequence[EndingRow]) -> np.ndarray:
    """Score every row with weights that were not learnt from its speaker."""
    folds = folds_by_speaker([(r.corpus, r.speaker) for r in rows], N_FOLDS)
    scores = np.empty(len(rows))
    for fold in range(N_FOLDS):
        model = fit([row for row, f in zip(rows, folds, strict=True) if f != fold])
        for i in np.flatnonzero(folds == fold):
            scores[i] = score(model, rows[int(i)])
    return scores


def score(model: EndingModel, row: EndingRow) -> float:
    """Return the log-odds that an ending was left out."""
    number = KINDS.index(row.kind)
    return float(model.weights[number] @ row.evidence + model.bias[number])


def fit(rows: Sequence[EndingRow]) -> EndingModel:
    """Fit weights that all kinds share, and how those of each kind differ."""
    left_out = np.array([not row.said for row in rows])
    is_of = np.array([[row.kind is kind for kind in KINDS] for row in rows])
    for kind, own in zip(KINDS, is_of.T, strict=True):
        if len(set(left_out[own].tolist())) < 2:
            raise CorpusError(f"There is nothing to learn about -{kind} from.")
    values = np.array([row.evidence for row in rows])
    mean, scale = standardisation(values)
    standard = (values - mean) / scale
    with_bias = np.hstack([np.ones((len(rows), 1)), standard])
    by_kind = (is_of[:, :, None] * with_bias[:, None, :]).reshape(len(rows), -1)
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        np.hstack([standard, by_kind]), left_out
    )
    shared, own = np.split(fitted.coef_[0], [len(NAMES)])
    own = own.reshape(len(KINDS), 1 + len(NAMES))
    weights = (shared + own[:, 1:]) / scale
    return EndingModel(weights, fitted.intercept_[0] + own[:, 0] - weights @ mean)


TASK = Task(
    train_endings,
    (
        FOLDERS,
        destination(assets_folder("endings")),
        option("--takes", dest="n_takes", type=int, default=80, help="of each folder"),
        option("--max-words", type=int, default=12, metavar="N"),
        SEED,
    ),
)
