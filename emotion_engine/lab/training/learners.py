"""What every way of learning styles from a corpus must be able to do."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from emotion_engine.lab.corpora import Corpus

from .train_expression import in_usual_order


class Learner(Protocol):
    """One way of learning; compared with others on the same takes.

    It keeps its own features of a corpus, and never looks at labels or speakers of the
    takes it is tested on.

    Attributes
    ----------
    name : str
        What tables and graphs call it.
    recipe : str
        All that decides its results besides: runs of another recipe are not its own.
    """

    name: str
    recipe: str

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Learn from some takes and judge others.

        Parameters
        ----------
        train, test : int arrays
            Indices into the takes of the corpus.

        Returns
        -------
        float array, shape (len(test), n_labels)
            Probabilities, in the order of ``label_names(corpus)``.
        """


def label_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the styles of a corpus as the product lists them."""
    return in_usual_order(set(corpus.emotions))
