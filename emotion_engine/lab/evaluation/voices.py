"""How heads over several corpora do on voices, and on corpora, that they never heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.expression.voice_head import VoiceHead
from emotion_engine.expression.voice_middle import PRIOR_TAKES
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.training.voices.fit import (
    KINDS,
    VoiceRecipe,
    directions_of,
    fit_voices,
)
from emotion_engine.lab.training.voices.middles import draw_own, middles_of
from emotion_engine.lab.training.voices.takes import (
    READ,
    VoiceTakes,
    of_speakers,
    together,
)

NEUTRAL = "neutral"
N_FOLDS = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a voice beforehand: how many takes, of which style."""

    n_own: int
    only: str | None = None

    @property
    def name(self) -> str:
        """How tables call it."""
        kind = f" {self.only}" if self.only else ""
        return f"{self.n_own}{kind} own takes"


KNOWN = (Known(0), Known(3), Known(5, NEUTRAL), Known(10), Known(40))


@dataclass(frozen=True, slots=True)
class Split:
    """Which takes are learnt from and which are heard."""

    name: str
    train: np.ndarray
    test: np.ndarray


def joint_folds(takes: VoiceTakes, *, seed: int = 0) -> Iterator[Split]:
    """Hold a sixth of the actors of each corpus out, and one corpus of readers.

    The manifests' own folds by actor are used where there are any. Readers are tested
    by the fold that learnt from none of their corpus.
    """
    fold_of = np.array([int(f) if f.isdigit() else 0 for f in takes.folds])
    for corpus in np.unique(takes.corpora):
        mine = np.flatnonzero(takes.corpora == corpus)
        if fold_of[mine].all() or set(takes.styles[mine]) == {READ}:
            continue
        dealt = speaker_folds(takes.speakers[mine], n_folds=N_FOLDS, seed=seed)
        for number, fold in enumerate(dealt, start=1):
            fold_of[mine[fold.test]] = number
    readers = [c for c in np.unique(takes.corpora) if is_read(takes, c)]
    for number, corpus in enumerate(readers):
        fold_of[takes.corpora == corpus] = 1 + number % N_FOLDS
    for number in np.unique(fold_of):
        inside = fold_of == number
        yield Split(str(number), np.flatnonzero(~inside), np.flatnonzero(inside))


def left_out(takes: VoiceTakes) -> Iterator[Split]:
    """Hold each corpus with styles out as a whole, where another one has some, too."""
    acted = [c for c in np.unique(takes.corpora) if not is_read(takes, c)]
    for corpus in acted if len(acted) > 1 else ():
        inside = takes.corpora == corpus
        yield Split(corpus, np.flatnonzero(~inside), np.flatnonzero(inside))


def is_read(takes: VoiceTakes, corpus: str) -> bool:
    """Whether the people of a corpus only read."""
    return set(takes.styles[takes.corpora == corpus]) == {READ}


def hear(
    takes: VoiceTakes,
    splits: Sequence[Split],
    recipe: VoiceRecipe,
    known: Sequence[Known] = KNOWN,
    altered: VoiceTakes | None = None,
) -> dict[str, dict[Known, np.ndarray]]:
    """Fit for every split and hear its test takes.

    ``altered`` are more takes to learn from, of the speakers that are learnt from.

    Returns
    -------
    dict from kind to dict from ``Known`` to array, shape (n_takes, n_labels)
        Logits, NaN for takes that no split tests.
    """
    empty = (len(takes), len(takes.labels))
    logits = {
        kind: {one: np.full(empty, np.nan, np.float32) for one in known}
        for kind in KINDS
    }
    for split in splits:
        train, test = takes[split.train], takes[split.test]
        if altered is not None:
            more = of_speakers(altered, train.speakers)
            train = together([train, more], labels=takes.labels)
        directions = directions_of(train, recipe)
        for kind in KINDS:
            head = fit_voices(train, kind, recipe, directions)
            for one in known:
                logits[kind][one][split.test] = hear_voices(
                    head, test, one, recipe.seed
                )
    return logits


def hear_voices(
    head: VoiceHead, takes: VoiceTakes, known: Known, seed: int
) -> np.ndarray:
    """Return the logits of takes, each with so many other takes of its voice known."""
    plain = takes.labels.index(NEUTRAL)
    asked = np.where(takes.truth < 0, plain, takes.truth)
    among = None if known.only is None else asked == takes.labels.index(known.only)
    drawn = draw_own(takes.speakers, known.n_own, seed=seed, among=among)
    counts = np.array([len(own) for own in drawn])
    standard = (takes.features - head.plain.mean) / head.plain.scale
    means = middles_of(standard - head.offsets[asked], drawn)
    shrunk = means * (counts / (counts + PRIOR_TAKES))[:, None]
    return head.logits(takes.features, shrunk, counts)
