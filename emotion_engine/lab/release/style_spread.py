"""Measure how far rooms and codecs move the style probabilities; note it in the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.expression.judgement import StyleHead
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.spread import Spread
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.expression_shipped import (
    NEUTRAL,
    own_of,
    unheard_of,
)
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.lab.training.alterations import AS_RECORDED, HARMLESS, Alteration
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.subsets import some_of
from emotion_engine.lab.training.voices.middles import draw_own
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .provenance import origin, today

EDGES = (0.0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.0)
TAKES_EACH = 16  # of a speaker
OF_WRITING = ("format_version", "sha256")  # entries that ``write_head`` makes anew


def release_spread(
    corpora: Sequence[Corpus],
    cache: FeatureCache,
    folder: Path,
    *,
    n_speakers: int,
    own_takes: int,
    learnt_from_too: bool,
    seed: int,
) -> dict[str, Any]:
    """Measure the spread over corpora, and write it into the card of a head.

    Parameters
    ----------
    folder : Path
        Of the head; its tensors stay as they are.
    n_speakers : int
        Of each corpus, evenly spread over it.
    learnt_from_too : bool
        Also use speakers that the head learnt from, which the card then says: a head
        that learnt from everybody has no others who act.

    Raises
    ------
    CorpusError
        It learnt from all speakers of a corpus.
    """
    head = read_style_head(folder)
    chosen = [
        corpus if learnt_from_too else unheard_of(corpus, head).takes
        for corpus in corpora
    ]
    pairs = [
        heard_twice(
            some_speakers(takes, n_speakers),
            cache,
            head,
            own_takes=own_takes,
            seed=seed,
        )
        for takes in chosen
    ]
    recorded, altered = (np.concatenate([p[i].ravel() for p in pairs]) for i in (0, 1))
    measured = asdict(Spread.of(recorded, altered, EDGES))
    spread = {name: list(values) for name, values in measured.items()} | {
        "alterations": [alteration.name for alteration in HARMLESS],
        "data": [origin(corpus) for corpus in corpora],
        "n_pairs": len(recorded),
        "own_takes": own_takes,
        "learnt_from_too": learnt_from_too,
        "date": today(),
    }
    tensors, card = read_head(folder)
    kept = {name: card[name] for name in card if name not in OF_WRITING}
    write_head(folder, tensors, kept | {"spread": spread})
    return spread


def heard_twice(
    takes: Corpus, cache: FeatureCache, head: StyleHead, *, own_takes: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return probabilities of takes as recorded, and after each alteration.

    Other takes of each speaker are known as recorded, both times the same ones.

    Returns
    -------
    two arrays, shape (n_alterations, n_takes, n_labels)
    """
    recorded = cache.features(takes.paths)
    styles = np.array([style or NEUTRAL for style in takes.emotions])
    drawn = draw_own(takes.speakers, own_takes, seed=seed)
    owns = [own_of(recorded[own], styles[own]) for own in drawn]

    def heard(alteration: Alteration) -> np.ndarray:
        pooled = cache.features(takes.paths, alteration)
        judged = [head.judge(take, own) for take, own in zip(pooled, owns, strict=True)]
        return np.stack([j.probabilities for j in judged])

    altered = np.stack([heard(alteration) for alteration in HARMLESS])
    return np.broadcast_to(heard(AS_RECORDED), altered.shape), altered


def some_speakers(corpus: Corpus, n_speakers: int) -> Corpus:
    """Keep a few takes of a few speakers, both evenly spread."""
    names = sorted(set(corpus.speakers))
    places = np.linspace(0, len(names) - 1, min(n_speakers, len(names))).round()
    kept = []
    for place in places.astype(int):
        theirs = [u for u in corpus.utterances if u.speaker == names[place]]
        kept += some_of(theirs, TAKES_EACH)
    return replace(corpus, utterances=tuple(kept))


def run(
    folders: Sequence[Path],
    out: Path,
    config: EngineConfig,
    *,
    speakers: int,
    own_takes: int,
    learnt_from_too: bool,
    seed: int,
) -> dict[str, Any]:
    """Load the corpora and measure."""
    return release_spread(
        [load_corpus(folder) for folder in folders],
        FeatureCache.of(config),
        out,
        n_speakers=speakers,
        own_takes=own_takes,
        learnt_from_too=learnt_from_too,
        seed=seed,
    )


def spread_table(spread: dict[str, Any]) -> str:
    """Format the intervals by level."""
    rows = zip(spread["levels"], spread["low"], spread["high"], strict=True)
    lines = [f"{level:11.2f}  {low:5.2f} to {high:.2f}" for level, low, high in rows]
    return "\n".join(["as recorded  nine in ten altered", *lines])


TASK = Task(
    run,
    (
        FOLDERS,
        option("--speakers", type=int, default=12, metavar="N", help="of each corpus"),
        option(
            "--own-takes",
            type=int,
            default=10,
            metavar="K",
            help="other takes of the speaker that are known",
        ),
        option(
            "--learnt-from-too",
            action="store_true",
            help="also use speakers that the head learnt from",
        ),
        destination(assets_folder("expression")),
        SEED,
    ),
    spread_table,
)
