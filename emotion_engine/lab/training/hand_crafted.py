"""The baseline with hand-crafted features: functionals and a support vector machine."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.special import softmax
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from emotion_engine.audio.decode import load_audio
from emotion_engine.config import AudioLimits
from emotion_engine.files import cache_folder, write_atomically
from emotion_engine.lab.corpora import Corpus
from emotion_engine.version import ENGINE_VERSION

from .hand_crafted_features import describe_take
from .learners import label_names

PENALTIES = (1.0, 3.0, 10.0)
USUAL_PENALTY = 3.0
N_INNER_FOLDS = 4
ENOUGH_SPEAKERS = 4
LOGGED_EVERY = 100

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HandCraftedLearner:
    """Standardised functionals and an RBF SVM, its penalty chosen by speaker."""

    folder: Path = field(default_factory=cache_folder)
    limits: AudioLimits = field(default_factory=AudioLimits)
    name: str = "hand-made features + SVM"
    _known: dict[tuple, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def recipe(self) -> str:
        """The features' version and the penalties to choose from."""
        return f"engine {ENGINE_VERSION}, C of {PENALTIES}"

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Train on some takes and predict others; see ``Learner``.

        The softmax of the decision values is used as probabilities.
        """
        features, labels = self.features(corpus), label_names(corpus)
        truth = np.array([labels.index(style) for style in corpus.emotions])
        speakers = np.asarray(corpus.speakers)[train]
        machine = fit_machine(features[train], truth[train], speakers)
        values = np.asarray(machine.decision_function(features[test]))
        if values.ndim == 1:  # with two styles: one value, for the second
            values = np.stack([-values, values], axis=1) / 2
        return softmax(values, axis=1)

    def features(self, corpus: Corpus) -> np.ndarray:
        """Return functionals of all takes, shape (n_takes, n_features)."""
        paths = tuple(corpus.paths)
        if paths not in self._known:
            self._known[paths] = self._read(paths)
        return self._known[paths]

    def _read(self, paths: Sequence[Path]) -> np.ndarray:
        rows = []
        for number, path in enumerate(paths, start=1):
            rows.append(self._describe(path))
            if number % LOGGED_EVERY == 0:
                logger.info("%s: %d of %d takes", self.name, number, len(paths))
        return np.stack(rows)

    def _describe(self, path: Path) -> np.ndarray:
        content = path.read_bytes()
        recipe = b"hand-made 1\n" + ENGINE_VERSION.encode() + content
        key = hashlib.sha256(recipe).hexdigest()
        file = self.folder / key[:2] / f"{key}.npy"
        if not file.is_file():
            buffer = io.BytesIO()
            np.save(buffer, describe_take(load_audio(path, self.limits).waveform))
            write_atomically(file, buffer.getvalue())
        return np.load(file)


def machine_of(penalty: float) -> Pipeline:
    """Build an untrained SVM; rare styles weigh as much as common ones."""
    return make_pipeline(StandardScaler(), SVC(C=penalty, class_weight="balanced"))


def fit_machine(
    features: np.ndarray, truth: np.ndarray, speakers: np.ndarray
) -> Pipeline:
    """Fit an SVM, its penalty chosen on unseen speakers if there are enough."""
    if len(set(speakers)) < ENOUGH_SPEAKERS or not choosable(truth, speakers):
        return machine_of(USUAL_PENALTY).fit(features, truth)
    search = GridSearchCV(
        machine_of(USUAL_PENALTY),
        {"svc__C": PENALTIES},
        scoring="balanced_accuracy",
        cv=GroupKFold(N_INNER_FOLDS),
    )
    return search.fit(features, truth, groups=speakers).best_estimator_


def choosable(truth: np.ndarray, speakers: np.ndarray) -> bool:
    """Whether every inner split has all styles on both sides."""
    splits = GroupKFold(N_INNER_FOLDS).split(truth, groups=speakers)
    n_styles = len(set(truth))
    return all(len(set(truth[side])) == n_styles for sides in splits for side in sides)
