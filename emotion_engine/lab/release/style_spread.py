"""Measure how far rooms and codecs move the style probabilities; note it in the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.judgement import StyleHead
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.spread import Spread
from emotion_engine.fusion.panel import POOL
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.evaluation.expression_shipped import (
    NEUTRAL,
    own_of,
    unheard_of,
)
from emotion_engine.lab.evaluation.joint import JointHead
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.lab.training.alterations import AS_RECORDED, HARMLESS, Alteration
from emotion_engine.lab.training.feature_cache import FeatureCache
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
    joint: tuple[JointHead, Path] | None = None,
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
        Of the head; tensors stay as they are.
    joint : (JointHead, Path), optional
        Measure the answer of all members instead, and write it into the card of the
        pool in that folder.
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
    members, folder = joint or (None, folder)
    listener = Listener(cache, head, members)
    pairs = [
        listener.heard_twice(
            some_speakers(
                corpus if learnt_from_too else unheard_of(corpus, head).takes,
                n_speakers,
            ),
            own_takes=own_takes,
            seed=seed,
        )
        for corpus in corpora
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


@dataclass(frozen=True, slots=True)
class Listener:
    """A head, or all members where there is a ``joint`` head, with cached features."""

    cache: FeatureCache
    head: StyleHead
    joint: JointHead | None

    def heard_twice(
        self, takes: Corpus, *, own_takes: int, seed: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return probabilities of takes as recorded, and after each alteration.

        Other takes of each speaker are known as recorded, both times the same ones.

        Returns
        -------
        two arrays, shape (n_alterations, n_takes, n_labels)
        """
        recorded = self.cache.features(takes.paths)
        styles = np.array([style or NEUTRAL for style in takes.emotions])
        drawn = draw_own(takes.speakers, own_takes, seed=seed)
        owns = [own_of(recorded[own], styles[own]) for own in drawn]
        altered = np.stack([self.heard(takes, owns, one) for one in HARMLESS])
        as_recorded = self.heard(takes, owns, AS_RECORDED)
        return np.broadcast_to(as_recorded, altered.shape), altered

    def heard(
        self, takes: Corpus, owns: Sequence[OwnMiddle], alteration: Alteration
    ) -> np.ndarray:
        """Return the probabilities of takes, shape (n_takes, n_labels)."""
        if self.joint is not None:
            judged = self.joint.judge_all(takes, owns, alteration)
        else:
            pooled = self.cache.features(takes.paths, alteration)
            judged = [self.head.judge(*both) for both in zip(pooled, owns, strict=True)]
        return np.stack([j.probabilities for j in judged])


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
    members: Path | None,
    speakers: int,
    own_takes: int,
    learnt_from_too: bool,
    seed: int,
) -> dict[str, Any]:
    """Load the corpora and measure."""
    joint = None
    if members:
        head = JointHead.of(config, read_style_head(out), members)
        if head is None:
            raise CheckpointError(f"{members} has no pool, or {out} knows no voices.")
        joint = (head, members / POOL)
    return release_spread(
        [load_corpus(folder) for folder in folders],
        FeatureCache.of(config),
        out,
        joint,
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
        option(
            "--members",
            type=Path,
            metavar="FOLDER",
            help="measure the answer of these members and the head; for their pool's card",
        ),
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
