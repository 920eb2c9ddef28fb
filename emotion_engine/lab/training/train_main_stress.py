"""Learn to hear a main stress on a joining word, beside what natives are expected to do.

A logistic regression over words. How much evidence is enough is chosen on takes of
speakers that the weights were not learnt from. Takes of sentences that the expectation
learnt from are left out: of these it knows more than of any other.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.natives import load_natives
from emotion_engine.lab.corpora.texts import as_asked, texts_in
from emotion_engine.lab.tasks import FOLDERS, JSON, SEED, Task, destination, option
from emotion_engine.profiles.expected.expectation import load_expectation
from emotion_engine.profiles.expected.main_stress import MainStressModel
from emotion_engine.profiles.store import NEUTRAL, same_phrase
from emotion_engine.weights.shipped import assets_folder

from .bands.examples import SELECTION, Selection
from .logistic import fit_sums, sums_out_of_fold
from .main_stress_rows import StressRow, Version, stress_rows
from .not_judged import folds_by_speaker
from .subsets import dealt

N_FOLDS = 5
STRENGTH = 0.3  # inverse of the penalty
ALLOWED = 0.02  # share of natives' takes, of unseen speakers, above the bound
FEWEST_WORDS = 4


def train_main_stress(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int,
    phrases: Path | None,
    most: int,
    limit: int,
    longest_s: float,
    speakers: int | None,
    out: Path,
    seed: int,
) -> dict[str, Any]:
    """Fit the shipped weights and write them with their card.

    Parameters
    ----------
    n_takes : int
        Takes of each folder, dealt over its speakers who are not reserved.
    max_words : int
        Longer texts are left out.
    phrases, most, limit, longest_s, speakers
        What the expectation learnt from, as it was given to ``train bands``.
    """
    known = Selection(texts_in(phrases), most, limit, longest_s, speakers, seed)
    generator, expectation = np.random.default_rng(seed), load_expectation()
    rows = [
        row
        for folder in folders
        for row in stress_rows(
            learnt_from(folder, known, max_words, n_takes, seed),
            config,
            expectation,
            generator,
        )
    ]
    model, measured = fit_main_stress(rows)
    about = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "encoder": config.acoustic_encoder,
        "expectation": expectation.card["name"],
        "task": "whether an article, preposition or conjunction carries the sentence",
        "method": (
            "logistic regression on how a word stands out among the others, and how "
            "far above what is expected of it"
        ),
        "data": [folder.name for folder in folders],
        "known_limits": [
            "Learnt from words that WORLD made to stand out.",
            "Pronouns, auxiliaries and negations are not judged: natives stress them.",
        ],
    }
    replace(model, card=about | measured).write(out)
    return measured


def learnt_from(
    folder: Path, known: Selection, max_words: int, n_takes: int, seed: int
) -> Corpus:
    """Draw plain takes of sentences that the expectation does not know."""
    corpus = load_natives(folder)
    texts = {same_phrase(take.text) for take in known.natives(folder).utterances}
    unknown = tuple(
        replace(take, text=as_asked(take.text))
        for take in corpus.utterances
        if take.emotion in (None, NEUTRAL)
        and FEWEST_WORDS <= len(take.text.split()) <= max_words
        and same_phrase(take.text) not in texts
    )
    if not unknown:
        raise CorpusError(f"{folder} has no take of another sentence to learn from.")
    return dealt(replace(corpus, utterances=unknown), n_takes, seed)


def fit_main_stress(
    rows: Sequence[StressRow],
) -> tuple[MainStressModel, dict[str, Any]]:
    """Fit the weights on all rows, and choose the bound on speakers held out.

    Returns
    -------
    MainStressModel
        Without a card.
    dict
        ``n_speakers``, ``n_takes``, and out of fold the share of takes told by version,
        over those of them that have a joining word.

    Raises
    ------
    CorpusError
        No word was made to stand out, or there are none that were not.
    """
    if len({row.is_wrong for row in rows}) < 2:
        raise CorpusError(
            "There are no words to learn from that were made to stand out."
        )
    folds = folds_by_speaker([(r.corpus, r.speaker) for r in rows], N_FOLDS)
    evidence = np.array([row.evidence for row in rows])
    wrong = [row.is_wrong for row in rows]
    scores = sums_out_of_fold(evidence, wrong, folds, strength=STRENGTH)
    by_take = {version: highest(rows, scores, version) for version in Version}
    said = by_take[Version.RECORDED]
    bound = float(np.quantile(said, 1 - ALLOWED, method="higher"))
    weights, bias = fit_sums(evidence, wrong, strength=STRENGTH)
    told = {
        f"told_{version}": float((values > bound).mean())
        for version, values in by_take.items()
        if len(values)
    }
    return MainStressModel(weights, bias - bound, {}), {
        "protocol": f"{N_FOLDS} folds by speaker",
        "n_speakers": len({(row.corpus, row.speaker) for row in rows}),
        "n_takes": len(said),
        **told,
    }


def highest(
    rows: Sequence[StressRow], scores: np.ndarray, version: Version
) -> np.ndarray:
    """Return the highest score of each take in a version."""
    best: dict[tuple[str, str, str], float] = {}
    for row, score in zip(rows, scores.tolist(), strict=True):
        if row.version is version:
            take = (row.corpus, row.speaker, row.take)
            best[take] = max(score, best.get(take, score))
    return np.array(list(best.values()))


TASK = Task(
    train_main_stress,
    (
        FOLDERS,
        destination(assets_folder("main_stress")),
        option("--takes", dest="n_takes", type=int, default=100, help="of each folder"),
        option("--max-words", type=int, default=16, metavar="N"),
        *SELECTION,
        SEED,
        JSON,
    ),
)
