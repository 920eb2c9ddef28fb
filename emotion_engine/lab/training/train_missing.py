"""Learn to hear whether a word was said, from recordings with words cut out.

A logistic regression over all words. How much evidence is enough is chosen on speakers
that the weights were not learnt from.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.delivery.missing import MissingModel
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.texts import only_plannable
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.manifest import as_written
from emotion_engine.weights.shipped import assets_folder

from .logistic import fit_sums, sums_out_of_fold
from .missing_words import WordRow, word_rows
from .not_judged import folds_by_speaker, not_judged
from .subsets import dealt

N_FOLDS = 5
STRENGTH = 0.5  # inverse of the penalty
ALLOWED = 0.003  # share of words that were said, of unseen speakers, above the bound
ROOM = 0.5  # by which the bound is then raised, as these speakers are few


def train_missing(
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
        for row in word_rows(
            learnt_from(folder, max_words, n_takes, seed), config, generator
        )
    ]
    model, measured = fit_missing(rows)
    about = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "encoder": config.acoustic_encoder,
        "task": "whether a word of the phrase was said",
        "method": (
            "logistic regression on the decoder's evidence for a word, how much likelier "
            "the phrase is with it, also beyond what the other words suggest, and how "
            "long its phones were aligned"
        ),
        "data": [folder.name for folder in folders],
        "known_limits": ["Learnt from words cut out along aligned boundaries."],
    }
    model.write(out, about | measured)
    return measured


def learnt_from(folder: Path, max_words: int, n_takes: int, seed: int) -> Corpus:
    """Draw takes, without the speakers that are judged."""
    corpus = not_judged(folder, max_words)
    written = tuple(replace(t, text=as_written(t.text)) for t in corpus.utterances)
    return dealt(only_plannable(replace(corpus, utterances=written)), n_takes, seed)


def fit_missing(rows: Sequence[WordRow]) -> tuple[MissingModel, dict[str, Any]]:
    """Fit the weights on all rows, and choose the bound on speakers held out.

    Returns
    -------
    MissingModel
    dict
        ``n_said``, ``n_left_out``, and of these, out of fold, the shares told: by the
        decoder alone (``known``) and with the model.

    Raises
    ------
    CorpusError
        No word was said, or none was cut out.
    """
    said = np.array([row.said for row in rows], bool)
    if len(set(said.tolist())) < 2:
        raise CorpusError("There are no words to learn from that were cut out.")
    known = np.array([row.known_missing for row in rows], bool)
    folds = folds_by_speaker([(r.corpus, r.speaker) for r in rows], N_FOLDS)
    evidence = np.array([row.evidence for row in rows])
    scores = sums_out_of_fold(evidence, ~said, folds, strength=STRENGTH)
    usual = scores[said & ~known]
    bound = ROOM + float(np.quantile(usual, 1 - ALLOWED, method="higher"))
    told = known | (scores > bound)
    weights, bias = fit_sums(evidence, ~said, strength=STRENGTH)
    return MissingModel(weights, bias - bound), {
        "protocol": f"{N_FOLDS} folds by speaker",
        "n_speakers": len({(row.corpus, row.speaker) for row in rows}),
        "n_said": int(said.sum()),
        "n_left_out": int((~said).sum()),
        "known_said": float(known[said].mean()),
        "known_left_out": float(known[~said].mean()),
        "told_said": float(told[said].mean()),
        "told_left_out": float(told[~said].mean()),
    }


TASK = Task(
    train_missing,
    (
        FOLDERS,
        destination(assets_folder("missing")),
        option("--takes", dest="n_takes", type=int, default=60, help="of each folder"),
        option("--max-words", type=int, default=12, metavar="N"),
        SEED,
    ),
)
