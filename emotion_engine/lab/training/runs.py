"""Runs of learners on a corpus, stored as they finish, so that trials can be resumed.

Every learner has its own file of JSON lines. Several processes may work on one folder:
lines are appended under a lock, and runs finished by another process are not repeated.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.errors import TrainingError
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.splits import folds_of_seed

from .learners import Learner, label_names
from .subsets import draw

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunKey:
    """What determines the outcome of a run.

    Without ``size``, all training takes; without ``n_speakers``, from all speakers.
    """

    learner: str
    corpus: str
    size: int | None
    fold: str
    seed: int
    recipe: str = ""
    n_speakers: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A learner's predictions for the test takes of a fold.

    Attributes
    ----------
    takes : int array, shape (n_test,)
        Indices into the takes of the corpus.
    probabilities : array, shape (n_test, n_labels)
    """

    key: RunKey
    labels: tuple[str, ...]
    takes: np.ndarray
    probabilities: np.ndarray
    seconds: float = 0.0

    def to_line(self) -> str:
        """Write the run as one line of JSON."""
        said = [self.labels[i] for i in self.probabilities.argmax(1)]
        values: dict[str, Any] = asdict(self.key) | {
            "labels": list(self.labels),
            "takes": self.takes.tolist(),
            "said": said,
            "probabilities": np.round(self.probabilities, 5).tolist(),
            "seconds": round(self.seconds, 3),
        }
        return json.dumps(values, separators=(",", ":")) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Run:
        """Read what ``to_line`` wrote; ``ValueError`` if it is not a finished run."""
        values = json.loads(line)
        probabilities = np.array(values["probabilities"], dtype=float)
        if not np.isfinite(probabilities).all():
            raise ValueError("probabilities that are no numbers")
        return cls(
            RunKey(**{n: values[n] for n in RunKey.__slots__ if n in values}),
            tuple(values["labels"]),
            np.array(values["takes"], dtype=int),
            probabilities,
            values["seconds"],
        )


@dataclass(frozen=True, slots=True)
class RunStore:
    """A folder of finished runs."""

    folder: Path

    def file_of(self, learner: str) -> Path:
        """Return where the runs of a learner are."""
        return self.folder / (re.sub(r"[^a-z0-9]+", "-", learner.lower()) + ".jsonl")

    def read(self, learner: str) -> dict[RunKey, Run]:
        """Return a learner's runs; truncated lines and those with NaN are ignored."""
        found = {}
        for line in self._lines(learner):
            try:
                run = Run.from_line(line)
            except (ValueError, KeyError, TypeError):
                logger.warning("%s: an unfinished run", self.file_of(learner))
                continue
            found[run.key] = run
        return found

    def add(self, run: Run) -> None:
        """Append a run, under a lock, on a line of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.file_of(run.key.learner).open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if size := file.seek(0, os.SEEK_END):
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(run.to_line().encode())

    def _lines(self, learner: str) -> Iterator[str]:
        path = self.file_of(learner)
        if path.is_file():
            yield from path.read_text(encoding="utf-8").splitlines()


def corpus_hash(corpus: Corpus) -> str:
    """Hash a corpus: its files, styles, speakers and folds, in order."""
    digest = hashlib.sha256(content_marks(corpus).tobytes())
    rows = [[u.emotion, u.speaker, u.fold] for u in corpus.utterances]
    digest.update(json.dumps(rows).encode())
    return digest.hexdigest()[:16]


def run_all(
    learners: Sequence[Learner],
    corpus: Corpus,
    sizes: Sequence[int | None],
    seeds: Sequence[int],
    store: RunStore,
    *,
    fold_per_seed: bool = False,
    n_speakers: int | None = None,
) -> list[Run]:
    """Run what is missing and return all: every learner, size, fold and seed.

    Parameters
    ----------
    fold_per_seed : bool
        Hold out a single fold with each seed; see ``splits.folds_of_seed``.
    n_speakers : int, optional
        Train on takes of so many speakers.
    """
    name = corpus_hash(corpus)
    runs = []
    for learner in learners:
        done = store.read(learner.name)
        for seed, size in product(seeds, sizes):
            folds = folds_of_seed(corpus, seed, fold_per_seed=fold_per_seed)
            key = RunKey(learner.name, name, size, "", seed, learner.recipe, n_speakers)
            keys = [replace(key, fold=fold.name) for fold in folds]
            if not done.keys() >= set(keys):
                done = store.read(learner.name)  # another process may have run them
            for key, fold in zip(keys, folds, strict=True):
                if key not in done:
                    train = draw(
                        corpus, fold.train, size, seed=seed, n_speakers=n_speakers
                    )
                    done[key] = run_one(learner, corpus, key, train, fold.test)
                    store.add(done[key])
                runs.append(done[key])
    return runs


def run_one(
    learner: Learner, corpus: Corpus, key: RunKey, train: np.ndarray, test: np.ndarray
) -> Run:
    """Train and predict once; ``TrainingError`` if a prediction is NaN."""
    start = time.perf_counter()
    found = learner.fit_predict(corpus, train, test, seed=key.seed)
    seconds = time.perf_counter() - start
    if not np.isfinite(found).all():
        raise TrainingError(f"{key.learner}, fold {key.fold}: says what is no number.")
    logger.info(
        "%s, %s clips per class of %s speakers, fold %s, seed %d: %.1f s",
        *(key.learner, key.size or "all", key.n_speakers or "all"),
        *(key.fold, key.seed, seconds),
    )
    return Run(key, label_names(corpus), test, np.asarray(found), seconds)
